import { type Actor, may } from '../../access/index.ts';
import type { NationalFigure } from '../../picture/index.ts';

/** A sum of fewer forces tells whoever knows one of them too much of the others. Chosen: as few as an estimate needs. */
const FEWEST_FORCES = 5;

/** Whether somebody may see what any force answered: the bureau's own people who work with returns. */
function seesAllReturns(actor: Actor): boolean {
  return actor.kind === 'person' && actor.compartment === null && may(actor, 'see-returns');
}

/** For everybody else, a figure of a handful of forces says only who answered. */
export function withholdFew(actor: Actor, figure: NationalFigure): NationalFigure {
  const { coverage, change, compared } = figure;
  if (!coverage || seesAllReturns(actor)) return figure;
  if (coverage.answered > 0 && coverage.answered < FEWEST_FORCES)
    return {
      ...figure,
      ...NOTHING_TOLD,
      measured: { numerator: 0, denominator: null, value: null },
      estimate: null,
      interval: null,
      marks: ['c'],
    };
  const isFewCompared = change !== null && (compared?.forces?.both ?? 0) < FEWEST_FORCES;
  return isFewCompared ? { ...figure, ...NOTHING_TOLD } : figure;
}

const NOTHING_TOLD = { before: null, comparedWith: null, change: null, compared: null, breaks: [] } as const;
