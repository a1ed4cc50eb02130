import { ALL, type Cell, type Table, tableOf } from './table.ts';

// Whoever has two editions of a table can calculate with both: what one leaves out, the other may show, and the difference
// of two totals is what was added in between. All editions are made into one table, over which cells are left out.

/** A table as it was published. `count` null: left out. Totals are called `ALL`. */
export type PublishedTable = { rows: readonly { cells: readonly string[]; count: number | null }[] };

/**
 * `table`: begins with the cells of the newest edition, in their order. `hidden`: left out earlier, so that they stay left
 * out; `known`: published earlier. `alone`: each earlier edition by itself, with what it left out, and where its cells are.
 */
export type JoinedEditions = {
  table: Table;
  hidden: Set<number>;
  known: Set<number>;
  alone: readonly { table: Table; hidden: ReadonlySet<number>; places: readonly number[] }[];
};

export function joinEditions(newest: Table, earlier: readonly PublishedTable[]): JoinedEditions {
  const joined: JoinedEditions = { table: newest, hidden: new Set(), known: new Set(), alone: [] };
  return earlier.reduce((so, published) => addEdition(so, newest, published), joined);
}

function addEdition(so: JoinedEditions, newest: Table, published: PublishedTable): JoinedEditions {
  const edition = readEdition(newest.dimensions, published);
  const shared = sharedCells(newest, edition);
  const cells: Cell[] = [...so.table.cells];
  const places = edition.table.cells.map((cell, i) => {
    const same = shared.get(i);
    if (same !== undefined) return same;
    cells.push(cell);
    return cells.length - 1;
  });
  const sums = edition.table.sums.map((sum) => sum.map((cell) => places[cell]!));
  // Under its label it stays left out, too, where it has changed: how much the totals changed is known.
  const labelled = new Set([...edition.hidden].map((cell) => nameOf(edition.table.cells[cell]!)));
  const kept = [...newest.cells.keys()].filter((cell) => labelled.has(nameOf(newest.cells[cell]!)));
  const hidden = new Set([...so.hidden, ...kept, ...[...edition.hidden].map((cell) => places[cell]!)]);
  const known = new Set([...so.known, ...places.filter((_, cell) => !edition.hidden.has(cell))]);
  // What any edition showed is known, whatever another one left out.
  for (const place of known) hidden.delete(place);
  return {
    table: { ...so.table, cells, sums: [...so.table.sums, ...sums] },
    hidden,
    known,
    alone: [...so.alone, { table: edition.table, hidden: edition.hidden, places }],
  };
}

function nameOf({ labels }: Cell): string {
  return JSON.stringify(labels);
}

type Edition = { table: Table; hidden: Set<number> };

/** An edition by itself. What it left out counts 0 here: nothing is calculated from that. */
export function readEdition(dimensions: readonly string[], { rows }: PublishedTable): Edition {
  const leaves = rows.filter(({ cells }) => !cells.includes(ALL));
  const shape = tableOf(
    dimensions,
    leaves.map(({ cells }) => ({ labels: cells, count: 0 })),
  );
  const counts = new Map(rows.map(({ cells, count }) => [JSON.stringify(cells), count]));
  const cells = shape.cells.map(({ labels }) => ({ labels, count: counts.get(JSON.stringify(labels)) ?? 0 }));
  const hidden = cells.flatMap(({ labels }, i) =>
    (counts.get(JSON.stringify(labels)) ?? null) === null ? [i] : [],
  );
  return { table: { ...shape, cells }, hidden: new Set(hidden) };
}

/**
 * Cells of an edition that stand for the same records as those of the newest: by their labels, where the count is the same.
 * What was left out is taken to be unchanged as long as the edition's sums allow it: whoever compares will assume so.
 */
function sharedCells(newest: Table, { table, hidden }: Edition): Map<number, number> {
  const places = new Map(newest.cells.map(({ labels }, i) => [JSON.stringify(labels), i]));
  const shared = new Map<number, number>();
  const isLeaf = (cell: number) => !table.cells[cell]!.labels.includes(ALL);
  for (const [cell, { labels, count }] of table.cells.entries()) {
    const place = places.get(JSON.stringify(labels));
    if (place === undefined || !isLeaf(cell)) continue;
    if (hidden.has(cell) || count === newest.cells[place]!.count) shared.set(cell, place);
  }
  for (const leaves of contradicted({ table, hidden }, newest, shared)) shared.delete(leaves);
  for (const cell of table.cells.keys()) {
    if (isLeaf(cell)) continue;
    const place = places.get(JSON.stringify(table.cells[cell]!.labels));
    if (place === undefined) continue;
    const [own, others] = [leavesBelow(table, cell), leavesBelow(newest, place)];
    if (own.length === others.length && own.every((leaf) => shared.has(leaf))) shared.set(cell, place);
  }
  return shared;
}

/** Left-out leaves of sums that do not come out if they are unchanged. */
function contradicted(
  { table, hidden }: Edition,
  newest: Table,
  shared: ReadonlyMap<number, number>,
): number[] {
  return table.cells.flatMap(({ labels, count }, cell) => {
    if (!labels.includes(ALL) || hidden.has(cell)) return [];
    const leaves = leavesBelow(table, cell);
    const assumed = leaves.map((leaf) => {
      const place = shared.get(leaf);
      return hidden.has(leaf)
        ? place === undefined
          ? Number.NaN
          : newest.cells[place]!.count
        : table.cells[leaf]!.count;
    });
    const sum = assumed.reduce((total, one) => total + one, 0);
    return sum === count ? [] : leaves.filter((leaf) => hidden.has(leaf));
  });
}

function leavesBelow({ cells }: Table, total: number): number[] {
  const { labels } = cells[total]!;
  return [...cells.keys()].filter((cell) =>
    cells[cell]!.labels.every((label, i) => label !== ALL && (labels[i] === ALL || labels[i] === label)),
  );
}
