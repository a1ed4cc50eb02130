/** How strongly two attributes depend on each other; pairs below `WORTH_A_BRANCH` are taken as independent. */
export type Tie = { a: number; b: number; bits: number };

/**
 * Below this mean error of treating two attributes as independent they are. Chosen: weaker ties were pairs of one person
 * that were not recognised, and grew by hiding more of them; suburb and postcode are tied by far more.
 */
const WORTH_A_BRANCH = 0.25;

/**
 * The strongest ties that form no circle (Kruskal's method; Chow and Liu 1968). Answers for each attribute which one
 * stands before it, -1 for none.
 */
export function strongestTree(count: number, ties: readonly Tie[]): number[] {
  const group = Array.from({ length: count }, (_, i) => i);
  const kept: Tie[] = [];
  for (const tie of [...ties].sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)) {
    if (tie.bits < WORTH_A_BRANCH || group[tie.a] === group[tie.b]) continue;
    kept.push(tie);
    const [into, from] = [group[tie.a]!, group[tie.b]!];
    for (let i = 0; i < count; i++) if (group[i] === from) group[i] = into;
  }
  return rootedAtFirst(count, kept);
}

function rootedAtFirst(count: number, ties: readonly Tie[]): number[] {
  const before = new Array<number>(count).fill(-1);
  const seen = new Set<number>();
  const visit = (node: number): void => {
    seen.add(node);
    for (const { a, b } of ties) {
      const next = a === node ? b : b === node ? a : -1;
      if (next < 0 || seen.has(next)) continue;
      before[next] = node;
      visit(next);
    }
  };
  for (let node = 0; node < count; node++) if (!seen.has(node)) visit(node);
  return before;
}
