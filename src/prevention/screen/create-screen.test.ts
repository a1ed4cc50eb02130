import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScreenEvent } from '../events/screen-event.ts';
import { defaultRules } from '../rules/load-rules.ts';
import { createScreen } from './create-screen.ts';
import type { SavedScreen } from './screen-types.ts';
import { standing, story } from './test-events.ts';

const SHIPPED = defaultRules();
/** The shipped rules with lower thresholds, so that short stories raise and lower a lot. */
const RULES = { ...SHIPPED, document: { ...SHIPPED.document, watch: 2, hold: 3.2, keepHours: 1 } };
const HOUR_MS = 3_600_000;
const RUNS = { numRuns: 300 };

function decide(events: readonly ScreenEvent[], toleranceMs = HOUR_MS) {
  const screen = createScreen({ rules: RULES, toleranceMs });
  return events.flatMap((event) => screen.take(event));
}

test('the same events give the same decisions', () => {
  fc.assert(
    fc.property(story(), (events) => {
      assert.deepEqual(decide(events), decide(events));
    }),
    RUNS,
  );
});

test('generated stories do lead to decisions of every kind but interruption', () => {
  const actions = new Set(
    fc
      .sample(story(), { numRuns: 200, seed: 1 })
      .flatMap((events) => decide(events))
      .map(({ action }) => action),
  );
  assert.deepEqual([...actions].sort(), ['hold', 'watch']);
});

test('events that come twice are ignored the second time', () => {
  const twice = story().chain((events) =>
    fc.array(fc.nat(events.length - 1)).map((again) => ({ events, again })),
  );
  fc.assert(
    fc.property(twice, ({ events, again }) => {
      const doubled = events.flatMap((event, i) => [event, ...(again.includes(i) ? [event, event] : [])]);
      assert.deepEqual(decide(doubled), decide(events));
    }),
    RUNS,
  );
});

/** Events out of order: each is late by no more than the tolerance of an hour. */
const shuffled = story().chain((events) =>
  fc
    .array(fc.nat(3_500), { minLength: events.length, maxLength: events.length })
    .map((delays) => ({ events, late: lateBy(events, delays) })),
);

function lateBy(events: readonly ScreenEvent[], delaySeconds: readonly number[]): ScreenEvent[] {
  const arrives = events.map((event, i) => ({
    event,
    at: Date.parse(event.time) + delaySeconds[i]! * 1_000,
  }));
  return arrives.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

test('events out of order within the tolerance leave the decisions that order would have left', () => {
  fc.assert(
    fc.property(shuffled, ({ events, late }) => {
      assert.deepEqual(standing(decide(late)), standing(decide(events)));
    }),
    { numRuns: 1_000 },
  );
});

test('generated disorder does make the screen work decisions out anew, and withdraw some', () => {
  const stories = fc.sample(shuffled, { numRuns: 200, seed: 1 });
  const screens = stories.map(({ late }) => {
    const screen = createScreen({ rules: RULES, toleranceMs: HOUR_MS });
    const decisions = late.flatMap((event) => screen.take(event));
    return {
      withdrawn: decisions.filter(({ withdraws }) => withdraws.length > 0).length,
      ...screen.counts(),
    };
  });
  assert.ok(screens.some(({ withdrawn }) => withdrawn > 0));
  assert.ok(screens.filter(({ putInOrder }) => putInOrder > 0).length > 100);
});

test('a saved and restored screen goes on as though nothing had happened', () => {
  const cut = shuffled.chain(({ late }) => fc.nat(late.length).map((at) => ({ late, at })));
  fc.assert(
    fc.property(cut, ({ late, at }) => {
      const screen = createScreen({ rules: RULES, toleranceMs: HOUR_MS });
      const before = late.slice(0, at).flatMap((event) => screen.take(event));
      const saved = JSON.parse(JSON.stringify(screen.state())) as SavedScreen;
      const restored = createScreen({ rules: RULES, toleranceMs: HOUR_MS, saved });
      const after = late.slice(at).flatMap((event) => restored.take(event));
      assert.deepEqual([...before, ...after], decide(late));
      assert.deepEqual(restored.counts(), countsOf(late));
    }),
    RUNS,
  );
});

function countsOf(events: readonly ScreenEvent[]) {
  const screen = createScreen({ rules: RULES, toleranceMs: HOUR_MS });
  for (const event of events) screen.take(event);
  return screen.counts();
}
