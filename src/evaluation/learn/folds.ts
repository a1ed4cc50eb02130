import { Dice } from '../../shared/dice.ts';

/** The number of the fold of each of these rows: each kind of outcome is dealt out evenly, in an order that the seed decides. */
export function assignFolds(
  outcomes: Uint8Array,
  rows: Uint32Array,
  { folds, seed }: { folds: number; seed: number },
): Uint8Array {
  const dice = new Dice(seed);
  const foldOf = new Uint8Array(rows.length);
  for (const kind of [1, 0]) {
    const members = [...rows.keys()].filter((place) => outcomes[rows[place]!] === kind);
    dice.shuffle(members).forEach((place, i) => {
      foldOf[place] = i % folds;
    });
  }
  return foldOf;
}

/** The rows of a fold, and those outside it. */
export function splitBy(
  rows: Uint32Array,
  foldOf: Uint8Array,
  fold: number,
): { inside: Uint32Array; outside: Uint32Array } {
  return {
    inside: rows.filter((_, place) => foldOf[place] === fold),
    outside: rows.filter((_, place) => foldOf[place] !== fold),
  };
}
