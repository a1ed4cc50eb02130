import type { Tx } from '../shared/db.ts';
import { setViral } from './group-records.ts';
import { daysOfReports } from './tally-records.ts';
import { LEAST_FOR_A_SIGN, viralState } from './viral-state.ts';

/** Judges the circulation of groups anew; answers with those whose state changed. */
export async function turnViral(tx: Tx, groups: readonly number[]): Promise<number[]> {
  if (groups.length === 0) return [];
  const days = await daysOfReports(tx, groups, LEAST_FOR_A_SIGN);
  return setViral(
    tx,
    groups.map((group) => ({ group, viral: viralState(days.get(group) ?? []) })),
  );
}
