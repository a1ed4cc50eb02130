import type { Item } from './item.ts';
import type { LearningColumn, LearningTable } from './learning-table.ts';

// What is learned from, in the shape that the search reads fastest: of each column one byte a case. From the counts of
// a column's bytes follow those of all its items at once.

/** No item of the column holds. */
const NONE = 255;

/** `rising`: an item holds from its code on (cuts); else where the code is its own (values). Items are numbered through. */
type CodedColumn = { codes: Uint8Array; rising: boolean; first: number; count: number };

export type CodedSample = {
  columns: readonly CodedColumn[];
  items: readonly Item[];
  /** Of each item: which column's, and which code. */
  places: readonly { column: number; code: number }[];
  outcomes: Uint8Array;
  weights: Float64Array;
};

/** Cut points of a numeric column: tenths, as finer ones rarely pay and overfit. Chosen. */
const MOST_CUTS = 9;
/** A value that fewer rows have says too little to learn from. Chosen. */
const LEAST_SHARE = 0.01;
/** And one of many values that fewer rows have could name a person. Source: the small-number rule of the picture's disclosure control. */
const FEWEST_ROWS = 10;
const MOST_VALUES = 30;

/** `rows`: the numbers of the rows to learn from. Cuts and usual values are found on them alone. */
export function codeSample(table: LearningTable, rows: Uint32Array): CodedSample {
  const columns: CodedColumn[] = [];
  const items: Item[] = [];
  const places: CodedSample['places'][number][] = [];
  for (const column of table.columns) {
    const coded = codeColumn(column, rows);
    if (coded.items.length === 0) continue;
    columns.push({ ...coded, first: items.length, count: coded.items.length });
    coded.items.forEach((item, code) => {
      items.push(item);
      places.push({ column: columns.length - 1, code });
    });
  }
  return {
    columns,
    items,
    places,
    outcomes: Uint8Array.from(rows, (row) => table.outcomes[row]!),
    weights: Float64Array.from(rows, (row) => table.weights[row]!),
  };
}

type Coded = { codes: Uint8Array; rising: boolean; items: Item[] };

function codeColumn(column: LearningColumn, rows: Uint32Array): Coded {
  if (column.kind === 'number') return codeNumbers(column, rows);
  if (column.kind === 'ordered') return codeOrdered(column, rows);
  return codeValues(column, rows);
}

function codeNumbers({ name, values }: LearningColumn & { kind: 'number' }, rows: Uint32Array): Coded {
  const picked = Float64Array.from(rows, (row) => values[row]!);
  const cuts = cutsOf(picked);
  const codes = Uint8Array.from(picked, (value) => {
    let code = 0;
    while (code < cuts.length && value >= cuts[code]!) code += 1;
    return code === 0 ? NONE : code - 1;
  });
  return { codes, rising: true, items: cuts.map((atLeast) => ({ column: name, atLeast })) };
}

/** Where many rows share the least value (mostly 0: it never happened), the first cut is anything above it. */
function cutsOf(numbers: Float64Array): number[] {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
  const above = sorted.filter((value) => value > sorted[0]!);
  const isHeaped = above.length * (MOST_CUTS + 1) < sorted.length * MOST_CUTS;
  const parted = isHeaped ? above : sorted;
  const fewest = isHeaped ? Math.max(FEWEST_ROWS, LEAST_SHARE * numbers.length) : 1;
  const cuts = Array.from({ length: MOST_CUTS + 1 }, (_, i) =>
    Math.floor((i * parted.length) / (MOST_CUTS + 1)),
  )
    .filter((place) => parted.length - place >= fewest)
    .map((place) => parted[place]!);
  return [...new Set(cuts)].filter((cut) => cut > sorted[0]!);
}

/** The least value is where all are, so that only those above it are items. */
function codeOrdered({ name, ids, names }: LearningColumn & { kind: 'ordered' }, rows: Uint32Array): Coded {
  const above = names.slice(1, NONE);
  return {
    codes: Uint8Array.from(rows, (row) => (ids[row]! < 1 ? NONE : ids[row]! - 1)),
    rising: true,
    items: above.map((from) => ({ column: name, from, order: names })),
  };
}

function codeValues({ name, ids, names }: LearningColumn & { kind: 'category' }, rows: Uint32Array): Coded {
  const counts = new Uint32Array(names.length);
  let known = 0;
  for (const row of rows) {
    if (ids[row]! < 0) continue;
    counts[ids[row]!]! += 1;
    known += 1;
  }
  const present = names.map((_, id) => id).filter((id) => counts[id]! > 0);
  // Known everywhere and always the same: it tells nothing.
  const fewest = Math.max(names.length > 2 ? FEWEST_ROWS : 0, LEAST_SHARE * rows.length);
  const usual = present
    .filter((id) => counts[id]! >= fewest)
    .sort((a, b) => counts[b]! - counts[a]!)
    .slice(0, MOST_VALUES);
  if (present.length < 2 && known === rows.length)
    return { codes: new Uint8Array(0), rising: false, items: [] };
  // Of two values one says what the other does: the one that reads as yes, or as more (names stand sorted).
  const shown = present.length === 2 && usual.length === 2 ? [Math.max(...usual)] : usual;
  const codeOf = new Uint8Array(names.length).fill(NONE);
  shown.forEach((id, code) => {
    codeOf[id] = code;
  });
  return {
    codes: Uint8Array.from(rows, (row) => (ids[row]! < 0 ? NONE : codeOf[ids[row]!]!)),
    rising: false,
    items: shown.map((id) => ({ column: name, is: names[id]! })),
  };
}

/** Whether an item holds, as a test of a case's number. */
export function holdsIn({ columns, places }: CodedSample, item: number): (i: number) => boolean {
  const { column, code } = places[item]!;
  const { codes, rising } = columns[column]!;
  return rising ? (i) => codes[i]! >= code && codes[i] !== NONE : (i) => codes[i] === code;
}

/**
 * Sums over the cases in which each item holds: one pass over each column. `a`, `b`: per case, what is summed.
 * Answers as two lists in the order of the items.
 */
export function sumOverItems(
  { columns, items }: CodedSample,
  a: Float64Array,
  b: Float64Array,
): [Float64Array, Float64Array] {
  const sums: [Float64Array, Float64Array] = [new Float64Array(items.length), new Float64Array(items.length)];
  const [ofA, ofB] = [new Float64Array(256), new Float64Array(256)];
  for (const { codes, rising, first, count } of columns) {
    ofA.fill(0);
    ofB.fill(0);
    for (let i = 0; i < codes.length; i += 1) {
      const code = codes[i]!;
      ofA[code]! += a[i]!;
      ofB[code]! += b[i]!;
    }
    let [restA, restB] = [0, 0];
    for (let code = count - 1; code >= 0; code -= 1) {
      restA = rising ? restA + ofA[code]! : ofA[code]!;
      restB = rising ? restB + ofB[code]! : ofB[code]!;
      sums[0][first + code] = restA;
      sums[1][first + code] = restB;
    }
  }
  return sums;
}
