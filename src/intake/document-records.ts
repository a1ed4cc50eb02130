import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import { packBytes } from '../shared/packed-bytes.ts';
import { storableJson } from '../shared/storable-json.ts';
import { type StrippedPayload, withoutPaths } from './adapter.ts';
import type { ProblemBody } from './submission.ts';

/** A received document, sealed, as it is written. `batchPosition`: 1-based within a file of many; 0 for a document of its own. */
export type NewDocument = {
  referralId: string;
  sourceId: string;
  receivedAt: Date;
  adapter: string;
  mediaType: string;
  raw: Buffer;
  rawBytes: number;
  documentHash: Buffer;
  idempotencyKey: string | null;
  batchId: string | null;
  batchPosition: number;
  stripped: readonly StrippedPayload[];
  problem: ProblemBody | null;
};

/**
 * A statement for the `with` clause of the one that writes a whole group of receipts. `only`: SQL that gives the
 * referrals to take.
 */
export function insertDocuments(
  documents: readonly NewDocument[],
  only: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const raw = packBytes(documents.map((document) => document.raw));
  return sql`insert into received_document (referral_id, source_id, received_at, adapter, media_type, raw, raw_bytes,
      document_hash, idempotency_key, batch_id, batch_position, stripped, problem)
    select referral_id, source_id, received_at, adapter, media_type,
      substring(${raw.bytes}::bytea from raw_start for raw_length), raw_bytes,
      document_hash, idempotency_key, batch_id, nullif(batch_position, 0), stripped, problem
    from unnest(${documents.map((document) => document.referralId)}::uuid[],
                ${documents.map((document) => document.sourceId)}::text[],
                ${documents.map((document) => document.receivedAt)}::timestamptz[],
                ${documents.map((document) => document.adapter)}::text[],
                ${documents.map((document) => document.mediaType)}::text[],
                ${raw.starts}::integer[],
                ${raw.lengths}::integer[],
                ${documents.map((document) => document.rawBytes)}::integer[],
                ${documents.map((document) => document.documentHash)}::bytea[],
                ${documents.map((document) => document.idempotencyKey)}::text[],
                ${documents.map((document) => document.batchId)}::uuid[],
                ${documents.map((document) => document.batchPosition)}::integer[],
                ${documents.map((document) => storableJson(withoutPaths(document.stripped)))}::jsonb[],
                ${documents.map((document) => document.problem && storableJson(document.problem))}::jsonb[])
      as new (referral_id, source_id, received_at, adapter, media_type, raw_start, raw_length, raw_bytes,
              document_hash, idempotency_key, batch_id, batch_position, stripped, problem)
    where referral_id in (${only})`;
}

export type AskedDocument = Pick<NewDocument, 'referralId' | 'sourceId' | 'idempotencyKey' | 'batchPosition'>;

/** A document that came before under the key of the one asked for, and so stands in its way. */
export type KnownDocument = {
  askedId: string;
  referralId: string;
  batchPosition: number;
  documentHash: Buffer;
};

/**
 * Documents of the same sender and key: at the same place in a file, or alone where the one asked for is in a file,
 * or the other way round. A statement, to stand in the `with` clause of a larger one.
 */
export function knownDocuments(asked: readonly AskedDocument[]): RawBuilder<KnownDocument> {
  const keyed = asked.filter(({ idempotencyKey }) => idempotencyKey !== null);
  // The limit keeps each look-up on the index of keys; without it, a whole file may be joined with itself.
  return sql`select asked.id as "askedId", d.referral_id as "referralId", d.position as "batchPosition", d.document_hash as "documentHash"
    from unnest(${keyed.map(({ referralId }) => referralId)}::uuid[],
                ${keyed.map(({ sourceId }) => sourceId)}::text[],
                ${keyed.map(({ idempotencyKey }) => idempotencyKey)}::text[],
                ${keyed.map(({ batchPosition }) => batchPosition)}::integer[]) as asked (id, source_id, key, position)
    cross join lateral (
      select referral_id, document_hash, coalesce(batch_position, 0) as position from received_document
      where source_id = asked.source_id and idempotency_key = asked.key
        and coalesce(batch_position, 0) = any (array[asked.position, 0, 1])
      limit 3) d
    where d.position = asked.position or (d.position = 0) <> (asked.position = 0)`;
}

export async function findKnownDocuments(db: Db, asked: readonly AskedDocument[]): Promise<KnownDocument[]> {
  return rows(db, knownDocuments(asked));
}

type PlaceAndHash = Pick<NewDocument, 'batchPosition' | 'documentHash'>;

/** Whether what is known is this very document: its receipt is given again. */
export function isSameDocument(known: PlaceAndHash, document: PlaceAndHash): boolean {
  return known.batchPosition === document.batchPosition && known.documentHash.equals(document.documentHash);
}

/** Counts a document that was refused and not kept. */
export async function countRefusal(
  db: Db,
  refusal: { at: Date; channel: string; code: string },
): Promise<void> {
  await rows(
    db,
    sql`insert into refusal_count (day, channel, code, refused)
        values ((${refusal.at}::timestamptz at time zone 'UTC')::date, ${refusal.channel}, ${refusal.code}, 1)
        on conflict (day, channel, code) do update set refused = refusal_count.refused + 1`,
  );
}
