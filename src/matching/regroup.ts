import type { Tx } from '../shared/db.ts';
import { closeKeys, keysOfGroups, makeGroups, openMemberships } from './group-records.ts';
import { components } from './plan-groups.ts';
import { filesOfGroups } from './sighting-records.ts';
import { recount } from './tally-records.ts';

/**
 * Makes groups anew from the files that count: what only a withdrawn file held together parts, and a hash that no
 * file shows any more stands in no group. The largest part keeps the group's id. Answers with all groups touched.
 */
export async function regroup(tx: Tx, groups: readonly number[], at: Date): Promise<number[]> {
  const standing = await keysOfGroups(tx, groups);
  const parts = partsByGroup(await filesOfGroups(tx, groups), standing);
  const parting = [...parts.values()].flatMap(([, ...smaller]) => smaller);
  const made = await makeGroups(tx, parting.length, at);
  const live = new Set([...parts.values()].flat(2));
  const dead = [...standing.keys()].filter((key) => !live.has(key));
  await closeKeys(tx, [...dead, ...parting.flat()], at);
  const joining = parting.flatMap((keys, i) => keys.map((key) => ({ key, group: made[i]!, because: null })));
  await openMemberships(tx, joining, at);
  const touched = [...new Set([...groups, ...made])];
  await recount(tx, touched);
  return touched;
}

/** The parts into which each group falls, the largest first; equal ones in the order of their least hash. */
function partsByGroup(
  files: readonly { referralId: string; keys: string[] }[],
  standing: ReadonlyMap<string, number>,
): Map<number, string[][]> {
  const parts = components(files)
    .map(({ keys }) => keys.sort())
    .sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1));
  return Map.groupBy(parts, ([key]) => standing.get(key!)!);
}
