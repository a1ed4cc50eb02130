import { type Actor, may } from '../../access/index.ts';
import { type NationalFigure, partsOfForces, type ReturnIndicatorId } from '../../picture/index.ts';
import { type ForceAnswer, forcesOn } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';

/** A sum of fewer forces tells whoever knows one of them too much of the others. Chosen: as few as an estimate needs. */
const FEWEST_FORCES = 5;

/** Whether somebody may see what any force answered: the bureau's own people who work with returns. */
export function seesAllReturns(actor: Actor): boolean {
  return actor.kind === 'person' && actor.compartment === null && may(actor, 'see-returns');
}

/** Of two periods, what forces answered. */
export type AnswersOfBoth = {
  answers: readonly ForceAnswer[];
  before: { period: Period; answers: readonly ForceAnswer[] };
};

/**
 * For whoever may not see each answer: a sum of a handful of forces, or one that another shown sum leaves a handful of when it
 * is taken from it, says only who answered.
 */
export function withholdFew(actor: Actor, figure: NationalFigure, of: AnswersOfBoth): NationalFigure {
  if (seesAllReturns(actor)) return figure;
  const now = answeredBy(figure, figure.period, of.answers);
  const then = answeredBy(figure, of.before.period, of.before.answers);
  const both = new Set([...now].filter((force) => then.has(force)));
  if (tellsOfFew(now, figure))
    return {
      ...figure,
      ...NOTHING_TOLD,
      measured: { numerator: 0, denominator: null, value: null },
      estimate: null,
      interval: null,
      marks: ['c'],
    };
  const isToldApart = tellsOfFew(both, figure) || isFew(now.size - both.size) || isFew(then.size - both.size);
  if (tellsOfFew(then, figure)) return { ...figure, ...NOTHING_TOLD };
  return isToldApart ? { ...figure, change: null, compared: null } : figure;
}

function answeredBy({ id, coverage }: NationalFigure, { to }: Period, answers: readonly ForceAnswer[]) {
  const parts = partsOfForces(id as ReturnIndicatorId, answers, forcesOn(to, coverage!.scope));
  return new Set(parts.flatMap(({ force, part }) => (part === null ? [] : [force])));
}

type Forces = ReturnType<typeof answeredBy>;

/** Few in all; or few beside England and Wales, whose own sum anybody may ask for. */
function tellsOfFew(forces: Forces, { coverage }: NationalFigure): boolean {
  const beside = [...forces].filter(({ nation }) => !['england', 'wales'].includes(nation));
  return isFew(forces.size) || (coverage!.scope === 'uk' && isFew(beside.length));
}

function isFew(forces: number): boolean {
  return forces > 0 && forces < FEWEST_FORCES;
}

const NOTHING_TOLD = { before: null, comparedWith: null, change: null, compared: null, breaks: [] } as const;
