import {
  findKnownDocuments,
  insertDocuments,
  type KnownDocument,
  type NewDocument,
} from '../intake/index.ts';
import { insertEntries, type NewEntry } from '../ledger/index.ts';
import { insertContents, insertReferrals, type NewContent, type NewReferral } from '../referral/index.ts';
import { type Db, rows, sql } from '../shared/db.ts';
import { insertJobs } from '../shared/outbox.ts';

/** The rows of one receipt. Without `content` it goes into quarantine. */
export type PreparedReceipt = {
  referral: NewReferral;
  document: NewDocument;
  content: NewContent | undefined;
  entry: NewEntry;
};

/** `conflict`: the idempotency key was used for another document; nothing was written. */
export type Written =
  | { kind: 'written'; id: string; number: number }
  | { kind: 'repeated'; id: string }
  | { kind: 'conflict' };

/** Another process may be writing the same document at the same time: then it is known at the second look. */
const MOST_LOOKS = 3;

/** Writes a group of receipts in one commit: raw document, referral, content, ledger entry and follow-up job of each. */
export async function writeReceipts(
  db: Db,
  receipts: readonly PreparedReceipt[],
  look = 1,
): Promise<Written[]> {
  const documents = receipts.map(({ document }) => document);
  const known = knownByKey(await findKnownDocuments(db, documents));
  const answers = documents.map((document) => answerFrom(known, document));
  const fresh = receipts.filter((_, i) => answers[i] === undefined);
  try {
    const numbers = await insertReceipts(db, fresh);
    return receipts.map(
      ({ referral: { id } }, i) => answers[i] ?? { kind: 'written', id, number: numbers.get(id)! },
    );
  } catch (failure) {
    if (look < MOST_LOOKS && isUniqueViolation(failure)) return writeReceipts(db, receipts, look + 1);
    throw failure;
  }
}

function isUniqueViolation(failure: unknown): boolean {
  return (failure as { code?: unknown }).code === '23505';
}

type KnownByKey = Map<string, Pick<KnownDocument, 'referralId' | 'batchPosition' | 'documentHash'>[]>;

function knownByKey(known: readonly KnownDocument[]): KnownByKey {
  return Map.groupBy(known, (document) => `${document.sourceId} ${document.idempotencyKey}`);
}

/** What is known of a document under its key; undefined if it is new. Within a group, the first is the one that is written. */
function answerFrom(known: KnownByKey, document: NewDocument): Written | undefined {
  if (document.idempotencyKey === null) return undefined;
  const key = `${document.sourceId} ${document.idempotencyKey}`;
  const same = known.get(key) ?? [];
  const before = same.find(({ batchPosition }) => batchPosition === document.batchPosition);
  if (before) {
    const isSame = before.documentHash.equals(document.documentHash);
    return isSame ? { kind: 'repeated', id: before.referralId } : { kind: 'conflict' };
  }
  const isAlone = document.batchPosition === 0;
  if (same.some(({ batchPosition }) => isAlone !== (batchPosition === 0))) return { kind: 'conflict' };
  known.set(key, [...same, document]);
  return undefined;
}

async function insertReceipts(db: Db, receipts: readonly PreparedReceipt[]): Promise<Map<string, number>> {
  if (receipts.length === 0) return new Map();
  const contents = receipts.flatMap(({ content }) => content ?? []);
  const jobs = contents.map(({ referralId }) => ({ kind: 'derive-referral' as const, subject: referralId }));
  const written = await rows(
    db,
    sql<{ id: string; number: number }>`with
      new_referral as (${insertReferrals(receipts.map(({ referral }) => referral))}),
      new_document as (${insertDocuments(receipts.map(({ document }) => document))}),
      new_content as (${insertContents(contents)}),
      new_entry as (${insertEntries(receipts.map(({ entry }) => entry))}),
      new_job as (${insertJobs(jobs)})
      select id, number from new_referral`,
  );
  return new Map(written.map(({ id, number }) => [id, number]));
}
