import { UNKNOWN } from '../model/compare-records.ts';
import { countVectors } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import { NO_VALUE } from './intern-values.ts';
import type { LinkedTables } from './link-tables.ts';
import { type ScoreRange, scorePairs, scoreRangeHere } from './score-pairs.ts';

type Copied = Pick<LinkedTables, 'spec' | 'model' | 'attributes' | 'rarities'>;

/** By row: the bits with which it would be linked to an exact copy of itself. */
export async function copyBits(
  { spec, model, attributes, rarities }: Copied,
  rows: number,
): Promise<Float32Array> {
  const each = new Uint32Array(rows).map((_, row) => row);
  const compared = countVectors({ from: each, to: each }, attributes.map(levelsOfCopies));
  const scoreRange: ScoreRange = async (scoring, range) => scoreRangeHere(scoring, range);
  const { bits } = await scorePairs({ spec, model, rarities, scoreRange }, compared);
  return bits;
}

function levelsOfCopies({ valueAt, ownLevels }: HeldAttribute): Uint8Array {
  const levels = new Uint8Array(valueAt.length);
  for (let row = 0; row < levels.length; row += 1) {
    const value = valueAt[row]!;
    levels[row] = value === NO_VALUE ? UNKNOWN : ownLevels[value]!;
  }
  return levels;
}
