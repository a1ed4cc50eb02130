import type { Highs } from 'highs';
import { Attacker } from './attacker.ts';
import { type PublishedTable, readEdition } from './join-editions.ts';
import type { LinkedTable } from './join-tables.ts';

// A table that an earlier edition printed and this one does not: whoever has both calculates with both. What it left out is
// taken to be unchanged as long as that can be, for whoever compares will assume so.

/** `meanings`: what each row counts, in words that are the same in every table. */
export type PrintedBeside = PublishedTable & {
  dimensions: readonly string[];
  meanings: readonly string[];
};

/** Ready to be joined with the newest tables; undefined where nothing that it left out stands in them. `counts`: theirs, by meaning. */
export function linkPrinted(
  highs: Highs,
  printed: PrintedBeside,
  counts: ReadonlyMap<string, number>,
): LinkedTable | undefined {
  const { table, hidden } = readEdition(printed.dimensions, printed);
  const byLabels = new Map(printed.rows.map(({ cells }, i) => [JSON.stringify(cells), printed.meanings[i]!]));
  const meanings = table.cells.map(({ labels }) => byLabels.get(JSON.stringify(labels)));
  const shared = [...hidden].filter((cell) => counts.has(meanings[cell] ?? ''));
  if (shared.length === 0) return undefined;
  const asNow = new Map(shared.map((cell) => [cell, counts.get(meanings[cell]!)!]));
  const joined = {
    ...table,
    cells: table.cells.map((cell, i) => ({ ...cell, count: asNow.get(i) ?? cell.count })),
  };
  const others = new Set([...hidden].filter((cell) => !asNow.has(cell)));
  if (!new Attacker(highs, joined).isPossible(others)) return undefined;
  const places = [...table.cells.keys()];
  return {
    joined: {
      table: joined,
      hidden,
      known: new Set(places.filter((cell) => !hidden.has(cell))),
      alone: [{ table, hidden, places }],
    },
    meanings: meanings.map((meaning, cell) => (others.has(cell) ? undefined : meaning)),
  };
}
