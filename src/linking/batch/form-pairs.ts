import { type CandidatePairs, distinctPairs } from './distinct-pairs.ts';
import type { BlockingRule, HashedKeys } from './hashed-keys.ts';
import type { RuleReport } from './link-report.ts';
import type { GroupingTask, RowGroups } from './row-groups.ts';
import type { RowTables } from './table-rows.ts';

export type FormedPairs = {
  pairs: CandidatePairs;
  rules: RuleReport[];
  leftOut: string[];
  /** A key that more rows shared found nobody. */
  cap: number;
};

export type BlockingLimits = {
  /** A key that more rows share finds nobody; if not given, `LEAST_CAP` or, of lone attributes, as many as a small table can afford. */
  cap?: number | undefined;
  /** Pairs a row on average that the rules may offer together, where the specification names none. */
  pairsPerRow: number;
};

/** Chosen: below it every key of every rule is looked at before rules are picked; above it those of a sample. */
const SAMPLED_ROWS = 50_000;
/** Chosen: in larger tables keys that many share are of strangers, and found fewer than they cost. */
const SMALL_ROWS = 5_000;
/** Chosen: small tables can afford any rule. */
const LEAST_BUDGET = 2_000_000;

/** Chosen: who shares a key with more strangers is found by another one. */
const LEAST_CAP = 60;

/** Finds the groups of one rule, here or in another thread. */
export type GroupRows = (task: GroupingTask) => Promise<RowGroups>;

type Forming = {
  tables: RowTables;
  limits: BlockingLimits;
  /** Whether the specification names the rules. */
  isGiven: boolean;
  /** Hardly a row has two attributes: what one rule passes over no other finds. */
  isLone: boolean;
  groupRows: GroupRows;
  onRule: (done: number, total: number) => void;
};

/** Forms the pairs of rows that share a key of some rule; of a specification without rules it picks those it can afford. */
export async function formPairs(keys: HashedKeys, forming: Forming): Promise<FormedPairs> {
  const { tables, limits, isGiven, isLone, groupRows, onRule } = forming;
  const all = keys.rules();
  const rules = isGiven ? all : await affordable(keys, all, forming);
  let done = 0;
  onRule(done, rules.length);
  const groupUpTo = (cap: number): Promise<RowGroups[]> =>
    Promise.all(
      rules.map(async (rule) => {
        const found = await groupRows({ sources: keys.sourcesOf(rule), tables, cap, share: 1 });
        done += 1;
        onRule(Math.min(done, rules.length), rules.length);
        return found;
      }),
    );
  const { cap: least = LEAST_CAP } = limits;
  const first = await groupUpTo(least);
  const cap = limits.cap ?? (isLone ? affordableCap(first, tables.rows) : LEAST_CAP);
  const groups = cap > least ? await groupUpTo(cap) : first;
  return {
    cap,
    pairs: distinctPairs(groups, tables),
    rules: rules.map(({ name }, i) => ({ rule: name, ...groups[i]!.counts })),
    leftOut: all.filter((rule) => !rules.includes(rule)).map(({ name }) => name),
  };
}

/** In a small table as many rows may share a key as the pairs of all rules together remain affordable. */
function affordableCap(groups: readonly RowGroups[], rows: number): number {
  if (rows > SMALL_ROWS) return LEAST_CAP;
  let cap = LEAST_CAP;
  let pairs = 0;
  for (let n = 0; 2 ** n < 2 * rows; n += 1) {
    for (const { pairsBySize } of groups) pairs += pairsBySize[n]!;
    if (pairs > LEAST_BUDGET) break;
    cap = Math.max(cap, 2 ** n);
  }
  return cap;
}

/** Single keys always; of the others those that offer the fewest pairs, until the budget is spent. */
async function affordable(
  keys: HashedKeys,
  rules: readonly BlockingRule[],
  { tables, limits, groupRows }: Forming,
): Promise<BlockingRule[]> {
  const share = Math.min(1, SAMPLED_ROWS / tables.rows);
  const cap = Math.max(2, (limits.cap ?? LEAST_CAP) * share);
  const costs = await Promise.all(
    rules.map(async (rule) => {
      const { counts } = await groupRows({ sources: keys.sourcesOf(rule), tables, cap, share });
      return counts.pairs / share ** 2;
    }),
  );
  const cost = new Map(rules.map((rule, i) => [rule, costs[i]!]));
  let left = Math.max(LEAST_BUDGET, tables.rows * limits.pairsPerRow);
  const byCost = rules.toSorted((a, b) => a.parts.length - b.parts.length || cost.get(a)! - cost.get(b)!);
  const kept = new Set(
    byCost.filter((rule) => {
      left -= cost.get(rule)!;
      return rule.parts.length === 1 || left >= 0;
    }),
  );
  return rules.filter((rule) => kept.has(rule));
}
