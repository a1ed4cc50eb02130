import type { Holds, Kind, NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import { type PackedValues, ValuePacker } from '../kinds/pack-values.ts';
import type { Texts } from '../kinds/texts.ts';
import type { LinkRecord } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';

/** The level of an attribute that one of two records does not have: neither for nor against. */
export const UNKNOWN = 255;

/** The best level over all pairs of values, for each attribute; the same whichever record stands first. */
export function compareRecords(spec: LinkSpec, a: LinkRecord, b: LinkRecord): Uint8Array {
  const levels = new Uint8Array(spec.attributes.length);
  for (let i = 0; i < levels.length; i++)
    levels[i] = bestLevel(KINDS[spec.attributes[i]!.kind], a[i]!, b[i]!);
  return levels;
}

/** The best level between two sets of values of one kind; UNKNOWN where one is empty. */
export function bestLevel(kind: Kind, as: readonly NormalValue[], bs: readonly NormalValue[]): number {
  if (as.length === 0 || bs.length === 0) return UNKNOWN;
  const { packer, levelOf } = benchOf(kind);
  packer.clear();
  packer.add(as);
  packer.add(bs);
  return levelOf(packer.packed, 0, 1);
}

/** The best level between two values, each known. */
export type LevelOf = (values: PackedValues, a: number, b: number) => number;

export function levelOfKind({ levels, normalParts }: Kind): LevelOf {
  const tests = levels.map(({ test }) => test.over((part) => normalParts.indexOf(part)));
  const parts = normalParts.length;
  return ({ texts, starts }, a, b) => {
    let best = tests.length;
    for (let i = starts[a]!; i < starts[a + 1]!; i++)
      for (let j = starts[b]!; j < starts[b + 1]!; j++)
        best = levelBelow(best, tests, texts, i * parts, j * parts);
    return best;
  };
}

function levelBelow(best: number, tests: readonly Holds[], texts: Texts, a: number, b: number): number {
  for (let level = 0; level < best; level++) if (tests[level]!(texts, a, b)) return level;
  return best;
}

/** Where two sets of values of a kind are compared: one after another, so that one is enough. */
type Bench = { packer: ValuePacker; levelOf: LevelOf };

const benches = new Map<Kind, Bench>();

function benchOf(kind: Kind): Bench {
  let bench = benches.get(kind);
  if (!bench) {
    bench = { packer: new ValuePacker(kind.normalParts), levelOf: levelOfKind(kind) };
    benches.set(kind, bench);
  }
  return bench;
}
