import { Problem } from '../../shared/problem.ts';

// An instrument as a decision diagram: every combination of answers is a path from the root to a band, and paths that
// end alike are drawn once. Ranges, shares and the worth of enquiries are each one pass over its nodes, and exact.

/**
 * Nodes are numbered so that children stand before their parents: the first `bands` nodes are the bands themselves,
 * least concerning first. No node has children that are all the same, and no two nodes are alike.
 */
export type Diagram = {
  bands: number;
  /** How many options each item has. */
  options: readonly number[];
  /** Which item a node asks; -1 at a band. */
  item: readonly number[];
  children: readonly (readonly number[])[];
  root: number;
};

/** How a state follows from answers that come item by item, and when the band is certain. */
export type Model<State> = {
  bands: number;
  options: readonly number[];
  start: State;
  step(state: State, item: number, option: number): State;
  /** A band, where no answer from `item` on can change it; otherwise a key that equal futures share. */
  settle(state: State, item: number): number | string;
};

/** More nodes than any instrument that a person can follow needs; a document beyond it is refused. Chosen. */
const MOST_NODES = 200_000;

class DiagramBuilder {
  private readonly item: number[] = [];
  private readonly children: number[][] = [];
  private readonly known = new Map<string, number>();
  private readonly shape: Pick<Diagram, 'bands' | 'options'>;

  constructor(shape: Pick<Diagram, 'bands' | 'options'>) {
    this.shape = shape;
    for (let band = 0; band < shape.bands; band += 1) {
      this.item.push(-1);
      this.children.push([]);
    }
  }

  /** The node that asks `item` and leads on so: an equal one, if there is one. */
  node(item: number, children: readonly number[]): number {
    if (children.every((child) => child === children[0])) return children[0]!;
    const key = `${item}:${children.join(',')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.item.length >= MOST_NODES) throw new Problem('assessment.instrument-too-complex');
    this.item.push(item);
    this.children.push([...children]);
    this.known.set(key, this.item.length - 1);
    return this.item.length - 1;
  }

  done(root: number): Diagram {
    return { ...this.shape, item: this.item, children: this.children, root };
  }
}

export function buildDiagram<State>(model: Model<State>): Diagram {
  const builder = new DiagramBuilder(model);
  const seen = new Map<string, number>();
  const build = (state: State, item: number): number => {
    const settled = model.settle(state, item);
    if (typeof settled === 'number') return settled;
    const key = `${item}|${settled}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const children = Array.from({ length: model.options[item]! }, (_, option) =>
      build(model.step(state, item, option), item + 1),
    );
    const node = builder.node(item, children);
    seen.set(key, node);
    return node;
  };
  return builder.done(build(model.start, 0));
}

/** What is left once some items are answered. `given`: of each item an option, or -1. */
export function restrict(diagram: Diagram, given: readonly number[]): Diagram {
  const builder = new DiagramBuilder(diagram);
  const becomes = diagram.children.map((_, node) => node);
  const wanted = reachable(diagram, given);
  for (let node = diagram.bands; node < diagram.children.length; node += 1) {
    if (!wanted[node]) continue;
    const item = diagram.item[node]!;
    const children = diagram.children[node]!;
    const option = given[item]!;
    becomes[node] =
      option >= 0
        ? becomes[children[option]!]!
        : builder.node(
            item,
            children.map((child) => becomes[child]!),
          );
  }
  return builder.done(becomes[diagram.root]!);
}

function reachable({ item, children, root }: Diagram, given: readonly number[]): Uint8Array {
  const wanted = new Uint8Array(children.length);
  wanted[root] = 1;
  for (let node = root; node >= 0; node -= 1) {
    if (!wanted[node]) continue;
    const option = given[item[node]!] ?? -1;
    for (const child of option >= 0 ? [children[node]![option]!] : children[node]!) wanted[child] = 1;
  }
  return wanted;
}

/** Which items can still change the band: exactly those that a node below the root asks. */
export function askedItems({ item, children, root }: Diagram): Set<number> {
  const below = reachable({ item, children, root } as Diagram, []);
  return new Set(item.filter((asked, node) => asked >= 0 && below[node] === 1));
}

/** Bit b of the answer: band b can be reached. `given` as for `restrict`. */
export function reachedBands(diagram: Diagram, given: readonly number[] = []): number {
  const masks = new Uint32Array(diagram.children.length);
  for (let node = 0; node <= diagram.root; node += 1) {
    if (node < diagram.bands) {
      masks[node] = 1 << node;
      continue;
    }
    const children = diagram.children[node]!;
    const option = given[diagram.item[node]!] ?? -1;
    if (option >= 0) masks[node] = masks[children[option]!]!;
    else for (const child of children) masks[node]! |= masks[child]!;
  }
  return masks[diagram.root]!;
}

/** The chance of each band where open items are answered by `shares` (of each item, of each option). */
export function bandShares(
  diagram: Diagram,
  shares: readonly (readonly number[])[],
  given: readonly number[] = [],
): number[] {
  const { bands, children, root } = diagram;
  const chances = new Float64Array((root + 1) * bands);
  for (let node = 0; node <= root; node += 1) {
    if (node < bands) {
      chances[node * bands + node] = 1;
      continue;
    }
    const item = diagram.item[node]!;
    const option = given[item] ?? -1;
    children[node]!.forEach((child, i) => {
      const share = option < 0 ? shares[item]![i]! : i === option ? 1 : 0;
      if (share === 0) return;
      for (let band = 0; band < bands; band += 1)
        chances[node * bands + band]! += share * chances[child * bands + band]!;
    });
  }
  return Array.from({ length: bands }, (_, band) => chances[root * bands + band]!);
}
