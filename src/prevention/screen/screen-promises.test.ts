import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScreenEvent } from '../events/screen-event.ts';
import { type CompiledRule, defaultRules } from '../rules/load-rules.ts';
import { makeWorld } from '../simulate/make-world.ts';
import { createScreen } from './create-screen.ts';
import type { Decision } from './decision.ts';
import type { SavedScreen } from './screen-types.ts';

const RULES = defaultRules();
const START = Date.parse('2026-03-01T12:00:00Z');
const SMALL = { accounts: 200, pairs: 200, streams: 50, recentEvents: 100 };

function decide(events: readonly ScreenEvent[], rules = RULES): Decision[] {
  const screen = createScreen({ rules });
  return events.flatMap((event) => screen.take(event));
}

function frame(
  id: string,
  change: Partial<ScreenEvent & { type: 'frame.hashed' }> = {},
  seconds = 0,
): ScreenEvent {
  return {
    type: 'frame.hashed',
    id,
    time: new Date(START + seconds * 1_000).toISOString(),
    source: 'test',
    stream: 's',
    pdq: 'a0'.repeat(32),
    quality: 90,
    hits: [{ list: 'bureau', meaning: 'harmful', distance: 0 }],
    ...change,
  };
}

function payment(i: number, payer: string, beneficiary: string): ScreenEvent {
  return {
    type: 'payment',
    id: `p${i}`,
    time: new Date(START + i * 1_000).toISOString(),
    source: 'test',
    amountMinor: 5_000,
    currency: 'GBP',
    method: 'remittance',
    payer: { account: payer, country: 'GB', utcOffsetMinutes: 0 },
    beneficiary: { account: beneficiary, country: 'PH', utcOffsetMinutes: 480 },
  };
}

for (const [what, change] of [
  ['of poor quality', { quality: 49 }],
  ['at a distance', { hits: [{ list: 'l', meaning: 'harmful' as const, distance: 1 }] }],
  [
    'that somebody disputes',
    { hits: [{ list: 'l', meaning: 'harmful' as const, distance: 0, disputed: true }] },
  ],
  [
    'that another list says is of no concern',
    {
      hits: [
        { list: 'l', meaning: 'harmful' as const, distance: 0 },
        { list: 'n', meaning: 'not-of-concern' as const, distance: 3 },
      ],
    },
  ],
  ['that is a meme', { hits: [{ list: 'm', meaning: 'meme' as const, distance: 0 }] }],
] as const) {
  test(`a frame ${what} interrupts nothing`, () => {
    assert.ok(
      decide([frame('f', { ...change, hits: change.hits ? [...change.hits] : undefined } as never)]).every(
        ({ action }) => action !== 'interrupt-and-report',
      ),
    );
  });
}

test('a stream that shows known material is one incident, however many frames show it, and however late', () => {
  const late = frame('f9', {}, -3_600);
  const decisions = decide([frame('f1'), frame('f2', {}, 10), frame('f1'), late]);
  assert.deepEqual(
    decisions.map(({ action, change, evidence }) => ({ action, change, evidence })),
    [{ action: 'interrupt-and-report', change: 'raised', evidence: ['f1'] }],
  );
  const [tooLate] = decide([frame('f0', { stream: 'other', hits: [] }), payment(5_000, 'a', 'b'), late]);
  assert.equal(tooLate?.action, 'interrupt-and-report');
  assert.equal(tooLate?.incidentKey, decisions[0]?.incidentKey);
});

test('a frame is looked up where it brings no hits', () => {
  const screen = createScreen({
    rules: RULES,
    lookup: () => [{ list: 'local', meaning: 'harmful', distance: 0 }],
  });
  const { hits, ...unseen } = frame('f1') as ScreenEvent & { type: 'frame.hashed' };
  assert.equal(hits?.length, 1);
  assert.equal(screen.take(unseen)[0]?.action, 'interrupt-and-report');
});

test('no rule alone holds anything in a generated world, even where one point is enough to hold', () => {
  const { events } = makeWorld({ seed: 5, accounts: 600 });
  for (const only of RULES.rules) {
    const rules = { ...RULES, rules: [heavy(only)], document: { ...RULES.document, watch: 0.5, hold: 1 } };
    const acted = decide(events, rules).filter(({ action }) => action === 'hold');
    assert.deepEqual(acted, [], only.rule.id);
  }
});

