import type { Tx } from '../shared/db.ts';
import { groupsOfReferrals } from './group-records.ts';
import { regroup } from './regroup.ts';
import { markWithdrawn, setIncidents } from './sighting-records.ts';
import { recount } from './tally-records.ts';
import { turnViral } from './turn-viral.ts';

/**
 * Takes referrals out of the count, because their sender took them back or they were disposed of. Their sightings
 * stay as history. Answers with the groups whose viral state changed. The caller holds the joining lock.
 */
export async function withdrawContent(tx: Tx, ids: readonly string[], at: Date): Promise<number[]> {
  const withdrawn = await markWithdrawn(tx, ids, at);
  if (withdrawn.length === 0) return [];
  return turnViral(tx, await regroup(tx, await groupsOfReferrals(tx, withdrawn), at), { anew: true });
}

/**
 * Counts each referral as a further report of an incident, or on its own again if that is itself. Answers with the
 * groups whose viral state changed: reports of one incident are no circulation.
 */
export async function countAsReports(
  tx: Tx,
  parts: readonly { id: string; incidentId: string }[],
): Promise<number[]> {
  const changed = await setIncidents(tx, parts);
  if (changed.length === 0) return [];
  const groups = await groupsOfReferrals(tx, changed);
  await recount(tx, groups);
  return turnViral(tx, groups, { anew: true });
}
