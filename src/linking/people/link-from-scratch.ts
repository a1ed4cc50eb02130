import type { LinkSpec } from '../model/link-spec.ts';
import type { EdgeRow } from './edge-rows.ts';
import { capOfKey } from './person-keys.ts';
import { areComparable, type Comparable, type Scoring, scorePair } from './score-pairs.ts';

// The same links from nothing but the records, without what was stored before: what the stored ones are held against.

/** A record as it is compared, with its keys. */
export type WholeRecord = Comparable & { keys: readonly string[] };

/** How many records have each key and each term. */
export function countAll(records: readonly WholeRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { keys, terms } of records)
    for (const k of new Set([...keys, ...terms])) counts.set(k, (counts.get(k) ?? 0) + 1);
  return counts;
}

/** Every pair that shares a key which is not over-common, once. `records`: in the order of their ids. */
export function* candidatePairs(
  spec: LinkSpec,
  records: readonly WholeRecord[],
): Generator<[WholeRecord, WholeRecord]> {
  const holders = openHolders(spec, records);
  for (const [position, one] of records.entries()) {
    const others = new Set(one.keys.flatMap((k) => holders.get(k) ?? []).filter((other) => other > position));
    for (const other of [...others].sort((a, b) => a - b))
      if (areComparable(one, records[other]!)) yield [one, records[other]!];
  }
}

/** Positions of the records that have each key; keys that too many have are left out. */
function openHolders(spec: LinkSpec, records: readonly WholeRecord[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [position, { keys }] of records.entries())
    for (const k of keys) {
      const known = holders.get(k);
      if (known) known.push(position);
      else holders.set(k, [position]);
    }
  for (const [k, { length }] of holders) if (length > capOfKey(spec, k)) holders.delete(k);
  return holders;
}

/** Every pair that is kept, scored. */
export function* linkFromScratch(scoring: Scoring, records: readonly WholeRecord[]): Generator<EdgeRow> {
  const counts = countAll(records);
  for (const [one, other] of candidatePairs(scoring.spec, records)) {
    const edge = scorePair(scoring, one, other, counts);
    if (edge) yield edge;
  }
}