function heavy(compiled: CompiledRule): CompiledRule {
  return { ...compiled, rule: { ...compiled.rule, weight: 10 } };
}

test('in generated worlds nothing is ever held against a child or young person who is extorted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      const { cases, events } = makeWorld({ seed, accounts: 600 });
      const victims = new Set(
        cases.flatMap(({ roles }) =>
          [...roles].filter(([, role]) => role === 'extorted-child').map(([account]) => account),
        ),
      );
      const against = decide(events).filter(({ action, roleOf }) => action === 'hold' && victims.has(roleOf));
      assert.deepEqual(against, []);
    }),
    { numRuns: 25 },
  );
});

test('a flood of accounts that are seen once forgets its like, and keeps what is raised and what is regular', () => {
  const screen = createScreen({ rules: RULES, capacity: SMALL });
  const told = {
    type: 'account.signal',
    id: 'x',
    time: new Date(START).toISOString(),
    source: 'test',
    account: 'child',
    signal: 'reported-being-extorted',
  } as const;
  assert.equal(screen.take(told)[0]?.action, 'watch');
  screen.take(payment(1, 'child', 'someone'));
  for (let i = 2; i < 20_000; i += 1) screen.take(payment(i, `flood-${i}`, `to-${i}`));
  const size = screen.size();
  assert.ok(size.accounts <= SMALL.accounts && size.pairs <= SMALL.pairs, JSON.stringify(size));
  assert.ok(size.recentEvents <= SMALL.recentEvents, JSON.stringify(size));
  assert.ok(screen.counts().forgotten > 50_000);
  const again = screen.take({ ...told, id: 'y', time: new Date(START + 2e7).toISOString() });
  assert.deepEqual(again, [], 'it is remembered that the child was raised before');
});

test('a late event on which thousands depend is taken last, once, and stops nothing', () => {
  const screen = createScreen({ rules: RULES });
  const busy = Array.from({ length: 5_000 }, (_, i) => ({
    ...payment(i, `payer-${i % 50}`, 'hub'),
    time: new Date(START + i).toISOString(),
  }));
  for (const event of busy) screen.take(event);
  const late = { ...payment(9_999, 'payer-1', 'hub'), time: new Date(START + 1).toISOString() };
  screen.take(late);
  screen.take(late);
  const { placedLast, putInOrder, duplicates } = screen.counts();
  assert.deepEqual({ placedLast, putInOrder, duplicates }, { placedLast: 1, putInOrder: 0, duplicates: 1 });
});

test('memory of one pair, one account and one stream is bounded', () => {
  const screen = createScreen({ rules: RULES, toleranceMs: 0 });
  for (let i = 0; i < 5_000; i += 1) screen.take(payment(i, `payer-${i % 500}`, 'one'));
  const body = JSON.stringify(screen.state().body);
  const biggest = Math.max(
    ...(JSON.parse(body).store.account.regulars as unknown[]).map((slot) => JSON.stringify(slot).length),
  );
  assert.ok(biggest < 20_000, String(biggest));
});

test('a saved screen that is none is refused', () => {
  for (const saved of [{ format: 2 }, { format: 1, body: {} }, { format: 1, body: null }])
    assert.throws(() => createScreen({ rules: RULES, saved: saved as unknown as SavedScreen }), {
      code: 'prevention.saved-state-differs',
    });
});

test('a screen that is restored under pressure forgets what it would have forgotten', () => {
  const events = Array.from({ length: 3_000 }, (_, i) =>
    payment(i, `a${(i * 7) % 500}`, `b${(i * 13) % 300}`),
  );
  const whole = createScreen({ rules: RULES, capacity: SMALL });
  for (const event of events) whole.take(event);
  const half = createScreen({ rules: RULES, capacity: SMALL });
  for (const event of events.slice(0, 1_500)) half.take(event);
  const saved = JSON.parse(JSON.stringify(half.state())) as SavedScreen;
  const restored = createScreen({ rules: RULES, capacity: SMALL, saved });
  for (const event of events.slice(1_500)) restored.take(event);
  assert.deepEqual(JSON.stringify(restored.state()), JSON.stringify(whole.state()));
});
