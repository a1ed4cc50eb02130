import { type Actor, ensureMay } from '../../access/index.ts';
import {
  answeredPeriods,
  answersOf,
  checkAnswers,
  currentReadingCounts,
  dueDayOf,
  findingsAbout,
  forcesOn,
  mendFirst,
  type ReturnFinding,
  type ReturnPart,
  returnPartsOfForce,
  returnPartsOfPeriod,
  type Scheme,
  type Score,
  schemeOn,
  scoreReturns,
  sizeOfForce,
  type ToMend,
} from '../../returns/index.ts';
import type { Db, Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { yearsBefore } from '../picture/periods.ts';
import { ensureOwnForce, forceOfActor } from './own-returns.ts';
import { dayOf } from './report-on-return.ts';

/** One period: every force and question by every dimension, what the checks found, and what to mend first. */
export type PeriodScores = {
  period: Period;
  scheme: Scheme;
  dueOn: string;
  forces: string[];
  answered: string[];
  scores: Score[];
  findings: ReturnFinding[];
  toMend: ToMend[];
};

export type Scorecards = { periods: (Period & { forces: number })[]; shown: PeriodScores | null };

/** Scorecards of all forces over one period; the latest one unless another is asked for. The bureau's own people only. */
export async function readScorecards(
  store: Store,
  actor: Actor,
  asked?: Period | undefined,
): Promise<Scorecards> {
  ensureMay(actor, 'see-returns');
  if ((await forceOfActor(store, store.db, actor)) !== null) throw new Problem('returns.of-another-force');
  const periods = await answeredPeriods(store.db);
  const period = asked ?? periods[0];
  return { periods, shown: period ? await scorePeriod(store, period) : null };
}

export type ForceScores = { force: string; years: PeriodScores[]; parts: ReturnPart[] };

/** One force over every period that anybody answered for, the latest first. */
export async function readForceScores(store: Store, actor: Actor, force: string): Promise<ForceScores> {
  ensureMay(actor, 'see-returns');
  await ensureOwnForce(store, store.db, { actor, force });
  const periods = await answeredPeriods(store.db);
  const years: PeriodScores[] = [];
  for (const period of periods) years.push(onlyOf(force, await scorePeriod(store, period)));
  return { force, years, parts: await returnPartsOfForce(store.db, force) };
}

function onlyOf(force: string, period: PeriodScores): PeriodScores {
  const scores = period.scores.filter((one) => one.force === force);
  const findings = findingsAbout(force, period.findings);
  const answered = period.answered.filter((one) => one === force);
  return {
    ...period,
    forces: period.forces.filter((one) => one === force),
    answered,
    scores,
    findings,
    toMend: mendFirst({ scores: answered.length > 0 ? scores : [], findings }, sizeOfForce),
  };
}

async function scorePeriod({ db, clock }: Store, { from, to }: Period): Promise<PeriodScores> {
  const period = { from, to };
  const scheme = schemeOn(from);
  const now = await answersOf(db, period);
  const before = await answersOf(db, yearsBefore(period, 1));
  const checked = checkAnswers({ scheme, now, before, sizeOf: sizeOfForce });
  const dueOn = await dueDayOf(db, period);
  const answered = [...new Set(now.map(({ force }) => force))].sort();
  const asked = forcesOn(to).map(({ key }): string => key);
  const forces = [...asked, ...answered.filter((force) => !asked.includes(force))];
  const scores = scoreReturns({
    scheme,
    forces,
    answers: now,
    counts: await currentReadingCounts(db, { period }),
    tests: checked.tests,
    receivedOn: await firstReceived(db, period),
    dueOn,
    today: dayOf(clock.now()),
  });
  const { findings } = checked;
  // Who sent nothing is said once, and not question by question.
  const judged = scores.filter(({ force }) => answered.includes(force));
  const toMend = mendFirst({ scores: judged, findings }, sizeOfForce);
  return { period, scheme, dueOn, forces, answered, scores, findings, toMend };
}

/** When each force's first return that was ever accepted for the period came in. */
async function firstReceived(db: Db, period: Period): Promise<Map<string, string>> {
  const parts = (await returnPartsOfPeriod(db, period)).filter(({ state }) => state !== 'withdrawn');
  return new Map(
    [...Map.groupBy(parts, ({ force }) => force)].map(([force, own]) => [
      force,
      own.map(({ uploadedAt }) => dayOf(uploadedAt)).sort()[0]!,
    ]),
  );
}
