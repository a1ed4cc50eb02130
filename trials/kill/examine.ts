import path from 'node:path';
import { proveConservation } from '../../src/flow/index.ts';
import { findKnownDocuments, hashIdempotencyKey } from '../../src/intake/index.ts';
import { databaseReader, sealEverything, verifyLedger } from '../../src/ledger/index.ts';
import { openDataKeys, parseNumber, SEALED_AS } from '../../src/referral/index.ts';
import { rows, type Store, sql } from '../../src/shared/db.ts';
import { saltedDigest, unseal } from '../../src/shared/envelope.ts';
import { newId } from '../../src/shared/ids.ts';
import { fileSigner } from '../../src/shared/signer.ts';
import { type Acknowledged, type Load, post, type Sent } from './send-load.ts';
import { beside } from './senders.ts';
import type { Service } from './service.ts';

/** `unacknowledgedButKept`: committed, and killed before the answer went out; a sender repeats it under its key. */
export type Findings = { broken: string[]; unacknowledgedButKept: number };

/** Acknowledged and unanswered documents that are sent a second time in each run. */
const SENT_AGAIN = 20;

type Scene = { home: string; service: Service; load: Load };

/** Looks behind the counter of a service that was killed and started again. */
export async function examine({ home, service, load }: Scene): Promise<Findings> {
  const broken: string[] = [];
  const unacknowledgedButKept = await beside(home, async (store) => {
    const kept = await keptReceipts(store, load.acknowledged);
    for (const receipt of load.acknowledged) broken.push(...faultsOf(receipt, kept.get(receipt.id)));
    broken.push(...(await faultsOfRecords(store, home)));
    return countKept(store, load.unanswered);
  });
  broken.push(...(await sendAgain(service, load)));
  return { broken, unacknowledgedButKept };
}

/** `digest`: of the document as kept; `entryDigest`: what the ledger says. */
type Kept = { number: number; kept: Buffer; digest: Buffer; entryDigest: Buffer | null; contents: number };

/** Raw document, number, ledger entry and content of each receipt that is there. */
async function keptReceipts(store: Store, receipts: readonly Acknowledged[]): Promise<Map<string, Kept>> {
  const ids = receipts.map(({ id }) => id);
  const found = await rows(
    store.db,
    sql<{ id: string; number: number; raw: Buffer; entryDigest: Buffer | null; contents: number }>`
      select r.id, r.number, d.raw, e.digest as "entryDigest",
        (select count(*) from referral_content c where c.referral_id = r.id) as contents
      from referral r join received_document d on d.referral_id = r.id
      left join ledger_entry e on e.subjects = array[r.id] and e.action = 'receive'
      where r.id = any(${ids}::uuid[])`,
  );
  const dataKeys = await openDataKeys(store, store.db, ids);
  return new Map(
    found.map(({ id, raw, ...others }) => {
      const kept = unseal(dataKeys.get(id)!, SEALED_AS.raw, raw);
      return [id, { ...others, kept, digest: saltedDigest(dataKeys.get(id)!, kept) }];
    }),
  );
}

function faultsOf(receipt: Acknowledged, kept: Kept | undefined): string[] {
  if (!kept) return ['an acknowledged receipt is gone'];
  return [
    ...(parseNumber(receipt.number) === kept.number ? [] : ['a receipt has another number']),
    ...(kept.kept.equals(receipt.body) ? [] : ['a document is not as it was sent']),
    ...(kept.entryDigest?.equals(kept.digest) ? [] : ['a receipt has no ledger entry of its document']),
    ...(kept.contents === (receipt.state === 'open' ? 1 : 0) ? [] : ['a referral lacks its content']),
  ];
}

/** The promises that span all records. */
async function faultsOfRecords(store: Store, home: string): Promise<string[]> {
  await sealEverything(store, await fileSigner(path.join(home, 'keys')));
  const ledger = await verifyLedger(databaseReader(store.db));
  const conservation = await proveConservation(store);
  return [
    ...ledger.faults.map(({ fault }) => `the ledger: ${fault}`),
    ...(conservation.holds ? [] : ['conservation does not hold']),
  ];
}

/** How many of the documents that were never answered are kept all the same. */
async function countKept({ db, keys }: Store, unanswered: readonly Sent[]): Promise<number> {
  const asked = unanswered.map(({ sender, key }) => ({
    referralId: newId(),
    sourceId: sender.id,
    idempotencyKey: hashIdempotencyKey(keys, key),
    batchPosition: 0,
  }));
  return (await findKnownDocuments(db, asked)).length;
}

/** What is sent again under its key gives the same receipt; what was never answered gives one. */
async function sendAgain(service: Service, { acknowledged, unanswered }: Load): Promise<string[]> {
  const broken: string[] = [];
  for (const receipt of acknowledged.slice(-SENT_AGAIN)) {
    const [again] = (await post(service.url, receipt)).receipts;
    if (again?.id !== receipt.id || !again.repeated) broken.push('a document sent again got another receipt');
  }
  for (const sent of unanswered.slice(0, SENT_AGAIN)) {
    const [one] = (await post(service.url, sent)).receipts;
    const [two] = (await post(service.url, sent)).receipts;
    if (!one || one.id !== two?.id) broken.push('an unanswered document cannot be sent again');
  }
  return broken;
}
