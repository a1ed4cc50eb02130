import { type Actor, ensureMay, may, type PersonActor } from '../../access/index.ts';
import {
  AVERAGES,
  CATALOGUE,
  type Coverage,
  type ForceParts,
  INDICATORS,
  type IndicatorId,
  type Measured,
  type NationalFigure,
  partsOfForces,
  type ReturnIndicatorId,
} from '../../picture/index.ts';
import {
  answersTouching,
  forcesOn,
  type Populations,
  populationsSet,
  type Scope,
  withPopulations,
} from '../../returns/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { forceOfActor } from '../returns/own-returns.ts';
import { type OtherPeriod, otherPeriods } from './other-periods.ts';
import { aYearBefore, lastMonths, monthOf, yearsBefore } from './periods.ts';
import { coverageFor, figureFor, lineFor, periodFor, seesExactCounts } from './protect-picture.ts';
import { type PictureSource, USUAL_SCOPE } from './read-national-figures.ts';
import { recordFigure } from './record-figures.ts';
import { type AnswersFor, answersOnce, returnFigure } from './return-figures.ts';
import { seesAllReturns } from './withhold-figures.ts';

/** One figure of a period, its course, and of returns what each force answered. */
export type FigureView = {
  figure: NationalFigure;
  covered: Coverage | null;
  /** Whether counts are as an edition would print them: small ones left out, the others rounded. */
  isProtected: boolean;
  /** Month by month for records, oldest first; months that are not covered are left out. */
  months: Measured[];
  /** For returns: the same period of each year, oldest first, as far as anybody answered. */
  years: NationalFigure[];
  /** For returns: every force, or only the reader's own; null for records and for whoever may see no force's answer. */
  forces: ForceAnswers[] | null;
};

/** `before`: the same of the year before. `others`: of a force without an answer, what it answered for other days. */
export type ForceAnswers = ForceParts & {
  before: Pick<ForceParts, 'part' | 'whole'>;
  others: ({ period: Period } & Pick<ForceParts, 'part' | 'whole'>)[];
};

export type FigureAsked = { id: string; period: Period; scope?: Scope };

/** Two years can be compared month by month. */
const MONTHS_SHOWN = 24;
const YEARS_SHOWN = 6;

/** Throws `picture.no-such-figure`. */
export async function readFigure(
  source: PictureSource,
  actor: Actor,
  { id, period, scope = USUAL_SCOPE }: FigureAsked,
): Promise<FigureView> {
  ensureMay(actor, 'see-picture');
  const covered = (await source.figures.coverage()) ?? null;
  if (isKey(CATALOGUE.returns, id)) return readReturned(source, actor, { id, period, scope, covered });
  if (!isKey(CATALOGUE.records, id)) throw new Problem('picture.no-such-figure');
  const computedAt = source.store.clock.now().toISOString();
  const shown = periodFor(actor, period);
  const months = covered ? await monthsOfFigure(source, id, { period: shown, covered }) : [];
  return {
    figure: figureFor(actor, await recordFigure({ figures: source.figures, computedAt }, shown, id)),
    covered: coverageFor(actor, covered),
    isProtected: !seesExactCounts(actor),
    months: months.map((line) => lineFor(actor, line)),
    years: [],
    forces: null,
  };
}

function isKey<T extends object>(catalogue: T, id: string): id is keyof T & string {
  return Object.hasOwn(catalogue, id);
}

/** An average is shown by what it is an average of. */
async function monthsOfFigure(
  { figures }: PictureSource,
  id: keyof typeof CATALOGUE.records,
  { period, covered }: { period: Period; covered: Coverage },
): Promise<Measured[]> {
  const counted: IndicatorId = isKey(INDICATORS, id) ? id : AVERAGES[id].of;
  const until = { ...period, to: period.to < covered.to ? period.to : covered.to };
  const shown = lastMonths({ ...until, to: monthOf(until.to).to }, MONTHS_SHOWN);
  return (await figures.measure([counted], shown, 'month')).get(counted)!;
}

type ReturnedAsked = { id: ReturnIndicatorId; period: Period; scope: Scope; covered: Coverage | null };

async function readReturned(
  { store }: PictureSource,
  actor: PersonActor,
  { id, period, scope, covered }: ReturnedAsked,
): Promise<FigureView> {
  const answersFor = answersOnce(store.db);
  const populations = await populationsSet(store.db);
  const of = { answersFor, populations, actor, computedAt: store.clock.now().toISOString(), scope };
  const years: NationalFigure[] = [];
  for (let back = YEARS_SHOWN - 1; back >= 0; back--)
    years.push(figureFor(actor, await returnFigure(of, yearsBefore(period, back), id)));
  return {
    figure: years.at(-1)!,
    covered: coverageFor(actor, covered),
    isProtected: !seesAllReturns(actor),
    months: [],
    years: years.filter(({ coverage }) => coverage!.answered > 0),
    forces: await answersOfForces(store, actor, { id, period, scope, answersFor, populations }),
  };
}

type ForcesAsked = Omit<ReturnedAsked, 'covered'> & {
  answersFor: AnswersFor;
  populations: Populations;
};

/** A force's officer sees the force's own answer, and nobody else's. */
async function answersOfForces(
  store: Store,
  actor: PersonActor,
  { id, period, scope, answersFor, populations }: ForcesAsked,
): Promise<ForceAnswers[] | null> {
  if (!may(actor, 'see-returns')) return null;
  const own = await forceOrNone(store, actor);
  const forces = withPopulations(forcesOn(period.to, scope), populations).filter(
    ({ key }) => actor.compartment === null || key === own,
  );
  const before = partsOfForces(id, await answersFor(aYearBefore(period)), forces);
  const others = otherPeriods(await answersTouching(store.db, period), period);
  return partsOfForces(id, await answersFor(period), forces).map((one, i) => ({
    ...one,
    before: before[i]!,
    others:
      one.part === null ? (others.get(one.force.key) ?? []).flatMap((other) => toldIn(other, id, one)) : [],
  }));
}

function toldIn(
  { period, answers }: OtherPeriod,
  id: ReturnIndicatorId,
  { force }: ForceParts,
): ForceAnswers['others'] {
  return partsOfForces(id, answers, [force]).flatMap(({ part, whole }) =>
    part === null ? [] : [{ period, part, whole }],
  );
}

const NO_FORCE: ReadonlySet<string> = new Set(['returns.no-force', 'dissemination.unknown-unit']);

/** Null for the bureau's own people, and for a unit that is no force. */
async function forceOrNone(store: Store, actor: PersonActor): Promise<string | null> {
  try {
    return await forceOfActor(store, store.db, actor);
  } catch (failure) {
    if (failure instanceof Problem && NO_FORCE.has(failure.code)) return null;
    throw failure;
  }
}
