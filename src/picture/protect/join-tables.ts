import type { JoinedEditions } from './join-editions.ts';
import type { Cell, Table } from './table.ts';

// Tables that count the same records by other breakdowns share totals: whoever has two of them can calculate with both.
// They are made into one table, in which a shared total is one cell, so that it is left out of all of them or of none.

/** `meanings`: what each cell of the newest edition counts, in words that are the same in every table; undefined: not told. */
export type LinkedTable = { joined: JoinedEditions; meanings: readonly (string | undefined)[] };

/** `places`: of each table's cells in the one table. */
export type JoinedTables = {
  table: Table;
  places: readonly (readonly number[])[];
  hidden: Set<number>;
  known: Set<number>;
};

/** What tables printed earlier, by what it counts; null where one of them left it out. */
export type SaidEarlier = ReadonlyMap<string, readonly (number | null)[]>;

export function joinTables(linked: readonly LinkedTable[], said: SaidEarlier): JoinedTables {
  const cells: Cell[] = [];
  const byMeaning = new Map<string, number>();
  const places = linked.map(({ joined, meanings }) =>
    joined.table.cells.map((cell, i) => {
      const meaning = meanings[i];
      const same = meaning === undefined ? undefined : byMeaning.get(meaning);
      // Counted at another moment it is another number, and told apart.
      if (same !== undefined && cells[same]!.count === cell.count) return same;
      const place = cells.push(cell) - 1;
      if (meaning !== undefined && same === undefined) byMeaning.set(meaning, place);
      return place;
    }),
  );
  const at = (of: (one: JoinedEditions) => ReadonlySet<number>) =>
    linked.flatMap(({ joined }, i) => [...of(joined)].map((cell) => places[i]![cell]!));
  const known = new Set([...at((one) => one.known), ...saidCells({ cells, byMeaning, said }, 'printed')]);
  const hidden = new Set([...at((one) => one.hidden), ...saidCells({ cells, byMeaning, said }, 'left-out')]);
  for (const cell of known) hidden.delete(cell);
  const sums = linked.flatMap(({ joined }, i) =>
    joined.table.sums.map((sum) => sum.map((cell) => places[i]![cell]!)),
  );
  return { table: { dimensions: [], cells, sums: distinct(sums) }, places, hidden, known };
}

type Said = {
  cells: readonly Cell[];
  byMeaning: ReadonlyMap<string, number>;
  said: SaidEarlier;
};

/** What was printed as it is now can no longer be left out; what was left out stays so. */
function saidCells({ cells, byMeaning, said }: Said, how: 'printed' | 'left-out'): number[] {
  return [...byMeaning].flatMap(([meaning, place]) => {
    const counts = said.get(meaning) ?? [];
    return counts.includes(how === 'printed' ? cells[place]!.count : null) ? [place] : [];
  });
}

/** The same sum twice says nothing more. */
function distinct(sums: readonly (readonly number[])[]): number[][] {
  return [...new Set(sums.map((sum) => JSON.stringify(sum)))].map((sum) => JSON.parse(sum) as number[]);
}
