import { UNKNOWN } from '../model/compare-records.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import { NO_VALUE } from './intern-values.ts';
import type { LinkedTables } from './link-tables.ts';
import { rarityOfValues } from './value-frequencies.ts';

type Copied = Pick<LinkedTables, 'spec' | 'model' | 'attributes'>;

/** By row: the bits with which it would be linked to an exact copy of itself. */
export function copyBits(linked: Copied, rows: number): Float32Array {
  const { vectorBits } = scorerOf(linked.model);
  const own = linked.attributes.map((_, i) => ownBits(linked, i));
  const levels = new Uint8Array(own.length);
  const bits = new Float32Array(rows);
  const countedOf = new Map<string, number[]>();
  const countedIn = (of: Uint8Array) => {
    const name = of.join();
    if (!countedOf.has(name))
      countedOf.set(
        name,
        [...of.keys()].filter((i) => countsFrequency(linked.spec, i, of)),
      );
    return countedOf.get(name)!;
  };
  for (let row = 0; row < rows; row += 1) {
    own.forEach(({ valueAt, levelOf }, i) => {
      levels[i] = valueAt[row] === NO_VALUE ? UNKNOWN : levelOf[valueAt[row]!]!;
    });
    let sum = vectorBits(levels);
    for (const i of countedIn(levels)) sum += own[i]!.rarityOf[own[i]!.valueAt[row]!]!;
    bits[row] = sum;
  }
  return bits;
}

/** By value of one attribute: its level with itself, and what its rarity adds. */
type OwnBits = { valueAt: Int32Array; levelOf: Uint8Array; rarityOf: Float64Array };

function ownBits({ model, attributes }: Copied, position: number): OwnBits {
  const { valueAt, ownLevels, terms, held } = attributes[position]!;
  const rarity = rarityOfValues({ model, attribute: position, terms, held, asPersons: false });
  const rarityOf = Float64Array.from(ownLevels, (_, value) => rarity(value, value));
  return { valueAt, levelOf: ownLevels, rarityOf };
}
