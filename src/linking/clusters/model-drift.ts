import type { LinkModel } from '../model/link-model.ts';

/** A pair that was scored lately: the level of each attribute (255: unknown), and the probability that it is one person. */
export type RecentPair = { levels: ArrayLike<number>; probability: number };

export type DriftVerdict = 'too-few' | 'steady' | 'shifting' | 'drifted';

/** How far what was seen lately lies from what the model was trained on. */
export type Drift = {
  /** The name of an attribute, or "share-of-links". */
  name: string;
  /** Population stability index; 0 is no change. */
  index: number;
  verdict: DriftVerdict;
  /** What moved most. */
  mostMoved: { label: string; expected: number; seen: number };
};

export type ModelDrift = { verdict: DriftVerdict; pairs: number; parts: Drift[] };

/** Below the first all is steady, from the second on the model no longer fits. Source: Siddiqi, Credit Risk Scorecards, 2006. */
const SHIFTING_FROM = 0.1;
const DRIFTED_FROM = 0.25;
const VERDICTS: readonly DriftVerdict[] = ['too-few', 'steady', 'shifting', 'drifted'];

type Cell = { label: string; expected: number; seen: number };

/**
 * Whether a model still fits: for pairs it believes to be one person, the levels of each attribute against its m.
 * `everyCandidate`: the pairs are all candidates, not only those kept as links; then the share that it links is held
 * against that of its training too. Retraining is a person's decision.
 */
export function driftOfModel(
  model: LinkModel,
  recent: readonly RecentPair[],
  { everyCandidate = false }: { everyCandidate?: boolean } = {},
): ModelDrift {
  const parts = [
    ...(everyCandidate ? [shareOfLinks(model, recent)] : []),
    ...model.attributes.map(({ name, levels }, at) =>
      driftOf(
        name,
        levels.map(({ label, m }, level) => ({ label, expected: m, seen: seenAt(recent, at, level) })),
      ),
    ),
  ];
  const worst = Math.max(0, ...parts.map(({ verdict }) => VERDICTS.indexOf(verdict)));
  return { verdict: VERDICTS[worst]!, pairs: recent.length, parts };
}

function seenAt(recent: readonly RecentPair[], attribute: number, level: number): number {
  return recent.reduce(
    (sum, { levels, probability }) => sum + (levels[attribute] === level ? probability : 0),
    0,
  );
}

function shareOfLinks({ trainedOn, diagnostics }: LinkModel, recent: readonly RecentPair[]): Drift {
  const expected = Math.min(1, diagnostics.expectedMatches / Math.max(1, trainedOn.candidatePairs));
  const linked = recent.reduce((sum, { probability }) => sum + probability, 0);
  return driftOf('share-of-links', [
    { label: 'linked', expected, seen: linked },
    { label: 'not linked', expected: 1 - expected, seen: recent.length - linked },
  ]);
}

/** `expected`: shares; `seen`: counts. Half a pair is added to each cell, so that an empty one is no infinity. */
function driftOf(name: string, cells: readonly Cell[]): Drift {
  const pairs = sumOf(cells.map(({ seen }) => seen));
  const all = pairs + cells.length / 2;
  const shares = cells.map(({ label, expected, seen }) => ({
    label,
    expected: (expected * pairs + 0.5) / all,
    seen: (seen + 0.5) / all,
  }));
  const index = sumOf(shares.map(movement));
  const mostMoved = shares.reduce((most, cell) => (movement(cell) > movement(most) ? cell : most));
  return { name, index, verdict: verdictOf(index, chanceAlone(cells.length, pairs)), mostMoved };
}

function movement({ expected, seen }: Cell): number {
  return (seen - expected) * Math.log(seen / expected);
}

function verdictOf(index: number, byChance: number): DriftVerdict {
  if (byChance > SHIFTING_FROM) return 'too-few';
  if (index < Math.max(SHIFTING_FROM, byChance)) return 'steady';
  return index < DRIFTED_FROM ? 'shifting' : 'drifted';
}

/**
 * What the index exceeds once in 20 samples of an unchanged population: chi-squared over the pairs (Yurdakul 2018), its
 * quantile by Wilson and Hilferty 1931.
 */
function chanceAlone(cells: number, pairs: number): number {
  const free = Math.max(1, cells - 1);
  const spread = 2 / (9 * free);
  return (free * (1 - spread + 1.644854 * Math.sqrt(spread)) ** 3) / Math.max(1, pairs);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
