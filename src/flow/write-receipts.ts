import {
  insertDocuments,
  isSameDocument,
  type KnownDocument,
  knownDocuments,
  type NewDocument,
} from '../intake/index.ts';
import { insertEntries, type NewEntry } from '../ledger/index.ts';
import { insertContents, insertReferrals, type NewContent, type NewReferral } from '../referral/index.ts';
import { type Db, PREPARED, rows, sql } from '../shared/db.ts';
import { insertJobs, type NewJob } from '../shared/outbox.ts';

/** The rows of one receipt. Without `content` it goes into quarantine. */
export type PreparedReceipt = {
  referral: NewReferral;
  document: NewDocument;
  content: NewContent | undefined;
  entry: NewEntry;
  /** What follows, right after the commit. */
  job: NewJob | undefined;
};

/** `conflict`: the idempotency key was used for another document; nothing was written. */
export type Written =
  | { kind: 'written'; id: string; number: number }
  | { kind: 'repeated'; id: string }
  | { kind: 'conflict' };

/** Another process may be writing the same document at the same time: at the second try it is known. */
const MOST_TRIES = 3;

/** Writes a group of receipts in one commit: raw document, referral, content, ledger entry and follow-up job of each. */
export async function writeReceipts(
  db: Db,
  receipts: readonly PreparedReceipt[],
  tries = 1,
): Promise<Written[]> {
  const { firsts, firstOf } = firstsOfKeys(receipts);
  try {
    const { numbers, known } = await insertReceipts(db, receipts, firsts);
    return receipts.map(({ referral: { id }, document }) => {
      const number = numbers.get(id);
      if (number !== undefined) return { kind: 'written', id, number };
      return answerFrom(known.get(id) ?? [firstOf(document)], document);
    });
  } catch (failure) {
    if (tries < MOST_TRIES && isUniqueViolation(failure)) return writeReceipts(db, receipts, tries + 1);
    throw failure;
  }
}

function isUniqueViolation(failure: unknown): boolean {
  return (failure as { code?: unknown }).code === '23505';
}

/** Where a group holds a key twice, the first document is written and answers for the others. */
function firstsOfKeys(receipts: readonly PreparedReceipt[]) {
  const first = new Map<string, PreparedReceipt>();
  for (const receipt of receipts) {
    const place = placeOf(receipt.document);
    if (!first.has(place)) first.set(place, receipt);
  }
  const firstOf = (document: NewDocument): NewDocument => first.get(placeOf(document))!.document;
  return { firsts: [...first.values()], firstOf };
}

/** What the unique index looks at; a document without a key is like no other. */
function placeOf({ idempotencyKey, sourceId, batchPosition, referralId }: NewDocument): string {
  return idempotencyKey === null ? referralId : `${sourceId} ${idempotencyKey} ${batchPosition}`;
}

type Before = Pick<KnownDocument, 'referralId' | 'batchPosition' | 'documentHash'>;

function answerFrom(before: readonly Before[], document: NewDocument): Written {
  const same = before.find((known) => isSameDocument(known, document));
  return same ? { kind: 'repeated', id: same.referralId } : { kind: 'conflict' };
}

type Inserted = { numbers: Map<string, number>; known: Map<string, Before[]> };
type Outcome = { id: string; number: number } | ({ id: string; number: null } & Before);

/** Inserts what is not known yet; tells the numbers given, and what is known of the rest. */
async function insertReceipts(
  db: Db,
  all: readonly PreparedReceipt[],
  receipts: readonly PreparedReceipt[],
): Promise<Inserted> {
  const contents = receipts.flatMap(({ content }) => content ?? []);
  const jobs = receipts.flatMap(({ job }) => job ?? []);
  const isKnown = sql`select "askedId" from known`;
  const isNew = sql`select id from new_referral`;
  const outcomes = await rows(
    db,
    sql<Outcome>`${PREPARED} with
      known as (${knownDocuments(all.map(({ document }) => document))}),
      new_referral as (${insertReferrals(
        receipts.map(({ referral }) => referral),
        isKnown,
      )}),
      new_document as (${insertDocuments(
        receipts.map(({ document }) => document),
        isNew,
      )}),
      new_content as (${insertContents(contents, isNew)}),
      new_entry as (${insertEntries(
        receipts.map(({ entry }) => entry),
        isNew,
      )}),
      new_job as (${insertJobs(jobs, isNew)})
      select id, number, null as "referralId", null as "batchPosition", null as "documentHash" from new_referral
      union all select "askedId", null, "referralId", "batchPosition", "documentHash" from known`,
  );
  return {
    numbers: new Map(outcomes.flatMap(({ id, number }) => (number === null ? [] : [[id, number] as const]))),
    known: Map.groupBy(
      outcomes.filter((outcome) => outcome.number === null),
      ({ id }) => id,
    ),
  };
}
