import { median } from './median.ts';
import { findSlips, type Slip } from './misaligned-rows.ts';

// What is wrong with a return of every force, found without being told where to look. A check proposes; the force answers.

/** A row of a return. `size`: what is known of the force, such as its population; `before`: its return of the year before. */
export type ReturnedRow = {
  line: number;
  force: string;
  value: number | null;
  size: number | null;
  before: number | null;
};

/** A value that is ten, a hundred or a thousand times what it should be; `factor` below 1: a part of it. */
export type UnitSlip = { line: number; force: string; factor: number };

export type ReturnFaults = {
  slips: Slip[];
  unitSlips: UnitSlip[];
  /** Values that are those of the year before, where that is no chance. */
  copied: { lines: number[]; of: number };
  /** Lines of a force that stands in the table more than once, and of one that is not known. */
  twice: number[];
  unknownForces: number[];
  /** Lines without a value. */
  missing: number[];
};

export function checkReturns(rows: readonly (ReturnedRow & { isKnown: boolean })[]): ReturnFaults {
  const slips = findSlips(rows);
  const slipped = new Set(slips.flatMap(({ fromLine, toLine }) => linesBetween(rows, fromLine, toLine)));
  return {
    slips,
    // A value beside the wrong name is told as that, and not as a wrong unit as well.
    unitSlips: unitSlipsIn(rows.filter(({ line }) => !slipped.has(line))),
    copied: copiedIn(rows),
    twice: rows.filter(({ force }, i) => rows.findIndex((one) => one.force === force) !== i).map(lineOf),
    unknownForces: rows.filter(({ isKnown }) => !isKnown).map(lineOf),
    missing: rows.filter(({ value }) => value === null).map(lineOf),
  };
}

/** From this logarithm of ten on, and this near to a whole one, it is a unit and no difference between forces. Chosen. */
const LEAST_POWER = 1;
const NEAR_A_POWER = 0.2;
/** Other values must lie well within a power of ten of what is expected, or nothing can be said. Chosen: a factor of two. */
const MOST_SPREAD = Math.log10(2);

function unitSlipsIn(rows: readonly ReturnedRow[]): UnitSlip[] {
  const powers = rows.flatMap((row) => {
    const expected = row.before ?? row.size;
    return row.value && expected ? [{ row, power: Math.log10(row.value / expected) }] : [];
  });
  const usual = median(powers.map(({ power }) => power));
  const spread = median(powers.map(({ power }) => Math.abs(power - usual)));
  if (spread > MOST_SPREAD) return [];
  return powers.flatMap(({ row, power }) => {
    const away = power - usual;
    const whole = Math.round(away);
    const isUnit = Math.abs(whole) >= LEAST_POWER && Math.abs(away - whole) <= NEAR_A_POWER;
    return isUnit ? [{ line: row.line, force: row.force, factor: 10 ** whole }] : [];
  });
}

/** Small counts are equal by chance; large ones of two years hardly ever. Chosen. */
const SMALLEST_TELLING = 30;
const FEWEST_EQUAL = 3;
const LEAST_SHARE_EQUAL = 0.3;

function copiedIn(rows: readonly ReturnedRow[]): ReturnFaults['copied'] {
  const telling = rows.filter(({ value, before }) => (value ?? 0) >= SMALLEST_TELLING && before !== null);
  const equal = telling.filter(({ value, before }) => value === before);
  const isCopy = equal.length >= FEWEST_EQUAL && equal.length >= LEAST_SHARE_EQUAL * telling.length;
  return { lines: isCopy ? equal.map(lineOf) : [], of: telling.length };
}

function linesBetween(rows: readonly ReturnedRow[], from: number, to: number): number[] {
  return rows.filter(({ line }) => line >= from && line <= to).map(lineOf);
}

function lineOf({ line }: ReturnedRow): number {
  return line;
}
