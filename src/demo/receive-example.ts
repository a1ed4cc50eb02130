import { type Source, sourceById } from '../access/index.ts';
import { deriveReferrals, type Intake, linkPeople, receiveDocument } from '../flow/index.ts';
import type { Channel, Receipt } from '../intake/index.ts';
import type { Store } from '../shared/db.ts';
import { claimJobs, completeJobs } from '../shared/job-leases.ts';
import type { JobKind } from '../shared/outbox.ts';
import type { ExampleDocument } from './example-documents.ts';
import type { DocumentKind } from './incident.ts';

const CHANNELS: Record<DocumentKind, Channel> = {
  'cybertip-xml': 'exchange',
  'cybertip-json': 'exchange',
  'hotline-csv': 'exchange',
  'native-json': 'api',
  'public-form': 'public-form',
  'bank-report': 'api',
};

/** Referrals that are joined up in one transaction. */
const DERIVE_TOGETHER = 200;
const LEASE_SECONDS = 120;

/** Hands documents in on the way by which they would come; gives the receipts of each in order. */
export async function receiveAll(
  intake: Intake,
  documents: readonly ExampleDocument[],
): Promise<Receipt[][]> {
  const senders = await sendersOf(intake.store, documents);
  return Promise.all(
    documents.map(({ sourceId, adapter, mediaType, receivedAt, raw }) =>
      receiveDocument(intake, senders.get(sourceId)!, {
        raw,
        mediaType,
        receivedAt,
        adapter,
        channel: CHANNELS[adapter],
      }),
    ),
  );
}

async function sendersOf(store: Store, documents: readonly ExampleDocument[]): Promise<Map<string, Source>> {
  const ids = [...new Set(documents.map(({ sourceId }) => sourceId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await sourceById(store, id)] as const)));
}

/** Joins up and orders whatever was received, and compares its people, at the time that the store's clock says. */
export async function deriveReceived(store: Store): Promise<void> {
  await workOff(store, 'derive-referral', (ids) => deriveReferrals(store, ids));
  await workOff(store, 'link-people', (ids) => linkPeople(store, ids));
}

async function workOff(
  store: Store,
  kind: JobKind,
  run: (ids: readonly string[]) => Promise<unknown>,
): Promise<void> {
  for (;;) {
    const jobs = await claimJobs(store.db, { kind, most: DERIVE_TOGETHER, leaseSeconds: LEASE_SECONDS });
    if (jobs.length === 0) return;
    await run(jobs.map(({ subject }) => subject));
    await completeJobs(store.db, jobs);
  }
}
