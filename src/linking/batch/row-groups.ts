import { type KeyColumns, type KeySource, keysOfRows } from './hashed-keys.ts';
import type { RuleReport } from './link-report.ts';
import type { RowTables } from './table-rows.ts';

/** What is asked to find who shares a key of one rule. */
export type GroupingTask = {
  sources: readonly KeySource[];
  tables: Pick<RowTables, 'rows' | 'mode' | 'firstOfB'>;
  /** A key that more rows share finds nobody. */
  cap: number;
  /** The share of rows that is looked at, 1 for all. */
  share: number;
};

/** Rows that share a key: of group g those from `starts[g]` to `starts[g + 1]`, in their order. */
export type RowGroups = {
  starts: Uint32Array;
  members: Uint32Array;
  counts: Omit<RuleReport, 'rule'>;
  /** At n the pairs under keys that more than 2^(n-1) and up to 2^n rows share, over-common ones too. */
  pairsBySize: Float64Array;
};

/** The groups that make pairs, and how many keys there are in all. */
export function groupRows({ sources, tables, cap, share }: GroupingTask): RowGroups {
  const keys = keysOfRows(sources, tables.rows, share);
  const numbered = numberKeys(keys);
  const { sizes, groups } = numbered;
  const pairs = pairsOfGroups(keys, numbered, tables);
  const counts = { keys: groups, pairs: 0, overCommon: 0, skippedPairs: 0, mostRows: 0 };
  const pairsBySize = new Float64Array(32);
  const places = new Int32Array(groups).fill(-1);
  const starts = [0];
  let held = 0;
  for (let g = 0; g < groups; g += 1) {
    counts.mostRows = Math.max(counts.mostRows, sizes[g]!);
    if (pairs[g] === 0) continue;
    pairsBySize[Math.ceil(Math.log2(sizes[g]!))]! += pairs[g]!;
    if (sizes[g]! > cap) {
      counts.overCommon += 1;
      counts.skippedPairs += pairs[g]!;
      continue;
    }
    counts.pairs += pairs[g]!;
    places[g] = held;
    held += sizes[g]!;
    starts.push(held);
  }
  const members = membersAt(places, held, keys, numbered);
  return { starts: Uint32Array.from(starts), members, counts, pairsBySize };
}

type NumberedKeys = { groups: number; groupOf: Int32Array; sizes: Int32Array };

/** Numbers equal hashes from 0 on, by open addressing. */
function numberKeys({ hash, count }: KeyColumns): NumberedKeys {
  const room = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
  const slots = new Int32Array(room).fill(-1);
  const hashOf = new Float64Array(count);
  const groupOf = new Int32Array(count);
  const sizes = new Int32Array(count);
  let groups = 0;
  for (let i = 0; i < count; i += 1) {
    const key = hash[i]!;
    // What is left of a division by a power of two: much faster than %.
    let at = key - Math.floor(key / room) * room;
    while (slots[at] !== -1 && hashOf[slots[at]!] !== key) at = (at + 1) & (room - 1);
    if (slots[at] === -1) {
      hashOf[groups] = key;
      slots[at] = groups;
      groups += 1;
    }
    groupOf[i] = slots[at]!;
    sizes[slots[at]!]! += 1;
  }
  return { groups, groupOf, sizes };
}

/** By group: within one table every two rows, across two each of the first with each of the second. */
function pairsOfGroups(
  { row, count }: KeyColumns,
  { groups, groupOf, sizes }: NumberedKeys,
  { mode, firstOfB }: GroupingTask['tables'],
): Float64Array {
  if (mode !== 'link') return Float64Array.from(sizes.subarray(0, groups), (size) => (size * (size - 1)) / 2);
  const ofFirst = new Int32Array(groups);
  for (let i = 0; i < count; i += 1) if (row[i]! < firstOfB) ofFirst[groupOf[i]!]! += 1;
  return Float64Array.from(ofFirst, (first, g) => first * (sizes[g]! - first));
}

/** Rows of the groups that have a place, group by group; within one in their order, because keys are made row by row. */
function membersAt(
  places: Int32Array,
  held: number,
  { row, count }: KeyColumns,
  { groupOf }: NumberedKeys,
): Uint32Array {
  const members = new Uint32Array(held);
  for (let i = 0; i < count; i += 1) {
    const place = places[groupOf[i]!]!;
    if (place === -1) continue;
    members[place] = row[i]!;
    places[groupOf[i]!] = place + 1;
  }
  return members;
}
