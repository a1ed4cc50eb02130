import fc from 'fast-check';
import type { BenchResult, RunOptions } from '../../checks/named-runs.ts';
import { tryEveryAnswer } from '../../src/assessment/instruments/brute-force.ts';
import { type Answers, type Instrument, UNKNOWN } from '../../src/assessment/instruments/definition.ts';
import { bandOf } from '../../src/assessment/instruments/evaluate.ts';
import { bandDistribution, valueOfInformation } from '../../src/assessment/instruments/information.ts';
import { SHIPPED_INSTRUMENTS } from '../../src/assessment/instruments/shipped.ts';
import { partlyAnswered } from '../../src/assessment/instruments/test-instruments.ts';
import { Dice } from '../../src/shared/dice.ts';

export const title =
  'Ranges, shares and the worth of enquiries against trying every answer, and the time they take';

/** Sources: issue "Assessment that can be trusted". */
const PROMISED_ANSWERS = 10_000;
const PROMISED_MS = 5;
const CLOSE = 1e-9;
/** One shipped answer sheet is tried in full only where so few ways of answering are left. */
const MOST_WAYS = 4_000;

/**
 * Options: `answers`, `seed`. Half of the partial answers are to random instruments of up to seven items, whose worse
 * answers may well lower the band; half to the instruments that are shipped.
 */
export async function run(options: RunOptions): Promise<BenchResult> {
  const answers = Number(options['answers'] ?? PROMISED_ANSWERS);
  const seed = Number(options['seed'] ?? 5);
  const random = fc.sample(partlyAnswered(1, 7), { numRuns: Math.ceil(answers / 2), seed });
  const shipped = sheets(new Dice(seed), Math.floor(answers / 2));
  const wrong = { ranges: 0, shares: 0, worth: 0 };
  for (const sheet of [...random, ...shipped]) {
    const differs = differences(sheet.instrument, sheet.answers);
    for (const what of differs) wrong[what] += 1;
  }
  const blank = SHIPPED_INSTRUMENTS.map((instrument) => ({ instrument, answers: {} }));
  const times = [...shipped, ...blank].map(timeOne);
  const slowest = Math.max(...times);
  const equal = answers - Math.max(wrong.ranges, wrong.shares, wrong.worth);
  return {
    ratio: Math.min(equal / answers, 1) * Math.min(1, PROMISED_MS / quantile(times, 0.999)),
    ratioOf:
      'partial answers that equal trying every answer / partial answers, times 5 ms promised / p99.9 if slower',
    facts: {
      answers,
      'ranges that differ': wrong.ranges,
      'shares that differ by 1e-9': wrong.shares,
      'worths that differ by 1e-9': wrong.worth,
      'median ms of one assessment': quantile(times, 0.5).toFixed(3),
      'p99.9 ms': quantile(times, 0.999).toFixed(3),
      'slowest ms': slowest.toFixed(3),
    },
  };
}

type Sheet = { instrument: Instrument; answers: Answers };

/** Answer sheets of the shipped instruments, few enough of them open to be tried in full. */
function sheets(dice: Dice, count: number): Sheet[] {
  return Array.from({ length: count }, () => {
    const instrument = dice.pick(SHIPPED_INSTRUMENTS);
    const share = dice.chance(0.3) ? 0.95 : 0.75;
    const answers: Record<string, string> = {};
    for (const { code, options } of instrument.items)
      if (dice.chance(share)) answers[code] = dice.pick(options).value;
    let ways = 1;
    for (const { code, options } of instrument.items) {
      if (answers[code] !== undefined) continue;
      ways *= options.length;
      if (ways > MOST_WAYS) answers[code] = dice.pick(options).value;
      if (ways > MOST_WAYS) ways /= options.length;
    }
    return { instrument, answers };
  });
}

function differences(instrument: Instrument, answers: Answers): ('ranges' | 'shares' | 'worth')[] {
  const range = bandOf(instrument, answers);
  const tried = tryEveryAnswer(instrument, answers);
  const bands = instrument.bands.map(({ code }) => code).filter((code) => tried.bands.has(code));
  const isRange = bands.join() === range.reachable.join();
  const areShares = bandDistribution(instrument, answers).every(
    ({ band, share }) => Math.abs(share - (tried.shares.get(band) ?? 0)) < CLOSE,
  );
  return [
    ...(isRange ? [] : (['ranges'] as const)),
    ...(areShares ? [] : (['shares'] as const)),
    ...(isWorth(instrument, answers, range.band) ? [] : (['worth'] as const)),
  ];
}

/** The enquiry that is offered first, against each of its answers. */
function isWorth(instrument: Instrument, answers: Answers, now: string): boolean {
  const worth = valueOfInformation(instrument, answers);
  return worth.slice(0, 2).every(({ item: code, changes, settles, bits }) => {
    const item = instrument.items.find((one) => one.code === code)!;
    let [changed, settled, left] = [0, 0, 0];
    for (const { value, share = 1 / item.options.length } of item.options) {
      const given = { ...answers, [code]: value };
      const tried = tryEveryAnswer(instrument, given);
      if (proposedOf(instrument, tried.bands) !== now) changed += share;
      if (tried.bands.size === 1) settled += share;
      left += share * entropyOf(tried.shares.values());
    }
    const gained = Math.max(0, entropyOf(tryEveryAnswer(instrument, answers).shares.values()) - left);
    return [changes - changed, settles - settled, bits - gained].every((by) => Math.abs(by) < CLOSE);
  });
}

function proposedOf({ bands, caution }: Instrument, reached: ReadonlySet<string>): string {
  const codes = bands.map(({ code }) => code);
  const places = [...reached].map((code) => codes.indexOf(code));
  const [lowest, highest] = [Math.min(...places), Math.max(...places)];
  if (!caution || highest < codes.indexOf(caution.ifReachable)) return codes[lowest]!;
  return codes[Math.max(lowest, codes.indexOf(caution.propose))]!;
}

function entropyOf(shares: Iterable<number>): number {
  return [...shares].reduce((bits, share) => (share > 0 ? bits - share * Math.log2(share) : bits), 0);
}

/** All that one page shows, once the instrument is compiled; the least of three, as the machine does other things too. */
function timeOne({ instrument, answers }: Sheet): number {
  const open = Object.fromEntries(
    Object.entries(answers).map(([code, value], i) => [code, i % 2 ? value : UNKNOWN]),
  );
  const times = [1, 2, 3].map(() => {
    const startedMs = performance.now();
    bandOf(instrument, open);
    bandDistribution(instrument, open);
    valueOfInformation(instrument, open);
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
