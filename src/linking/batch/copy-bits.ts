import { UNKNOWN } from '../model/compare-records.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import { compareAttribute } from './compare-pairs.ts';
import { type InternedAttribute, NO_VALUE } from './intern-values.ts';
import type { LinkedTables } from './link-tables.ts';
import { valueFrequencies } from './value-frequencies.ts';

type Copied = Pick<LinkedTables, 'spec' | 'model' | 'interned'>;

/** By row: the bits with which it would be linked to an exact copy of itself. */
export function copyBits(linked: Copied, rows: number): Float32Array {
  const { vectorBits } = scorerOf(linked.model);
  const own = linked.interned.map((_, i) => ownBits(linked, i));
  const levels = new Uint8Array(own.length);
  const bits = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    own.forEach(({ valueAt, levelOf }, i) => {
      levels[i] = valueAt[row] === NO_VALUE ? UNKNOWN : levelOf[valueAt[row]!]!;
    });
    let sum = vectorBits(levels);
    for (const { valueAt, rarityOf } of own) if (valueAt[row] !== NO_VALUE) sum += rarityOf[valueAt[row]!]!;
    bits[row] = sum;
  }
  return bits;
}

/** By value of one attribute: its level with itself, and what its rarity adds. */
type OwnBits = { valueAt: Int32Array; levelOf: Uint8Array; rarityOf: Float64Array };

function ownBits({ spec, model, interned }: Copied, position: number): OwnBits {
  const attribute = interned[position]!;
  const frequencies = valueFrequencies(attribute, model, position);
  const levelOf = ownLevels(attribute);
  const rarityOf = Float64Array.from(levelOf, (level, value) =>
    countsFrequency(spec, position, level) ? frequencies.bits(value, value) : 0,
  );
  return { valueAt: attribute.valueAt, levelOf, rarityOf };
}

function ownLevels({ attribute, values }: InternedAttribute): Uint8Array {
  const each = Uint32Array.from(values.keys());
  const valueAt = Int32Array.from(values.keys());
  return compareAttribute({ attribute, values, valueAt }, { from: each, to: each });
}
