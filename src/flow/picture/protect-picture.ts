import { type Actor, may } from '../../access/index.ts';
import {
  type Coverage,
  changeBetween,
  type Measured,
  type NationalFigure,
  roundToFive,
} from '../../picture/index.ts';
import { isSmall, protectFigure, protectMeasured } from '../../publication/index.ts';
import type { Period } from '../../shared/period.ts';
import { wholeMonths } from './periods.ts';
import type { GroupFigure } from './read-picture.ts';
import { seesAllReturns } from './withhold-figures.ts';

// The picture beside the table builder, whose counts are moved: exact counts are for whoever may open the referrals that are
// counted. Everybody else reads what an edition would print, of whole months: days of one's own choice would let small counts
// be taken apart as differences of many large ones.

/** Whether somebody may open what is counted. A receiving unit's officer may open only what was sent there. */
export function seesExactCounts(actor: Actor): boolean {
  return actor.kind === 'person' && actor.compartment === null && may(actor, 'read-referral');
}

export function periodFor(actor: Actor, period: Period): Period {
  return seesExactCounts(actor) ? period : wholeMonths(period);
}

export function figureFor(actor: Actor, figure: NationalFigure): NationalFigure {
  const isExact = figure.origin === 'records' ? seesExactCounts(actor) : seesAllReturns(actor);
  return isExact ? figure : protectFigure(figure);
}

export function coverageFor(actor: Actor, covered: Coverage | null): Coverage | null {
  return covered === null || seesExactCounts(actor)
    ? covered
    : { ...covered, receipts: roundToFive(covered.receipts) };
}

/** A small count is left out; a change is that of the rounded counts. `before`: null where the year before is not covered. */
export function groupFor(
  actor: Actor,
  { group, value, before }: { group: string; value: number; before: number | null },
): GroupFigure {
  const shown = seesExactCounts(actor) ? (count: number | null) => count : roundedOrNull;
  const [now, then] = [shown(value), shown(before)];
  const change = now === null || then === null ? null : changeBetween(then, now);
  return { group, value: now, before: then, change };
}

/** `value` is null where it is left out. */
export function lineFor(actor: Actor, line: Measured): Measured {
  if (seesExactCounts(actor)) return line;
  return { group: line.group, ...protectMeasured(line, line.denominator !== null).measured };
}

function roundedOrNull(count: number | null): number | null {
  return count === null || isSmall(count) ? null : roundToFive(count);
}
