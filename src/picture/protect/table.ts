// A table of counts with all its totals, and the sums that hold between them: what an attacker can calculate with.

/** `labels`: one for each dimension; the parts of a path are levels of a hierarchy. */
export type Cell = { labels: readonly string[]; count: number };

/** `sums`: places of cells; the first of each is the total of the others. */
export type Table = {
  dimensions: readonly string[];
  cells: readonly Cell[];
  sums: readonly (readonly number[])[];
};

/** How a level below another is written: "Region A > Force 1". */
const BELOW = ' > ';
/** What the total of a dimension is called. */
export const ALL = 'All';

type Node = { label: string; children: string[] };

/** Rows of the lowest level, each with its labels; the same labels twice are added up. */
export function tableOf(dimensions: readonly string[], rows: readonly Cell[]): Table {
  const trees = dimensions.map((_, dimension) => treeOf(rows.map(({ labels }) => labels[dimension]!)));
  const places = new Map(crossed(trees).map((labels, place) => [keyOf(labels), place]));
  const counts = new Float64Array(places.size);
  for (const { labels, count } of rows)
    for (const above of crossed(labels.map((label, i) => lineage(trees[i]!, label))))
      counts[places.get(keyOf(above))!]! += count;
  const cells = [...places].map(([key, place]) => ({
    labels: JSON.parse(key) as string[],
    count: counts[place]!,
  }));
  return { dimensions, cells, sums: cells.flatMap((cell) => sumsBelow(cell, trees, places)) };
}

/** How many cells a table with these values would have, its totals among them. */
export function sizeOf(dimensions: readonly string[], rows: readonly Cell[]): number {
  return dimensions
    .map((_, dimension) => treeOf(rows.map(({ labels }) => labels[dimension]!)).length)
    .reduce((product, nodes) => product * nodes, 1);
}

/** Every value and every level above it, `ALL` first. A dimension of one value has no total of its own. */
function treeOf(labels: readonly string[]): Node[] {
  const nodes = new Map<string, Set<string>>([[ALL, new Set()]]);
  for (const label of new Set(labels)) {
    let above = ALL;
    for (const path of pathsTo(label)) {
      nodes.get(above)!.add(path);
      if (!nodes.has(path)) nodes.set(path, new Set());
      above = path;
    }
  }
  return [...nodes].map(([label, children]) => ({ label, children: [...children] }));
}

/** "A > B" lies below "A". */
function pathsTo(label: string): string[] {
  const parts = label.split(BELOW);
  return parts.map((_, i) => parts.slice(0, i + 1).join(BELOW));
}

function lineage(tree: readonly Node[], label: string): Node[] {
  const own = new Set([ALL, ...pathsTo(label)]);
  return tree.filter((node) => own.has(node.label));
}

function crossed(trees: readonly (readonly Node[])[]): string[][] {
  return trees.reduce<string[][]>(
    (so, tree) => so.flatMap((labels) => tree.map(({ label }) => [...labels, label])),
    [[]],
  );
}

/** For each dimension in which a cell is a total: itself, and what it is the total of. */
function sumsBelow(
  { labels }: Cell,
  trees: readonly (readonly Node[])[],
  places: ReadonlyMap<string, number>,
): number[][] {
  return trees.flatMap((tree, dimension) => {
    const { children } = tree.find(({ label }) => label === labels[dimension])!;
    if (children.length === 0) return [];
    const at = (label: string) => places.get(keyOf(labels.with(dimension, label)))!;
    return [[at(labels[dimension]!), ...children.map(at)]];
  });
}

function keyOf(labels: readonly string[]): string {
  return JSON.stringify(labels);
}
