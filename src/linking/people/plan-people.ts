import type { ComingRecord, PeopleChange } from './change-people.ts';
import type { RecordRow } from './record-rows.ts';

/** A record as it is known: under which specification it was read. */
export type KnownRecord = RecordRow & { spec: string };

/** What referrals say of their parties now; a referral that counts no more says nothing. */
export type WantedRecord = Omit<ComingRecord, 'id'>;

/**
 * What has to change so that the records are as they are wanted. A party that still shares a key with what was known of
 * it is the same record, so that judgements on it stand; otherwise it is another one. Pure.
 */
export function planPeople(known: readonly KnownRecord[], wanted: readonly WantedRecord[]): PeopleChange {
  const byParty = Map.groupBy(known, partyKey);
  const planned = wanted.map((one) => ({ one, earlier: earlierOf(byParty.get(partyKey(one)) ?? [], one) }));
  const kept = new Set(
    planned
      .filter(({ one, earlier }) => earlier && isUnchanged(earlier, one))
      .map(({ earlier }) => earlier!.id),
  );
  const coming = planned
    .filter(({ earlier }) => !earlier || !kept.has(earlier.id))
    .map(({ one, earlier }) => ({ ...one, id: earlier?.id ?? null }));
  const renewed = new Set(coming.map(({ id }) => id));
  const before = known.filter(({ id, leftAt }) => leftAt === null && !kept.has(id));
  return { coming, before, leaving: before.map(({ id }) => id).filter((id) => !renewed.has(id)) };
}

function partyKey({ referralId, party }: Pick<RecordRow, 'referralId' | 'party'>): string {
  return `${referralId} ${party}`;
}

/** The record that this party was, the one that counts before the latest of those that do not. */
function earlierOf(known: readonly KnownRecord[], wanted: WantedRecord): KnownRecord | undefined {
  const latestFirst = known
    .toReversed()
    .sort((a, b) => Number(a.leftAt !== null) - Number(b.leftAt !== null));
  return latestFirst.find((one) => one.layer === wanted.layer && isSameParty(one, wanted));
}

function isSameParty(known: KnownRecord, wanted: WantedRecord): boolean {
  if (known.version === wanted.version) return true;
  const hashes = new Set([...known.keys, ...known.terms]);
  return [...wanted.keys, ...wanted.terms].some((k) => hashes.has(k));
}

function isUnchanged(known: KnownRecord, wanted: WantedRecord): boolean {
  return known.leftAt === null && known.version === wanted.version && known.spec === wanted.spec;
}
