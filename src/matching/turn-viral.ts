import { listSources, type SourceKind } from '../access/index.ts';
import type { Db, Tx } from '../shared/db.ts';
import { judgeCirculation } from './circulation/judge-circulation.ts';
import { listedAs } from './circulation/listed-groups.ts';
import { judgedIncidents, setJudged, waveFacts } from './circulation/wave-records.ts';
import { referralsOfGroups } from './content-of.ts';
import { groupsOfReferrals, setViral } from './group-records.ts';
import { daysOfReports } from './tally-records.ts';
import { type CountedState, LEAST_FOR_A_SIGN, strongestWave, type ViralState } from './viral-state.ts';

/** Up to so many incidents a group is judged at each one; from there on whenever it has grown by a tenth. Chosen. */
const JUDGED_EACH_TIME = 200;
const GROWN_BY = 1.1;

/** Judges the circulation of groups; answers with those whose state changed. `anew`: reports were taken away. */
export async function turnViral(
  tx: Tx,
  groups: readonly number[],
  { anew = false }: { anew?: boolean } = {},
): Promise<number[]> {
  if (groups.length === 0) return [];
  const days = await daysOfReports(tx, groups, LEAST_FOR_A_SIGN);
  const judged = new Map((await judgedIncidents(tx, groups)).map(({ group, judged: at }) => [group, at]));
  const due = groups
    .map((group) => ({ group, ...counted(days.get(group) ?? []) }))
    .filter(
      ({ group, incidents }) =>
        anew || incidents <= JUDGED_EACH_TIME || incidents >= (judged.get(group) ?? 0) * GROWN_BY,
    );
  await setJudged(tx, due);
  return setViral(tx, await judge(tx, due));
}

function counted(days: Parameters<typeof strongestWave>[0]) {
  return { incidents: days.reduce((sum, day) => sum + day.incidents, 0), ...strongestWave(days) };
}

type Counted = { group: number; state: CountedState; lastDay: number };

/** Only groups whose numbers allow a sign are looked into. */
async function judge(db: Db, groups: readonly Counted[]): Promise<{ group: number; viral: ViralState }[]> {
  const signs = groups.filter(({ state }) => state !== 'none');
  const facts = await waveFacts(db, signs, await openSources(db));
  const listed = await listedAs(
    db,
    signs.map(({ group }) => group),
  );
  return groups.map(({ group, state }) => {
    const wave = facts.get(group);
    const viral = wave ? judgeCirculation(state, { ...wave, listedAs: listed.get(group) ?? null }) : 'none';
    return { group, viral };
  });
}

/** Whoever meets content where everybody may. */
const IN_THE_OPEN: readonly SourceKind[] = ['public', 'hotline', 'professional'];

async function openSources(db: Db): Promise<string[]> {
  const sources = await listSources(db);
  return sources.filter(({ kind }) => IN_THE_OPEN.includes(kind)).map(({ id }) => id);
}

/** Referrals judged at once after a change of lists whose state may be another: those of one wave. */
const MOST_SHOWING = 50_000;

/**
 * Judges the content of these referrals again: what the lists say of it has changed. Answers with the referrals that
 * show content whose state is another now, for the caller to assess. The caller holds the joining lock.
 */
export async function judgeAgain(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const turned = await turnViral(tx, await groupsOfReferrals(tx, ids), { anew: true });
  return referralsOfGroups(tx, turned, MOST_SHOWING);
}
