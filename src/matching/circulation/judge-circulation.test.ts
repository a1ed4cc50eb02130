import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strongestWave, type ViralState, WAVE_DAYS } from '../viral-state.ts';
import { ALONE_FILES, AROUND_DAYS, judgeCirculation, type WaveFacts } from './judge-circulation.ts';

/** An incident of one content in the simulated world. */
type Seen = { day: number; reporter: string; account: string | null; files: number; open: boolean };
type Dice = () => number;

/** Park and Miller's generator: the same seed tells the same story. */
function diceOf(seed: number): Dice {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const between = (dice: Dice, from: number, to: number) => from + Math.floor(dice() * (to - from + 1));
const many = (count: number, seen: (i: number) => Seen) => Array.from({ length: count }, (_, i) => seen(i));

/** Days after the start of a burst: half of it on the first two days. */
const burstDay = (dice: Dice) => 100 + Math.min(12, Math.floor(-Math.log(1 - dice()) * 2));

function judged(seen: readonly Seen[], listed: WaveFacts['listedAs'] = null): ViralState {
  const tally = Map.groupBy(seen, ({ day, reporter }) => `${day} ${reporter}`);
  const days = [...tally.values()].map((all) => ({
    day: all[0]!.day,
    reporter: all[0]!.reporter,
    incidents: all.length,
  }));
  const { state, lastDay } = strongestWave(days);
  return judgeCirculation(state, factsOf(seen, lastDay, listed));
}

function factsOf(seen: readonly Seen[], lastDay: number, listedAs: WaveFacts['listedAs']): WaveFacts {
  const wave = seen.filter(({ day }) => day > lastDay - WAVE_DAYS && day <= lastDay);
  const named = wave.flatMap(({ account }) => account ?? []);
  const perAccount = [...Map.groupBy(named, (account) => account).values()].map(({ length }) => length);
  return {
    incidents: wave.length,
    around: seen.filter(({ day }) => day > lastDay - WAVE_DAYS - AROUND_DAYS && day <= lastDay + AROUND_DAYS)
      .length,
    alone: wave.filter(({ files }) => files <= ALONE_FILES).length,
    withAccount: named.length,
    accounts: perAccount.length,
    ofOneAccount: Math.max(0, ...perAccount),
    inTheOpen: wave.filter(({ open }) => open).length,
    listedAs,
  };
}

/** Passed on in outrage: a burst over many services, each account once or twice, mostly the one picture. */
const circulation = (dice: Dice) =>
  many(between(dice, 40, 300), (i) => ({
    day: burstDay(dice),
    reporter: `r${between(dice, 1, 10)}`,
    account: dice() < 0.8 ? `passer-by ${dice() < 0.9 ? i : i - 1}` : null,
    files: dice() < 0.9 ? 1 : between(dice, 2, 6),
    open: dice() < 0.2,
  }));

/** One suspect with many uploads, told by the services that he uses. */
const oneSuspect = (dice: Dice) =>
  many(between(dice, 40, 300), () => ({
    day: burstDay(dice),
    reporter: `r${between(dice, 1, 6)}`,
    account: `suspect ${between(dice, 1, 3)}`,
    files: 1,
    open: false,
  }));

/** A known series that many trade, month after month, several files at a time. */
const series = (dice: Dice) => {
  const busiest = between(dice, 0, 120);
  return many(between(dice, 300, 900), (i) => ({
    day: dice() < 0.15 ? busiest : between(dice, 0, 120),
    reporter: `r${between(dice, 1, 12)}`,
    account: `suspect ${i % 250}`,
    files: between(dice, 3, 60),
    open: dice() < 0.05,
  }));
};

/** One known picture, told by itself by many, evenly through the months. */
const steady = (dice: Dice) =>
  many(between(dice, 300, 900), (i) => ({
    day: between(dice, 0, 120),
    reporter: `r${between(dice, 1, 12)}`,
    account: `suspect ${i}`,
    files: 1,
    open: dice() < 0.05,
  }));

/** A ring that passes one new picture round within days. */
const ring = (dice: Dice) =>
  many(between(dice, 20, 60), () => ({
    day: burstDay(dice),
    reporter: `r${between(dice, 1, 7)}`,
    account: `member ${between(dice, 1, 8)}`,
    files: between(dice, 1, 2),
    open: false,
  }));

/** A list was published: platforms find the known picture with their users, all in one week. */
const search = (dice: Dice) => circulation(dice).map((seen) => ({ ...seen, open: false }));

const RUNS = 200;
/** Of so many seeded runs, the share that ends in each state. */
function shares(world: (dice: Dice) => Seen[], listed: WaveFacts['listedAs'] = null) {
  const states = Array.from({ length: RUNS }, (_, seed) => judged(world(diceOf(seed * 7_919)), listed));
  return (state: ViralState) => states.filter((one) => one === state).length / RUNS;
}

test('what is passed on in outrage is called viral, in 95 of 100 simulated waves and more', () => {
  assert.ok(shares(circulation)('viral') >= 0.95);
});

test('one suspect, a ring, a traded series and steady known material are never called viral', () => {
  for (const [name, world] of Object.entries({ oneSuspect, ring, series, steady }))
    assert.equal(shares(world)('viral'), 0, name);
  for (const world of [series, steady])
    assert.ok(shares(world)('traded') >= 0.95, 'what is traded is called what it is');
});

test('known harmful content that platforms alone find in one week is a search, not a circulation', () => {
  assert.equal(shares(search, 'harmful')('viral'), 0);
  assert.ok(shares(circulation, 'harmful')('viral') >= 0.95, 'seen in the open, it circulates');
});

test('a meme list lowers the numbers that are needed, and replaces no other sign', () => {
  const few = many(6, (i) => ({ day: 100, reporter: `r${i % 3}`, account: `a${i}`, files: 1, open: false }));
  assert.equal(judged(few), 'possible');
  assert.equal(judged(few, 'meme'), 'viral');
  assert.notEqual(judged(oneSuspect(diceOf(3)), 'meme'), 'viral');
  assert.notEqual(judged(series(diceOf(3)), 'meme'), 'viral');
});

test('accounts that nobody names leave it open: it may circulate, and folds nothing', () => {
  const unnamed = circulation(diceOf(11)).map((seen) => ({ ...seen, account: null }));
  assert.equal(judged(unnamed), 'possible');
});
