import { median } from './median.ts';

// Rows whose values slipped by a line: each force's number stands beside its neighbour's name. Told by what is known of
// each force's size: a value that fits the next row's force far better than its own has slipped.

/** `value`: what the return says; `size`: what is known of the force otherwise; null where either is missing. */
export type SizedRow = { line: number; value: number | null; size: number | null };

/** Values of these lines belong `shift` rows further down (below 0: further up). */
export type Slip = { fromLine: number; toLine: number; rows: number; shift: number };

/** So far a slip is looked for. Chosen: a deleted or doubled line, or two. */
const FURTHEST = 2;
const SHIFTS = Array.from({ length: 2 * FURTHEST + 1 }, (_, i) => i - FURTHEST);
/** A misfit beyond so many usual ones says no more: one wild value is no slip. */
const MOST_MISFITS = 6;
/** What it takes to believe that a slip begins or ends, in usual misfits. Chosen: with fewer, three rows of real offence counts looked like one. */
const COST_OF_A_CHANGE = 12;
/** A usual misfit is at least this: populations of another year differ by as much. As a logarithm: 5 %. */
const LEAST_MISFIT = 0.05;
const ROUNDS = 5;
/** How many times nearer a value must lie to be taken for another force's, where no neighbour bears it out. Chosen. */
const FITS_BETTER = 4;

/** The slips that explain the values best; none where no slip does better than the rows as they stand. */
export function findSlips(rows: readonly SizedRow[]): Slip[] {
  let shifts = rows.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) shifts = bestShifts(rows, scaleOf(rows, shifts));
  const scale = scaleOf(rows, shifts);
  return runsOf(rows, shifts).flatMap((slip) => [slip, ...leftBehind(rows, slip, scale)]);
}

/** Values that a slip pushed out at one end, where they fit the forces that it left without at the other. */
function leftBehind(rows: readonly SizedRow[], slip: Slip, scale: Scale): Slip[] {
  const first = rows.findIndex(({ line }) => line === slip.fromLine);
  const pushed = Array.from({ length: Math.abs(slip.shift) }, (_, i) =>
    slip.shift > 0 ? first + slip.rows + i : first - 1 - i,
  ).filter((i) => i >= 0 && i < rows.length);
  const shift = -Math.sign(slip.shift) * slip.rows;
  const far = (i: number, by: number) => Math.abs((logRatio(rows, i, by) ?? scale.ratio) - scale.ratio);
  return pushed
    .filter((i) => rows[i]!.value !== null && rows[i + shift] && far(i, shift) * FITS_BETTER < far(i, 0))
    .map((i) => ({ fromLine: rows[i]!.line, toLine: rows[i]!.line, rows: 1, shift }));
}

type Scale = { ratio: number; misfit: number };

/** The usual ratio of value to size, and how far it is usually off; both as logarithms, and both blind to single rows. */
function scaleOf(rows: readonly SizedRow[], shifts: readonly number[]): Scale {
  const ratios = rows.map((_, i) => logRatio(rows, i, shifts[i]!)).filter((ratio) => ratio !== null);
  const ratio = median(ratios);
  const misfit = median(ratios.map((one) => Math.abs(one - ratio)));
  return { ratio, misfit: Math.max(misfit, LEAST_MISFIT) };
}

/** Of a row's value to the size of the row that the shift says it belongs to. */
function logRatio(rows: readonly SizedRow[], i: number, shift: number): number | null {
  const [value, size] = [rows[i]!.value, rows[i + shift]?.size ?? null];
  return value === null || size === null || value <= 0 || size <= 0 ? null : Math.log(value / size);
}

/** The sequence of shifts with the least misfit and cost of changes together (Viterbi). */
function bestShifts(rows: readonly SizedRow[], scale: Scale): number[] {
  const from: number[][] = [];
  let costs: number[] = SHIFTS.map((shift) => (shift === 0 ? 0 : COST_OF_A_CHANGE));
  for (const i of rows.keys()) {
    const reached = SHIFTS.map((shift, to) => {
      const through = costs.map((cost, before) => cost + (before === to ? 0 : COST_OF_A_CHANGE));
      const best = through.indexOf(Math.min(...through));
      return { best, cost: through[best]! + misfitOf(logRatio(rows, i, shift), scale) };
    });
    from.push(reached.map(({ best }) => best));
    costs = reached.map(({ cost }) => cost);
  }
  let at = costs.indexOf(Math.min(...costs));
  return from
    .toReversed()
    .map((best) => {
      const shift = SHIFTS[at]!;
      at = best[at]!;
      return shift;
    })
    .toReversed();
}

/** A value that is missing fits anywhere, about as well as most do. */
function misfitOf(ratio: number | null, scale: Scale): number {
  return ratio === null ? 1 : Math.min(MOST_MISFITS, Math.abs(ratio - scale.ratio) / scale.misfit);
}

function runsOf(rows: readonly SizedRow[], shifts: readonly number[]): Slip[] {
  const slips: Slip[] = [];
  for (const [i, shift] of shifts.entries()) {
    if (shift === 0) continue;
    const last = slips.at(-1);
    if (last && shifts[i - 1] === shift) {
      last.toLine = rows[i]!.line;
      last.rows += 1;
    } else slips.push({ fromLine: rows[i]!.line, toLine: rows[i]!.line, rows: 1, shift });
  }
  return slips;
}
