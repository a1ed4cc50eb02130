import { type Answer, placeOfCell } from './answer-values.ts';

// Values of one force's own return that slipped by a line: each answers its neighbour's question. Told by the year
// before: a run of counts that fit their neighbours' history, and not their own.

/** `before`: the same answer a year earlier. */
export type OwnLine = { answer: Answer; before: number | null };

/** Values of these lines belong `shift` lines further on (below 0: before). */
export type OwnSlip = { lines: OwnLine[]; shift: number };

/** So far a slip is looked for. Chosen: a deleted or doubled line. */
const SHIFTS = [1, -1] as const;
/** A count fits a history within this factor. Chosen: few counts double in a year. */
const FITS_WITHIN = Math.log(2);
/** So many counts must fit the neighbour's history and not their own. Chosen: three by chance are one in hundreds. */
const FEWEST_TELLING = 3;

/** Down each column, and along each row, of a return. */
export function findOwnSlips(lines: readonly OwnLine[]): OwnSlip[] {
  const placed = lines.flatMap((line) => {
    const place = placeOfCell(line.answer.cell);
    return place && line.answer.value !== null ? [{ line, ...place }] : [];
  });
  type Placed = (typeof placed)[number];
  const down = Map.groupBy(placed, ({ sheet, column }) => `${sheet}!${column}`).values();
  const along = Map.groupBy(placed, ({ sheet, row }) => `${sheet}!${row}`).values();
  const inOrder = (group: Placed[], by: (one: Placed) => number) =>
    group.sort((a, b) => by(a) - by(b)).map(({ line }) => line);
  return [
    ...[...down].map((group) => inOrder([...group], ({ row }) => row)),
    ...[...along].map((group) => inOrder([...group], ({ column }) => columnNumber(column))),
  ].flatMap((run) => SHIFTS.flatMap((shift) => slipsBy(run, shift)));
}

const LETTERS = 26;

function columnNumber(name: string): number {
  return [...name].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0);
}

function slipsBy(lines: readonly OwnLine[], shift: number): OwnSlip[] {
  const runs: OwnLine[][] = [[]];
  lines.forEach((line, i) => {
    const value = line.answer.value!;
    if (isNear(value, lines[i + shift]?.before ?? null)) runs.at(-1)!.push(line);
    else runs.push([]);
  });
  return runs.flatMap((run) => {
    const telling = run.filter(({ answer, before }) => before !== null && !isNear(answer.value!, before));
    const isSlip = telling.length >= FEWEST_TELLING && 2 * telling.length > run.length;
    return isSlip ? [{ lines: run, shift }] : [];
  });
}

/** Half a count, so that nothing can be compared. */
const HALF = 0.5;

function isNear(value: number, history: number | null): boolean {
  return history !== null && Math.abs(Math.log((value + HALF) / (history + HALF))) <= FITS_WITHIN;
}
