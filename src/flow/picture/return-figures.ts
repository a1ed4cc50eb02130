import type { Actor } from '../../access/index.ts';
import {
  type Definition,
  figureFromReturns,
  type NationalFigure,
  RETURN_INDICATORS,
  type ReturnIndicatorId,
} from '../../picture/index.ts';
import { answersOf, type ForceAnswer, type Populations, type Scope } from '../../returns/index.ts';
import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { nameOfPeriod, yearsBefore } from './periods.ts';
import { withholdFew } from './withhold-figures.ts';

const EVERY = Object.keys(RETURN_INDICATORS) as ReturnIndicatorId[];

/** `answersFor`: of `answersOnce`. `actor`: for whom figures are read; not everybody is told sums of a few forces. */
export type ReturnsSource = {
  answersFor: AnswersFor;
  populations: Populations;
  actor: Actor;
  computedAt: string;
  scope: Scope;
};

export type AnswersFor = (period: Period) => Promise<ForceAnswer[]>;

/** Reads the answers for each period once, however often they are asked for. */
export function answersOnce(db: Db): AnswersFor {
  const read = new Map<string, Promise<ForceAnswer[]>>();
  return (period) => {
    const name = nameOfPeriod(period);
    const answers = read.get(name) ?? answersOf(db, period);
    read.set(name, answers);
    return answers;
  };
}

/** Every figure of the returns for exactly this period; none where no force has answered anything for it. */
export async function returnFigures(source: ReturnsSource, period: Period): Promise<NationalFigure[]> {
  const figures = await measureReturns(source, period, EVERY);
  return figures.some(({ coverage }) => coverage!.answered > 0) ? figures : [];
}

/** One of them, whether or not anybody answered. */
export async function returnFigure(
  source: ReturnsSource,
  period: Period,
  id: ReturnIndicatorId,
): Promise<NationalFigure> {
  const [figure] = await measureReturns(source, period, [id]);
  return figure!;
}

async function measureReturns(
  { answersFor, populations, actor, computedAt, scope }: ReturnsSource,
  period: Period,
  ids: readonly ReturnIndicatorId[],
): Promise<NationalFigure[]> {
  const answers = await answersFor(period);
  const figures: NationalFigure[] = [];
  for (const [years, some] of Map.groupBy(ids, yearsBack)) {
    const earlier = yearsBefore(period, years);
    const before = { period: earlier, answers: await answersFor(earlier) };
    for (const id of some) {
      const figure = figureFromReturns({ id, scope, period, answers, before, populations, computedAt });
      figures.push(withholdFew(actor, figure, { answers, before }));
    }
  }
  return figures;
}

function yearsBack(id: ReturnIndicatorId): number {
  const { comparedYears = 1 }: Definition = RETURN_INDICATORS[id];
  return comparedYears;
}
