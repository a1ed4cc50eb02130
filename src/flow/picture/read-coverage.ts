import { type Actor, ensureMay } from '../../access/index.ts';
import {
  answersOf,
  answersTouching,
  type Force,
  type ForceAnswer,
  forcesOn,
  populationsSet,
  type Question,
  type Scheme,
  type Scope,
  schemeOn,
  withPopulations,
} from '../../returns/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { forceOfActor } from '../returns/own-returns.ts';
import { type OtherPeriod, otherPeriods } from './other-periods.ts';
import { USUAL_SCOPE } from './read-national-figures.ts';

/** What a force said to a question. */
export type Answered = 'whole' | 'broken-down' | 'not-known' | 'none';

export type CoverageView = {
  period: Period;
  scope: Scope;
  scheme: Scheme;
  /** Every question with how many forces answered it, and the share of people in their areas. */
  questions: { question: Question; answered: number; shareOfPopulation: number }[];
  of: number;
  /** Every force, or only the reader's own. */
  forces: { force: Force; answers: Answered[]; answered: number }[];
  /** Forces, or only the reader's own, that answered for other days alone: their counts are in no figure of this period. */
  others: { force: Force; periods: Omit<OtherPeriod, 'answers'>[] }[];
  computedAt: string;
};

/** Who answered what for exactly this period. Throws `returns.no-force`. */
export async function readCoverage(
  store: Store,
  actor: Actor,
  { period, scope = USUAL_SCOPE }: { period: Period; scope?: Scope | undefined },
): Promise<CoverageView> {
  ensureMay(actor, 'see-returns');
  const own = await forceOfActor(store, store.db, actor);
  const scheme = schemeOn(period.from);
  const byForce = Map.groupBy(await answersOf(store.db, period), ({ force }) => force);
  const others = otherPeriods(await answersTouching(store.db, period), period);
  const known = withPopulations(forcesOn(period.to, scope), await populationsSet(store.db));
  const forces = known.map((force) => {
    const answers = scheme.questions.map(({ id }) => answeredIn(byForce.get(force.key) ?? [], id));
    return { force, answers, answered: answers.filter(isAnswer).length };
  });
  return {
    period,
    scope,
    scheme,
    questions: scheme.questions.map((question, i) => ({
      question,
      ...shareOf(forces, (one) => isAnswer(one.answers[i]!)),
    })),
    of: forces.length,
    forces: forces.filter(({ force }) => own === null || force.key === own),
    others: forces.flatMap(({ force, answered }) => {
      const isShown = answered === 0 && (own === null || force.key === own);
      const periods = isShown ? (others.get(force.key) ?? []) : [];
      return periods.length > 0 ? [{ force, periods: periods.map(withoutAnswers) }] : [];
    }),
    computedAt: store.clock.now().toISOString(),
  };
}

function withoutAnswers({ answers: _, ...period }: OtherPeriod): Omit<OtherPeriod, 'answers'> {
  return period;
}

function answeredIn(answers: readonly ForceAnswer[], question: string): Answered {
  const own = answers.filter((one) => one.question === question);
  const known = own.filter(({ value }) => value !== null);
  if (known.length === 0) return own.length > 0 ? 'not-known' : 'none';
  return known.some(({ codes }) => Object.keys(codes).length > 0) ? 'broken-down' : 'whole';
}

function isAnswer(answered: Answered): boolean {
  return answered === 'whole' || answered === 'broken-down';
}

function shareOf<T extends { force: Force }>(forces: readonly T[], isIn: (one: T) => boolean) {
  const among = forces.filter(isIn);
  return { answered: among.length, shareOfPopulation: peopleOf(among) / peopleOf(forces) };
}

function peopleOf(some: readonly { force: Force }[]): number {
  return some.reduce((sum, { force }) => sum + force.population, 0);
}
