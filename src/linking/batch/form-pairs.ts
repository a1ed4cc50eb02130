import { type CandidatePairs, distinctPairs } from './distinct-pairs.ts';
import type { BlockingRule, HashedKeys } from './hashed-keys.ts';
import type { RuleReport } from './link-report.ts';
import type { GroupingTask, RowGroups } from './row-groups.ts';
import type { RowTables } from './table-rows.ts';

export type FormedPairs = { pairs: CandidatePairs; rules: RuleReport[]; leftOut: string[] };

export type BlockingLimits = {
  /** A key that more rows share finds nobody. */
  cap: number;
  /** Pairs a row on average that the rules may offer together, where the specification names none. */
  pairsPerRow: number;
};

/** Chosen: below it every key of every rule is looked at before rules are picked; above it those of a sample. */
const SAMPLED_ROWS = 50_000;
/** Chosen: small tables can afford any rule. */
const LEAST_BUDGET = 2_000_000;

/** Finds the groups of one rule, here or in another thread. */
export type GroupRows = (task: GroupingTask) => Promise<RowGroups>;

type Forming = {
  tables: RowTables;
  limits: BlockingLimits;
  /** Whether the specification names the rules. */
  isGiven: boolean;
  groupRows: GroupRows;
  onRule: (done: number, total: number) => void;
};

/** Forms the pairs of rows that share a key of some rule; of a specification without rules it picks those it can afford. */
export async function formPairs(keys: HashedKeys, forming: Forming): Promise<FormedPairs> {
  const { tables, limits, isGiven, groupRows, onRule } = forming;
  const all = keys.rules();
  const rules = isGiven ? all : await affordable(keys, all, forming);
  let done = 0;
  onRule(done, rules.length);
  const groups = await Promise.all(
    rules.map(async (rule) => {
      const found = await groupRows({ sources: keys.sourcesOf(rule), tables, cap: limits.cap, share: 1 });
      done += 1;
      onRule(done, rules.length);
      return found;
    }),
  );
  return {
    pairs: distinctPairs(groups, tables),
    rules: rules.map(({ name }, i) => ({ rule: name, ...groups[i]!.counts })),
    leftOut: all.filter((rule) => !rules.includes(rule)).map(({ name }) => name),
  };
}

/** Single keys always; of the others those that offer the fewest pairs, until the budget is spent. */
async function affordable(
  keys: HashedKeys,
  rules: readonly BlockingRule[],
  { tables, limits, groupRows }: Forming,
): Promise<BlockingRule[]> {
  const share = Math.min(1, SAMPLED_ROWS / tables.rows);
  const cap = Math.max(2, limits.cap * share);
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
