import type { Mark } from '../../shared/marks.ts';
import { Problem } from '../../shared/problem.ts';
import { Attacker } from '../protect/attacker.ts';
import { type JoinedEditions, joinEditions, type PublishedTable } from '../protect/join-editions.ts';
import { suppress } from '../protect/suppress.ts';
import { ALL, tableOf } from '../protect/table.ts';
import { loadSolver } from '../solver.ts';

/** Counts below it are left out. Source: the disclosure rules of the picture's design, 2026-11: 1 to 4 are. */
const SMALLEST_SHOWN = 5;
/** By how much the bounds of what is left out must lie apart. Chosen: 1 to 4 cannot be told from one another. */
const LEAST_WIDTH = 3;
/** Of solving; what is found by then is protected, perhaps by more cells than it takes. */
const SECONDS = 20;

export type ProtectedRow = {
  cells: readonly string[];
  count: number | null;
  marks: readonly Mark[];
  /** As the latest earlier edition had it, where it differs. */
  earlier: number | null;
};

/** `left`: small counts, and others so that they cannot be calculated; `kept`: for the sake of earlier editions alone. */
export type Protected = { rows: ProtectedRow[]; left: { small: number; others: number; kept: number } };

/**
 * What of a table may be published beside all earlier editions of it. `rows`: of the lowest level, every combination.
 * Throws `picture.table-would-disclose` where an edition earlier left out would be calculable whatever is left out now.
 */
export async function protectTable(
  dimensions: readonly string[],
  rows: readonly { cells: readonly string[]; count: number }[],
  earlier: readonly PublishedTable[],
): Promise<Protected> {
  const newest = tableOf(
    dimensions,
    rows.map(({ cells, count }) => ({ labels: cells, count })),
  );
  const joined = joinEditions(newest, earlier);
  const { primary, secondary, disclosed } = await suppress(joined.table, {
    smallest: SMALLEST_SHOWN,
    leastWidth: LEAST_WIDTH,
    known: joined.known,
    hidden: await widthsOf(joined),
    seconds: SECONDS,
    onProgress: () => undefined,
  });
  // What an earlier edition showed as it is now is told by that edition, not by this one.
  const toldNow = disclosed.filter((cell) => !joined.known.has(cell));
  if (toldNow.length > 0) throw wouldDisclose(joined, toldNow);
  const left = new Set([...primary, ...secondary, ...joined.hidden]);
  const before = new Map(
    earlier.at(-1)?.rows.map(({ cells, count }) => [JSON.stringify(cells), count]) ?? [],
  );
  return {
    rows: newest.cells.map(({ labels, count }, cell) =>
      rowOf({ labels, count: left.has(cell) ? null : count }, before),
    ),
    left: {
      small: primary.filter((cell) => cell < newest.cells.length).length,
      others: secondary.filter((cell) => cell < newest.cells.length && !joined.hidden.has(cell)).length,
      kept: [...joined.hidden].filter((cell) => cell < newest.cells.length && !primary.includes(cell)).length,
    },
  };
}

function rowOf(
  { labels, count }: { labels: readonly string[]; count: number | null },
  before: ReadonlyMap<string, number | null>,
): ProtectedRow {
  const had = before.get(JSON.stringify(labels)) ?? null;
  const isRevised = had !== null && count !== null && had !== count;
  return {
    cells: labels,
    count,
    marks: [...(count === null ? (['c'] as const) : []), ...(isRevised ? (['r'] as const) : [])],
    earlier: isRevised ? had : null,
  };
}

/** What an edition left out stays as hard to tell as it was in that edition alone, or as a small count has to be. */
async function widthsOf({ hidden, alone }: JoinedEditions): Promise<Map<number, number>> {
  const widths = new Map<number, number>();
  if (alone.length === 0) return widths;
  const highs = await loadSolver();
  for (const edition of alone) {
    const attacker = new Attacker(highs, edition.table);
    for (const cell of edition.hidden) {
      const place = edition.places[cell]!;
      if (!hidden.has(place)) continue;
      const { low, high } = attacker.boundsOf(cell, edition.hidden);
      widths.set(place, Math.min(widths.get(place) ?? LEAST_WIDTH, Math.floor(high - low)));
    }
  }
  // What only keeps its label is another count now: it is left out, and told by nothing that an edition printed.
  for (const cell of hidden) if (!widths.has(cell)) widths.set(cell, 0);
  return widths;
}

function wouldDisclose({ table }: JoinedEditions, cells: readonly number[]): Problem {
  return new Problem('picture.table-would-disclose', {
    faults: cells.map((cell) => ({
      path: table.cells[cell]!.labels.map((label) => (label === ALL ? 'all' : label)).join(' · '),
      reason: 'it could be calculated from this edition and earlier ones together',
    })),
  });
}
