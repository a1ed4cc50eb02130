import { Dice } from '../../shared/dice.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { VectorCount } from './link-model.ts';
import type { LinkSpec } from './link-spec.ts';
import type { Training } from './training.ts';

/** Attributes of the made-up records of tests: their names say what the kind is. */
export const TEST_SPEC: LinkSpec = {
  name: 'test',
  version: '1',
  attributes: [
    { name: 'family', kind: 'family-name', columns: { name: 'family' } },
    { name: 'birth', kind: 'date-of-birth', columns: { date: 'birth' } },
    { name: 'place', kind: 'place', columns: { name: 'place' } },
    { name: 'email', kind: 'email', columns: { address: 'email' } },
  ],
};

/** `agree`: of each attribute how likely the best level is, among pairs of one person and of two. */
type World = {
  rows: number;
  matches: number;
  agree: readonly { m: number; u: number }[];
  known?: readonly number[];
  seed?: number;
};

export const WORLD: World = {
  rows: 900,
  matches: 300,
  agree: [
    { m: 0.95, u: 0.004 },
    { m: 0.95, u: 0.0005 },
    { m: 0.8, u: 0.05 },
    { m: 0.75, u: 0.00002 },
  ],
};

/** All pairs of such a world, drawn by the rates; nothing but the best level and "differ" happens. */
export function trainingOf(world: World, tie?: (levels: Uint8Array, dice: Dice) => void): Training {
  const dice = new Dice(world.seed ?? 1);
  const possiblePairs = (world.rows * (world.rows - 1)) / 2;
  const counts = new Map<string, VectorCount>();
  for (let pair = 0; pair < possiblePairs; pair++) {
    const rate = pair < world.matches ? 'm' : 'u';
    const levels = Uint8Array.from(world.agree, (agree, i) => {
      if (!dice.chance(world.known?.[i] ?? 1)) return 255;
      return dice.chance(agree[rate]) ? 0 : KINDS[TEST_SPEC.attributes[i]!.kind].levels.length;
    });
    tie?.(levels, dice);
    const key = levels.join();
    const found = counts.get(key) ?? { levels, count: 0 };
    counts.set(key, { levels, count: found.count + 1 });
  }
  const random = [...counts.values()];
  const candidates = random.filter(({ levels }) => levels.some((level, i) => level === 0 && i !== PLACE));
  const { rows } = world;
  return {
    spec: TEST_SPEC,
    version: 't',
    source: 'made up',
    trainedAt: new Date(0),
    rows,
    possiblePairs,
    candidates,
    random,
  };
}

const PLACE = 2;
