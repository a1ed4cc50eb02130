import type { Tx } from '../shared/db.ts';
import type { DerivedItem } from './derived-item.ts';
import {
  closeMemberships,
  groupsOfKeys,
  groupsOfReferrals,
  makeGroups,
  openMemberships,
} from './group-records.ts';
import { type GroupPlan, planGroups } from './plan-groups.ts';
import { regroup } from './regroup.ts';
import { relaySources, reporterOf } from './reporter.ts';
import { addSightings, matchedVersions, putMatched, type Sighting } from './sighting-records.ts';
import { countNewReferrals, recount } from './tally-records.ts';
import { turnViral } from './turn-viral.ts';
import { hashedFiles, hashKey } from './usable-hash.ts';

/** `subjects`: of each referral the keyed hash (64 bits, decimal) of the account that it is about, where it names one. */
export type Matching = { at: Date; subjects?: ReadonlyMap<string, string> };

/**
 * Recognises the files of these referrals among all others. Idempotent: a referral that was matched in this version
 * changes nothing. One statement a step, however many referrals. The caller holds the joining lock, and assesses
 * the referrals of the groups in the answer again: their viral state is another now.
 */
export async function matchContent(
  tx: Tx,
  items: readonly DerivedItem[],
  matching: Matching,
): Promise<number[]> {
  const ids = items.map(({ id }) => id);
  const matched = await matchedVersions(tx, ids);
  const due = items.filter(({ id, header }) => matched.get(id) !== header.version);
  return due.length === 0 ? [] : await takeIn(tx, due, { ...matching, matched });
}

async function takeIn(
  tx: Tx,
  due: readonly DerivedItem[],
  { at, subjects, matched }: Matching & { matched: ReadonlyMap<string, number> },
): Promise<number[]> {
  const corrected = due.filter(({ id }) => matched.has(id)).map(({ id }) => id);
  const before = corrected.length > 0 ? await groupsOfReferrals(tx, corrected) : [];
  const sightings = due.flatMap(sightingsOf);
  const relays = await relaySources(tx);
  await putMatched(
    tx,
    due.map((item) => ({ ...matchedReferral(item, relays), subject: subjects?.get(item.id) ?? null })),
  );
  const plan = await joinGroups(tx, at, sightings);
  await addSightings(tx, sightings);
  const counted = due.filter(({ id }) => !matched.has(id)).map(({ id }) => id);
  await countNewReferrals(tx, counted);
  await recount(tx, [...new Set(plan.merged.flatMap(({ from, into }) => [from, into]))]);
  const parted =
    corrected.length > 0
      ? await regroup(tx, [...before, ...(await groupsOfReferrals(tx, corrected))], at)
      : [];
  const touched = [...new Set([...(await groupsOfReferrals(tx, counted)), ...parted])];
  return turnViral(tx, touched, { anew: parted.length > 0 });
}

function matchedReferral({ id, header }: DerivedItem, relays: ReadonlySet<string>) {
  return {
    referralId: id,
    version: header.version,
    reporter: reporterOf(header, relays),
    receivedAt: header.receivedAt,
    files: header.facts.files.count,
  };
}

function sightingsOf({ id, header, content }: DerivedItem): Sighting[] {
  return hashedFiles(content.open('matching').files).flatMap(({ position, hashes }) =>
    hashes.map(({ kind, hex, quality }) => ({
      referralId: id,
      version: header.version,
      position,
      kind,
      hex,
      quality,
    })),
  );
}

/** Gives every hash a place in one group; groups that turn out to be one content become one. */
async function joinGroups(tx: Tx, at: Date, sightings: readonly Sighting[]): Promise<GroupPlan> {
  const files = Map.groupBy(sightings, ({ referralId, position }) => `${referralId} ${position}`);
  const keyed = [...files.values()].map((file) => ({
    referralId: file[0]!.referralId,
    keys: file.map(hashKey),
  }));
  const known = await groupsOfKeys(tx, [...new Set(keyed.flatMap(({ keys }) => keys))]);
  const plan = planGroups(keyed, known);
  const made = await makeGroups(tx, plan.fresh.length, at);
  const targets = new Map(plan.merged.map((merge) => [merge.from, merge]));
  const moved = await closeMemberships(tx, [...targets.keys()], at);
  await openMemberships(
    tx,
    [
      ...plan.fresh.flatMap(({ keys, because }, i) => keys.map((key) => ({ key, group: made[i]!, because }))),
      ...plan.joined,
      ...moved.map(({ key, group }) => ({
        key,
        group: targets.get(group)!.into,
        because: targets.get(group)!.because,
      })),
    ],
    at,
  );
  return plan;
}
