import type { BlockingRule, HashedKeys, KeyColumns } from './hashed-keys.ts';
import type { RuleReport } from './link-report.ts';
import type { RowTables } from './table-rows.ts';

/** Pairs of rows, each once, `from` before `to`, in the order of their rows. */
export type CandidatePairs = { from: Uint32Array; to: Uint32Array };

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
/** Two row numbers fit in the 53 bits of a whole number. */
const ROW_STEPS = 2 ** 26;

/** Forms the pairs of rows that share a key of some rule; of a specification without rules it picks those it can afford. */
export function formPairs(
  keys: HashedKeys,
  { tables, limits, isGiven }: { tables: RowTables; limits: BlockingLimits; isGiven: boolean },
  onRule: (done: number, total: number) => void = () => undefined,
): FormedPairs {
  if (tables.rows >= ROW_STEPS) throw new Error(`${tables.rows} rows are more than can be numbered`);
  const all = keys.rules();
  const rules = isGiven ? all : affordable(keys, all, tables, limits);
  const found = new GrowingPairs();
  const reports = rules.map((rule, i) => {
    onRule(i, rules.length);
    return gather(keys.under(rule), { rule, tables, cap: limits.cap }, found);
  });
  onRule(rules.length, rules.length);
  const leftOut = all.filter((rule) => !rules.includes(rule)).map(({ name }) => name);
  return { pairs: found.distinct(), rules: reports, leftOut };
}

/** Single keys always; of the others those that offer the fewest pairs, until the budget is spent. */
function affordable(
  keys: HashedKeys,
  rules: readonly BlockingRule[],
  tables: RowTables,
  limits: BlockingLimits,
): BlockingRule[] {
  const share = Math.min(1, SAMPLED_ROWS / tables.rows);
  // Every n-th row by a scattered number, so that no order of the rows decides.
  const pick = (row: number) => share === 1 || (Math.imul(row, 0x9e3779b1) >>> 0) / 2 ** 32 < share;
  const cost = new Map(
    rules.map((rule) => {
      const { pairs } = gather(keys.under(rule, pick), {
        rule,
        tables,
        cap: Math.max(2, limits.cap * share),
      });
      return [rule, pairs / share ** 2];
    }),
  );
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

type Rule = { rule: BlockingRule; tables: RowTables; cap: number };

/** Counts the pairs of one rule and, where `into` is given, puts them there. */
function gather(keys: KeyColumns, { rule, tables, cap }: Rule, into?: GrowingPairs): RuleReport {
  const { groups, groupOf, sizes } = group(keys);
  const report: RuleReport = {
    rule: rule.name,
    keys: groups,
    pairs: 0,
    overCommon: 0,
    skippedPairs: 0,
    mostRows: 0,
  };
  const { starts, members } = membersOf(keys, groupOf, sizes);
  for (let g = 0; g < groups; g += 1) {
    const rows = members.subarray(starts[g], starts[g + 1]);
    const pairs = pairsOf(rows, tables);
    report.mostRows = Math.max(report.mostRows, rows.length);
    if (rows.length > cap && pairs > 0) {
      report.overCommon += 1;
      report.skippedPairs += pairs;
      continue;
    }
    report.pairs += pairs;
    if (into && pairs > 0) addPairs(rows, tables, into);
  }
  return report;
}

function pairsOf(rows: Int32Array, { mode, firstOfB }: RowTables): number {
  if (mode !== 'link') return (rows.length * (rows.length - 1)) / 2;
  let first = 0;
  for (const row of rows) if (row < firstOfB) first += 1;
  return first * (rows.length - first);
}

function addPairs(rows: Int32Array, { mode, firstOfB }: RowTables, into: GrowingPairs): void {
  for (let i = 0; i < rows.length; i += 1)
    for (let j = i + 1; j < rows.length; j += 1) {
      const [a, b] = [rows[i]!, rows[j]!];
      if (mode !== 'link' || a < firstOfB !== b < firstOfB) into.add(a, b);
    }
}

/** Numbers equal hashes from 0 on, by open addressing. */
function group({ hash, count }: KeyColumns): { groups: number; groupOf: Int32Array; sizes: Int32Array } {
  const room = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
  const held = new Float64Array(room).fill(-1);
  const numberAt = new Int32Array(room);
  const groupOf = new Int32Array(count);
  const sizes = new Int32Array(count);
  let groups = 0;
  for (let i = 0; i < count; i += 1) {
    const key = hash[i]!;
    let at = (key % room) | 0;
    while (held[at] !== -1 && held[at] !== key) at = (at + 1) & (room - 1);
    if (held[at] === -1) {
      held[at] = key;
      numberAt[at] = groups;
      groups += 1;
    }
    groupOf[i] = numberAt[at]!;
    sizes[groupOf[i]!]! += 1;
  }
  return { groups, groupOf, sizes };
}

/** Rows group by group; within one in their order, because keys are made row by row. */
function membersOf(
  { row, count }: KeyColumns,
  groupOf: Int32Array,
  sizes: Int32Array,
): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let g = 0; g < count; g += 1) starts[g + 1] = starts[g]! + sizes[g]!;
  const next = starts.slice();
  const members = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = next[groupOf[i]!]!;
    next[groupOf[i]!] = at + 1;
    members[at] = row[i]!;
  }
  return { starts, members };
}

/** In memory that threads share. */
function sharedNumbers(count: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT));
}

/** Pairs as whole numbers; what several rules offer is taken once. */
class GrowingPairs {
  #pairs = new Float64Array(2 ** 16);
  #count = 0;
  /** How many of the first are sorted and each once. */
  #tidy = 0;

  add(a: number, b: number): void {
    if (this.#count === this.#pairs.length) this.#makeRoom();
    this.#pairs[this.#count] = a < b ? a * ROW_STEPS + b : b * ROW_STEPS + a;
    this.#count += 1;
  }

  distinct(): CandidatePairs {
    this.#tidyUp();
    const [from, to] = [sharedNumbers(this.#count), sharedNumbers(this.#count)];
    for (let i = 0; i < this.#count; i += 1) {
      from[i] = Math.floor(this.#pairs[i]! / ROW_STEPS);
      to[i] = this.#pairs[i]! % ROW_STEPS;
    }
    return { from, to };
  }

  /** Where half of it is new, tidying may be enough. */
  #makeRoom(): void {
    if (this.#tidy * 2 < this.#count) this.#tidyUp();
    if (this.#count * 2 <= this.#pairs.length) return;
    const wider = new Float64Array(this.#pairs.length * 2);
    wider.set(this.#pairs.subarray(0, this.#count));
    this.#pairs = wider;
  }

  #tidyUp(): void {
    const sorted = this.#pairs.subarray(0, this.#count).sort();
    let kept = 0;
    for (let i = 0; i < sorted.length; i += 1)
      if (i === 0 || sorted[i] !== sorted[i - 1]) {
        sorted[kept] = sorted[i]!;
        kept += 1;
      }
    this.#count = kept;
    this.#tidy = kept;
  }
}
