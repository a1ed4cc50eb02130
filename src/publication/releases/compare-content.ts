import type { FrozenContent, Section } from './release.ts';

/** A value that two contents say differently. `kind` `row`: of a table. `null`: not known, left out, or not there. */
export type ValueDifference = {
  kind: 'figure' | 'row';
  id: string;
  title: string;
  unit: string;
  earlier: number | null;
  later: number | null;
};

/** Line by line of one section: `removed` stands only in the earlier, `added` only in the later. */
export type LineDifference = { kind: 'same' | 'removed' | 'added'; text: string };
export type SectionDifference = { id: string; heading: string; lines: LineDifference[] };

export function differingValues(earlier: FrozenContent, later: FrozenContent): ValueDifference[] {
  const figures = pairs(earlier.figures, later.figures).map(([was, is]) => {
    const { id, title, unit } = (is ?? was)!;
    const values = { earlier: was?.measured.value ?? null, later: is?.measured.value ?? null };
    return { kind: 'figure' as const, id, title, unit, ...values };
  });
  return [...figures, ...differingRows(earlier, later)].filter((one) => one.earlier !== one.later);
}

function differingRows(earlier: FrozenContent, later: FrozenContent): ValueDifference[] {
  return pairs(earlier.tables, later.tables).flatMap(([was, is]) => {
    const { id, title } = (is ?? was)!;
    const rowsOf = (table: typeof was) =>
      (table?.rows ?? []).map(({ cells, count }) => ({ id: JSON.stringify(cells), cells, count }));
    return pairs(rowsOf(was), rowsOf(is)).map(([before, now]) => ({
      kind: 'row' as const,
      id,
      title: `${title}: ${(now ?? before)!.cells.join(', ')}`,
      unit: 'count',
      earlier: before?.count ?? null,
      later: now?.count ?? null,
    }));
  });
}

/** By id, in the order of the later; those that are gone stand last. */
function pairs<T extends { id: string }>(
  earlier: readonly T[],
  later: readonly T[],
): [T | undefined, T | undefined][] {
  const before = new Map(earlier.map((one) => [one.id, one]));
  const now = new Set(later.map(({ id }) => id));
  return [
    ...later.map((one): [T | undefined, T | undefined] => [before.get(one.id), one]),
    ...earlier
      .filter(({ id }) => !now.has(id))
      .map((one): [T | undefined, T | undefined] => [one, undefined]),
  ];
}

/** Sections whose heading or text differ. */
export function differingSections(
  earlier: readonly Section[],
  later: readonly Section[],
): SectionDifference[] {
  return pairs(earlier, later)
    .filter(([was, is]) => was?.text !== is?.text || was?.heading !== is?.heading)
    .map(([was, is]) => ({
      id: (is ?? was)!.id,
      heading: (is ?? was)!.heading,
      lines: differingLines(linesOf(was), linesOf(is)),
    }));
}

function linesOf(section: Section | undefined): string[] {
  if (!section) return [];
  return [section.heading, ...section.text.split('\n').filter((line) => line.trim() !== '')];
}

/** Above so many pairs of lines, those that stand between what is the same at both ends are all told. Chosen: 16 MB of lengths. */
const MOST_PAIRS = 2_000_000;

function differingLines(earlier: readonly string[], later: readonly string[]): LineDifference[] {
  const least = Math.min(earlier.length, later.length);
  let [first, last] = [0, 0];
  while (first < least && earlier[first] === later[first]) first += 1;
  while (last < least - first && earlier.at(-1 - last) === later.at(-1 - last)) last += 1;
  const between = [earlier, later].map((lines) => lines.slice(first, lines.length - last));
  const told = (lines: readonly string[], kind: LineDifference['kind']) =>
    lines.map((text): LineDifference => ({ kind, text }));
  return [
    ...told(earlier.slice(0, first), 'same'),
    ...(between[0]!.length * between[1]!.length > MOST_PAIRS
      ? [...told(between[0]!, 'removed'), ...told(between[1]!, 'added')]
      : differingBetween(between[0]!, between[1]!)),
    ...told(earlier.slice(earlier.length - last), 'same'),
  ];
}

/** The longest common lines stay; what lies between them was removed or added. */
function differingBetween(earlier: readonly string[], later: readonly string[]): LineDifference[] {
  const common = commonLengths(earlier, later);
  const so: LineDifference[] = [];
  let [i, j] = [0, 0];
  while (i < earlier.length || j < later.length) {
    if (i < earlier.length && j < later.length && earlier[i] === later[j]) {
      so.push({ kind: 'same', text: earlier[i]! });
      i += 1;
      j += 1;
    } else if (j >= later.length || (i < earlier.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      so.push({ kind: 'removed', text: earlier[i]! });
      i += 1;
    } else {
      so.push({ kind: 'added', text: later[j]! });
      j += 1;
    }
  }
  return so;
}

/** Of the rests from each place on: how many lines they have in common. */
function commonLengths(earlier: readonly string[], later: readonly string[]): number[][] {
  const lengths = Array.from({ length: earlier.length + 1 }, () =>
    new Array<number>(later.length + 1).fill(0),
  );
  for (let i = earlier.length - 1; i >= 0; i -= 1)
    for (let j = later.length - 1; j >= 0; j -= 1)
      lengths[i]![j] =
        earlier[i] === later[j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}
