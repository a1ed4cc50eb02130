import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import type { WrappedKey } from '../shared/key-service.ts';
import type { OpenFacts } from './facts.ts';
import type { State } from './life.ts';

// Rows of new receipts, as statements that stand in the `with` clause of the one that writes a whole group.

export type NewReferral = {
  id: string;
  sourceId: string;
  receivedAt: Date;
  channel: string;
  state: State;
  key: WrappedKey;
};

/** Answers with `id` and `number` of each. */
export function insertReferrals(
  referrals: readonly NewReferral[],
): RawBuilder<{ id: string; number: number }> {
  return sql`insert into referral (id, source_id, received_at, channel, state, state_since, key_id, wrapped_key)
    select id, source_id, received_at, channel, state, received_at, key_id, wrapped_key
    from unnest(${referrals.map((referral) => referral.id)}::uuid[],
                ${referrals.map((referral) => referral.sourceId)}::text[],
                ${referrals.map((referral) => referral.receivedAt)}::timestamptz[],
                ${referrals.map((referral) => referral.channel)}::text[],
                ${referrals.map((referral) => referral.state)}::text[],
                ${referrals.map((referral) => referral.key.keyId)}::text[],
                ${referrals.map((referral) => referral.key.wrapped)}::bytea[])
      as new (id, source_id, received_at, channel, state, key_id, wrapped_key)
    returning id, number`;
}

/** `content` and `evidence`: sealed under the record's key. `madeBy`: as the ledger names an actor. */
export type NewContent = {
  referralId: string;
  version: number;
  madeAt: Date;
  madeBy: string;
  facts: OpenFacts;
  content: Buffer;
  evidence: Buffer;
};

export function insertContents(contents: readonly NewContent[]): RawBuilder<unknown> {
  return sql`insert into referral_content (referral_id, version, made_at, made_by, facts, content, evidence)
    select referral_id, version, made_at, made_by, facts, content, evidence
    from unnest(${contents.map((content) => content.referralId)}::uuid[],
                ${contents.map((content) => content.version)}::integer[],
                ${contents.map((content) => content.madeAt)}::timestamptz[],
                ${contents.map((content) => content.madeBy)}::text[],
                ${contents.map((content) => JSON.stringify(content.facts))}::jsonb[],
                ${contents.map((content) => content.content)}::bytea[],
                ${contents.map((content) => content.evidence)}::bytea[])
      as new (referral_id, version, made_at, made_by, facts, content, evidence)`;
}

/** Destroys the record's key: nothing sealed under it can be opened again, in any copy. For disposed records. */
export async function destroyKey(db: Db, id: string): Promise<void> {
  await rows(db, sql`update referral set wrapped_key = null where id = ${id} and state = 'disposed'`);
}
