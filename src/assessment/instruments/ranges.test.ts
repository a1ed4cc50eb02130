import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tryEveryAnswer } from './brute-force.ts';
import { type Answers, type Instrument, UNKNOWN } from './definition.ts';
import { bandOf } from './evaluate.ts';
import { bandDistribution, valueOfInformation } from './information.ts';
import { answersTo, partlyAnswered, sampleInstrument } from './test-instruments.ts';

// The full count is run by `npm run bench -- assess`.
const RUNS = { numRuns: 250, seed: 5 };

function knownOnly(answers: Answers): [string, string][] {
  return Object.entries(answers).filter(([, value]) => value !== UNKNOWN);
}

function inOrder({ bands }: Instrument, codes: Iterable<string>): string[] {
  const found = new Set(codes);
  return bands.map(({ code }) => code).filter((code) => found.has(code));
}

test('the bands that can be reached are those that trying every answer reaches', () => {
  fc.assert(
    fc.property(partlyAnswered(), ({ instrument, answers }) => {
      const { reachable, lowest, highest } = bandOf(instrument, answers);
      const tried = inOrder(instrument, tryEveryAnswer(instrument, answers).bands);
      assert.deepEqual(reachable, tried);
      assert.deepEqual([lowest, highest], [tried[0], tried.at(-1)]);
    }),
    RUNS,
  );
});

test('the chance of each band is the sum over every way of answering', () => {
  fc.assert(
    fc.property(partlyAnswered(), ({ instrument, answers }) => {
      const { shares } = tryEveryAnswer(instrument, answers);
      for (const { band, share } of bandDistribution(instrument, answers))
        assert.ok(Math.abs(share - (shares.get(band) ?? 0)) < 1e-9);
    }),
    RUNS,
  );
});

test('an open item is one whose answer can still change the band, and no other', () => {
  fc.assert(
    fc.property(partlyAnswered(1, 5), ({ instrument, answers }) => {
      const { open } = bandOf(instrument, answers);
      assert.deepEqual(open, itemsThatMatter(instrument, answers));
    }),
    RUNS,
  );
});

/** By comparing, for each unknown item, what every answer to the others comes to under each of its options. */
function itemsThatMatter(instrument: Instrument, answers: Answers): string[] {
  const isKnown = (code: string) => (answers[code] ?? UNKNOWN) !== UNKNOWN;
  return instrument.items
    .filter((item) => !isKnown(item.code))
    .filter((item) => {
      const others = { ...instrument, items: instrument.items.filter(({ code }) => code !== item.code) };
      return everyAnswer(others, answers).some(
        (rest) =>
          new Set(item.options.map(({ value }) => tryOne(instrument, { ...rest, [item.code]: value }))).size >
          1,
      );
    })
    .map(({ code }) => code);
}

function tryOne(instrument: Instrument, answers: Answers): string {
  return [...tryEveryAnswer(instrument, answers).bands].join();
}

function everyAnswer({ items }: Instrument, answers: Answers): Answers[] {
  return items.reduce<Answers[]>(
    (ways, { code, options }) => {
      const known = answers[code] ?? UNKNOWN;
      const values = known === UNKNOWN ? options.map(({ value }) => value) : [known];
      return ways.flatMap((way) => values.map((value) => ({ ...way, [code]: value })));
    },
    [{}],
  );
}

test('what an enquiry is worth is what each of its answers would change', () => {
  fc.assert(
    fc.property(partlyAnswered(1, 5), ({ instrument, answers }) => {
      const now = bandOf(instrument, answers);
      const worth = valueOfInformation(instrument, answers);
      assert.deepEqual(new Set(worth.map(({ item }) => item)), new Set(now.open));
      for (const { item, changes, settles, bits } of worth) {
        const tried = tryEnquiry(instrument, answers, item);
        assert.ok(Math.abs(changes - tried.changes) < 1e-9);
        assert.ok(Math.abs(settles - tried.settles) < 1e-9);
        assert.ok(Math.abs(bits - tried.bits) < 1e-9);
      }
      assert.deepEqual(
        worth,
        [...worth].sort((a, b) => b.changes - a.changes || b.bits - a.bits),
      );
    }),
    RUNS,
  );
});

function tryEnquiry(instrument: Instrument, answers: Answers, code: string) {
  const item = instrument.items.find((one) => one.code === code)!;
  const entropy = (given: Answers) =>
    [...tryEveryAnswer(instrument, given).shares.values()].reduce((sum, p) => sum - p * Math.log2(p), 0);
  const now = bandOf(instrument, answers).band;
  let [changes, settles, after] = [0, 0, 0];
  for (const { value, share = 1 / item.options.length } of item.options) {
    const given = { ...answers, [code]: value };
    if (bandOf(instrument, given).band !== now) changes += share;
    if (tryEveryAnswer(instrument, given).bands.size === 1) settles += share;
    after += share * entropy(given);
  }
  return { changes, settles, bits: Math.max(0, entropy(answers) - after) };
}

test('the answers that drive a band hold it by themselves, and none of them could be left out', () => {
  fc.assert(
    fc.property(partlyAnswered(), ({ instrument, answers }) => {
      const { lowest, highest, drivers } = bandOf(instrument, answers);
      const order = instrument.bands.map(({ code }) => code);
      const only = (codes: readonly string[]) =>
        Object.fromEntries(knownOnly(answers).filter(([code]) => codes.includes(code)));
      const raised = (codes: readonly string[]) =>
        order.indexOf(bandOf(instrument, only(codes)).lowest) >= order.indexOf(lowest);
      const limited = (codes: readonly string[]) =>
        order.indexOf(bandOf(instrument, only(codes)).highest) <= order.indexOf(highest);
      for (const [codes, holds] of [[drivers.raises, raised] as const, [drivers.limits, limited] as const]) {
        assert.ok(holds(codes));
        for (const left of codes) assert.ok(!holds(codes.filter((code) => code !== left)));
      }
    }),
    RUNS,
  );
});

test('an answer never widens the range, and unknown is the same as no answer', () => {
  fc.assert(
    fc.property(
      partlyAnswered().chain((one) => answersTo(one.instrument).map((more) => ({ ...one, more }))),
      ({ instrument, answers, more }) => {
        const before = bandOf(instrument, answers).reachable;
        const after = bandOf(instrument, { ...more, ...Object.fromEntries(knownOnly(answers)) }).reachable;
        assert.ok(after.every((band) => before.includes(band)));
        assert.deepEqual(bandOf(instrument, Object.fromEntries(knownOnly(answers))).reachable, before);
      },
    ),
    RUNS,
  );
});

test('caution proposes more than the lowest while the highest can be reached, and never more than that', () => {
  const cautious = sampleInstrument({ caution: { ifReachable: 'high', propose: 'high' } });
  assert.equal(bandOf(cautious, {}).band, 'high');
  assert.equal(bandOf(cautious, { a: 'o0', b: 'o0' }).band, 'low');
  assert.equal(bandOf(sampleInstrument(), {}).band, 'low');
});

test('an answer that the instrument does not have is refused by name', () => {
  assert.throws(
    () => bandOf(sampleInstrument(), { z: 'o1', a: 'maybe' }),
    (problem: { code: string; faults: { path: string }[] }) =>
      problem.code === 'assessment.unknown-answer' && problem.faults.map(({ path }) => path).join() === 'z,a',
  );
});
