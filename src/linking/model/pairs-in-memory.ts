import { Dice } from '../../shared/dice.ts';
import { blockingKeysOf } from './blocking-keys.ts';
import { compareRecords } from './compare-records.ts';
import type { VectorCount } from './link-model.ts';
import type { LinkRecord } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';

// The plain way from records to what a model is trained on, for some ten thousand records; batch/ does it for millions.

/** Two positions, the lower first. */
type Pair = readonly [number, number];

/** Every pair that shares a key, once; a key that more than `cap` records share finds nobody. */
export function* candidatePairs(
  spec: LinkSpec,
  records: readonly LinkRecord[],
  cap: number,
): Generator<Pair> {
  const seen = new Set<number>();
  for (const held of holdersOf(spec, records)) {
    if (held.length > cap) continue;
    for (const [i, a] of held.entries())
      for (const b of held.slice(i + 1)) {
        const pair = a * records.length + b;
        if (seen.has(pair)) continue;
        seen.add(pair);
        yield [a, b];
      }
  }
}

function holdersOf(spec: LinkSpec, records: readonly LinkRecord[]): Iterable<number[]> {
  const holders = new Map<string, number[]>();
  records.forEach((record, i) => {
    for (const { rule, text } of blockingKeysOf(spec, record)) {
      const held = holders.get(`${rule} ${text}`);
      if (held) held.push(i);
      else holders.set(`${rule} ${text}`, [i]);
    }
  });
  return holders.values();
}

/** So many pairs drawn at random of all. */
export function* drawnPairs(records: number, count: number, seed: number): Generator<Pair> {
  const dice = new Dice(seed);
  for (let left = count; left > 0; ) {
    const [a, b] = [dice.int(0, records - 1), dice.int(0, records - 1)];
    if (a >= b) continue;
    left--;
    yield [a, b];
  }
}

export function countVectors(
  spec: LinkSpec,
  records: readonly LinkRecord[],
  pairs: Iterable<Pair>,
): VectorCount[] {
  const counts = new Map<string, VectorCount>();
  for (const [a, b] of pairs) {
    const levels = compareRecords(spec, records[a]!, records[b]!);
    const known = counts.get(levels.join());
    if (known) known.count++;
    else counts.set(levels.join(), { levels, count: 1 });
  }
  return [...counts.values()];
}
