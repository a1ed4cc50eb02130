import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { Dice } from '../../shared/dice.ts';
import { COHORT_CODES, COHORT_FILTERS, COHORT_ITEMS, type CohortItemCode } from './cohort-items.ts';

type Answer = 'yes' | 'no' | 'unknown';

/** `unknownShare`: answers that nobody gave, whatever they would have been. */
export type CohortOptions = { cases: number; baseRate: number; seed: number; unknownShare?: number };

/** An invented case whose truth is known. `probability`: of the outcome, as the generator itself drew it. */
export type CohortCase = {
  id: string;
  answers: Readonly<Record<CohortItemCode, Answer>>;
  outcome: boolean;
  probability: number;
  /** For audit by group only: never an input. */
  force: string;
  suspectSex: 'female' | 'male';
};

const FORCES = ['Northmoor', 'Eastvale', 'Southmere', 'Westholt'] as const;
/** Share of women among suspects. Chosen: few, as in every published sample. */
const WOMEN = 0.05;
/** Cases on which the intercept is set, so that the base rate is that of the generator and not of one draw. */
const TUNING = 20_000;
/** How much answers of one filter, and all answers, hang together: standard deviations on the probit scale. Chosen. */
const WITHIN_FILTER = 0.5;
const ACROSS = 0.35;

/** The same options give the same cases on every machine. Throws nothing: 0 < base rate < 1 is the caller's promise. */
export function makeCohort({ cases, baseRate, seed, unknownShare = 0 }: CohortOptions): CohortCase[] {
  const intercept = interceptFor(baseRate);
  const dice = new Dice(seed).fork('cohort');
  const hiding = new Dice(seed).fork('unknown answers');
  return Array.from({ length: cases }, (_, i): CohortCase => {
    const held = drawAnswers(dice);
    const probability = 1 / (1 + Math.exp(-intercept - lineOf(held)));
    const answers = Object.fromEntries(
      COHORT_CODES.map((code) => [code, hiding.chance(unknownShare) ? 'unknown' : held[code] ? 'yes' : 'no']),
    ) as CohortCase['answers'];
    return {
      id: `case-${String(i + 1).padStart(6, '0')}`,
      answers,
      outcome: dice.chance(probability),
      probability,
      force: dice.pick(FORCES),
      suspectSex: dice.chance(WOMEN) ? 'female' : 'male',
    };
  });
}

type Held = Record<CohortItemCode, boolean>;

/** Answers hang together through one hidden tendency of the case and one for each filter. */
function drawAnswers(dice: Dice): Held {
  const across = ACROSS * standardNormal(dice);
  const within = Object.fromEntries(
    Object.keys(COHORT_FILTERS).map((filter) => [filter, WITHIN_FILTER * standardNormal(dice)]),
  );
  const spread = Math.sqrt(1 + ACROSS ** 2 + WITHIN_FILTER ** 2);
  return Object.fromEntries(
    COHORT_CODES.map((code) => {
      const { usual, filter } = COHORT_ITEMS[code];
      const threshold = normalQuantile(1 - usual, 0, 1) * spread;
      return [code, across + within[filter]! + standardNormal(dice) > threshold];
    }),
  ) as Held;
}

function standardNormal(dice: Dice): number {
  return normalQuantile(Math.max(1e-9, dice.share()), 0, 1);
}

function lineOf(held: Held): number {
  return COHORT_CODES.reduce((sum, code) => sum + (held[code] ? COHORT_ITEMS[code].logOdds : 0), 0);
}

/** By halving: the share of positives rises with the intercept. */
function interceptFor(baseRate: number): number {
  const dice = new Dice(0).fork('tuning');
  const lines = Array.from({ length: TUNING }, () => lineOf(drawAnswers(dice)));
  let [low, high] = [-20, 20];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    const share = lines.reduce((sum, line) => sum + 1 / (1 + Math.exp(-middle - line)), 0) / lines.length;
    if (share < baseRate) low = middle;
    else high = middle;
  }
  return low;
}
