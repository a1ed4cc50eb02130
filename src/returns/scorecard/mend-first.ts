import type { ReturnFinding } from '../findings.ts';
import { RETURN_FINDINGS } from '../findings.ts';
import { type DimensionId, MEND_ORDER } from './dimensions.ts';
import type { Score } from './score-returns.ts';

/** One thing to mend: what a check found, or answers that fall short. `question` null: the whole return. */
export type ToMend = {
  force: string;
  question: string | null;
  dimension: DimensionId;
  finding: ReturnFinding | null;
  /** How many answers or tests fall short. */
  short: number;
};

/** What to mend first: in the order of `MEND_ORDER`, then the largest force. `sizeOf`: people in a force's area. */
export function mendFirst(
  { scores, findings }: { scores: readonly Score[]; findings: readonly ReturnFinding[] },
  sizeOf: (force: string) => number | null,
): ToMend[] {
  const found = findings.map(
    (finding): ToMend => ({
      force: finding.force,
      question: finding.question,
      dimension: RETURN_FINDINGS[finding.kind].dimension,
      finding,
      short: 1,
    }),
  );
  const explained = new Set(
    found.flatMap((one) => (one.finding?.forces ?? [one.force]).map((force) => placeOf({ ...one, force }))),
  );
  const short = scores
    .filter(({ numerator, denominator }) => numerator < denominator)
    .map(
      ({ force, question, dimension, numerator, denominator }): ToMend => ({
        force,
        question,
        dimension,
        finding: null,
        short: denominator - numerator,
      }),
    )
    .filter((one) => !explained.has(placeOf(one)));
  const rank = ({ dimension }: ToMend) => MEND_ORDER.indexOf(dimension);
  return [...found, ...gathered(short)].sort(
    (a, b) => rank(a) - rank(b) || (sizeOf(b.force) ?? 0) - (sizeOf(a.force) ?? 0) || b.short - a.short,
  );
}

function placeOf({ force, question, dimension }: ToMend): string {
  return `${force} ${question} ${dimension}`;
}

/** From so many questions on it is said once of the whole return. Chosen. */
const SAID_ONCE_FROM = 4;

/** A force that was late with everything, or sent nothing, is told so once. */
function gathered(items: readonly ToMend[]): ToMend[] {
  return [...Map.groupBy(items, ({ force, dimension }) => `${force} ${dimension}`).values()].flatMap((own) =>
    own.length < SAID_ONCE_FROM
      ? own
      : [{ ...own[0]!, question: null, short: own.reduce((sum, { short }) => sum + short, 0) }],
  );
}
