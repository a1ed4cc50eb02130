import { type RawBuilder, sql } from '../shared/db.ts';
import type { WrappedKey } from '../shared/key-service.ts';
import { packBytes } from '../shared/packed-bytes.ts';
import { storableJson } from '../shared/storable-json.ts';
import type { OpenFacts } from './facts.ts';
import type { State } from './life.ts';
import type { Sensitivity } from './sensitivity.ts';

// Rows of new receipts, as statements that stand in the `with` clause of the one that writes a whole group.

export type NewReferral = {
  id: string;
  sourceId: string;
  receivedAt: Date;
  channel: string;
  state: State;
  sensitivity: Sensitivity;
  key: WrappedKey;
};

/** Answers with `id` and `number` of each. `except`: SQL that gives ids to leave out. */
export function insertReferrals(
  referrals: readonly NewReferral[],
  except?: RawBuilder<unknown>,
): RawBuilder<{ id: string; number: number }> {
  return sql`insert into referral (id, source_id, received_at, channel, state, state_since, sensitivity, key_id, wrapped_key)
    select id, source_id, received_at, channel, state, received_at, sensitivity, key_id, wrapped_key
    from unnest(${referrals.map((referral) => referral.id)}::uuid[],
                ${referrals.map((referral) => referral.sourceId)}::text[],
                ${referrals.map((referral) => referral.receivedAt)}::timestamptz[],
                ${referrals.map((referral) => referral.channel)}::text[],
                ${referrals.map((referral) => referral.state)}::text[],
                ${referrals.map((referral) => referral.sensitivity)}::text[],
                ${referrals.map((referral) => referral.key.keyId)}::text[],
                ${referrals.map((referral) => referral.key.wrapped)}::bytea[])
      as new (id, source_id, received_at, channel, state, sensitivity, key_id, wrapped_key)
    ${except ? sql`where id not in (${except})` : sql``}
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

/** `only`: SQL that gives the referrals to take. */
export function insertContents(
  contents: readonly NewContent[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const content = packBytes(contents.map((one) => one.content));
  const evidence = packBytes(contents.map((one) => one.evidence));
  return sql`insert into referral_content (referral_id, version, made_at, made_by, facts, content, evidence)
    select referral_id, version, made_at, made_by, ${storableJson(contents.map((one) => one.facts))}::jsonb -> (place - 1)::integer,
      substring(${content.bytes}::bytea from content_start for content_length),
      substring(${evidence.bytes}::bytea from evidence_start for evidence_length)
    from unnest(${contents.map((one) => one.referralId)}::uuid[],
                ${contents.map((one) => one.version)}::integer[],
                ${contents.map((one) => one.madeAt)}::timestamptz[],
                ${contents.map((one) => one.madeBy)}::text[],
                ${content.starts}::integer[],
                ${content.lengths}::integer[],
                ${evidence.starts}::integer[],
                ${evidence.lengths}::integer[]) with ordinality
      as new (referral_id, version, made_at, made_by,
              content_start, content_length, evidence_start, evidence_length, place)
    ${only ? sql`where referral_id in (${only})` : sql``}`;
}
