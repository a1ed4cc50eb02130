import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { causesOf, GATES, type GateFacts, type GateName, showGates, shutBy } from './gates.ts';
import {
  CLOCKED_STATES,
  ENDED_STATES,
  NOTICE_ACTIONS,
  NOTICE_LIFE,
  NOTICE_STATES,
  type NoticeAction,
  type NoticeState,
  nextNoticeState,
} from './notice.ts';
import { clockAfter, type Notice } from './notice-records.ts';

const STATES = Object.keys(NOTICE_STATES) as NoticeState[];
const ACTIONS = Object.keys(NOTICE_ACTIONS) as NoticeAction[];

type Lived = { state: NoticeState; before: NoticeState | null };

function live(actions: readonly NoticeAction[]): { path: Lived[]; done: NoticeAction[] } {
  const path: Lived[] = [{ state: 'draft', before: null }];
  const done: NoticeAction[] = [];
  for (const action of actions) {
    const { state, before } = path.at(-1)!;
    const to = nextNoticeState(state, action, before);
    if (to === null) continue;
    path.push({ state: to, before: to === 'suspended' ? state : null });
    done.push(action);
  }
  return { path, done };
}

test('whatever is done, a notice is out only after sending, and sending comes only from ready', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 }), (actions) => {
      const { path, done } = live(actions);
      done.forEach((action, i) => {
        if (action === 'send') assert.equal(path[i]!.state, 'ready');
      });
      const confirmed = path.findIndex(({ state }) => state === 'confirmed');
      if (confirmed >= 0) assert.equal(path[confirmed - 1]!.state, 'removed');
      const firstSent = done.indexOf('send');
      const out = path.findIndex(({ state }) => CLOCKED_STATES.includes(state));
      if (out >= 0) assert.ok(firstSent >= 0 && firstSent < out);
      const ended = path.findIndex(({ state }) => ENDED_STATES.includes(state));
      if (ended >= 0) assert.equal(ended, path.length - 1);
    }),
    { numRuns: 500 },
  );
});

test('taking up again leads where it was suspended, and nothing is suspended twice', () => {
  for (const state of STATES) {
    if (NOTICE_LIFE[state].suspend !== 'suspended') continue;
    assert.equal(nextNoticeState('suspended', 'resume', state), state);
  }
  assert.equal(nextNoticeState('suspended', 'suspend', 'sent'), null);
  assert.equal(nextNoticeState('suspended', 'send', 'ready'), null);
  assert.equal(nextNoticeState('suspended', 'remind', 'sent'), null);
});

test('every state can be reached, and every one but an end can be left', () => {
  const reached = new Set(['draft', ...STATES.flatMap((state) => Object.values(NOTICE_LIFE[state]))]);
  for (const state of STATES) {
    assert.ok(reached.has(state), state);
    assert.equal(Object.keys(NOTICE_LIFE[state]).length === 0, ENDED_STATES.includes(state), state);
  }
});

test('suspending and taking up again any number of times keeps what is left of the clock', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(500)), { maxLength: 8 }), (spans) => {
      let now = 0;
      let ran = 0;
      let notice = { state: 'sent', dueAt: at(24), remainingMs: null, stateSince: at(0) } as Notice;
      for (const [runs, stands] of spans) {
        now += runs;
        ran += runs;
        const stopped = clockAfter({ notice, action: 'suspend', by: '', at: at(now) }, 'suspended');
        assert.equal(stopped.dueAt, null);
        notice = { ...notice, ...stopped, state: 'suspended', stateSince: at(now) };
        now += stands;
        const resumed = clockAfter({ notice, action: 'resume', by: '', at: at(now) }, 'sent');
        assert.equal(resumed.addStoppedMs, stands * 3_600_000);
        notice = { ...notice, ...resumed, state: 'sent', stateSince: at(now) };
      }
      assert.equal(notice.dueAt?.getTime(), at(now + 24 - ran).getTime());
    }),
  );
});

const OPEN: GateFacts = {
  preserved: true,
  units: [],
  nobodyInvestigates: true,
  guarded: [],
  alarmed: [],
  overrides: [],
};
const HOLDING = { unitId: 'kent', referralIds: ['r1'], answer: null, until: null, reason: null };

const SHUT: Record<GateName, Partial<GateFacts>> = {
  preservation: { preserved: false },
  release: { units: [HOLDING] },
  guard: { guarded: ['r2'] },
  alarm: { alarmed: ['r3'] },
};

for (const gate of Object.keys(GATES) as GateName[]) {
  test(`"${GATES[gate].label}": alone it shuts the way, and an override of another gate does not open it`, () => {
    assert.deepEqual(causesOf(OPEN), []);
    const facts = { ...OPEN, ...SHUT[gate] };
    const [cause] = shutBy(causesOf(facts));
    assert.equal(cause?.gate, gate);
    const others = (Object.keys(GATES) as GateName[]).filter((one) => one !== gate);
    const wrong = others.map((one) => ({ gate: one, covers: [cause!.key] }));
    assert.equal(shutBy(causesOf({ ...facts, overrides: wrong })).length, 1);
    const right = { gate, covers: [cause!.key] };
    assert.equal(shutBy(causesOf({ ...facts, overrides: [right] })).length, 0);
  });
}

test('who may see nothing of a guarded referral sees the gates as if it were not there, and "held"', () => {
  const answers = fc.constantFrom('yes', 'not-yet', null) as fc.Arbitrary<'yes' | 'not-yet' | null>;
  const facts = fc.record({
    preserved: fc.boolean(),
    nobodyInvestigates: fc.boolean(),
    alarmed: fc.subarray(['open1', 'hidden1']),
    guarded: fc.subarray(['hidden1', 'hidden2']),
    units: fc.tuple(answers, answers).map(([one, other]) => [
      { ...HOLDING, referralIds: ['open1'], answer: one },
      { ...HOLDING, unitId: 'essex', referralIds: ['hidden1'], answer: other },
    ]),
    overrides: fc.constant([]),
  });
  fc.assert(
    fc.property(facts, (all) => {
      const without: GateFacts = {
        ...all,
        alarmed: all.alarmed.filter((id) => id === 'open1'),
        guarded: [],
        units: all.units.slice(0, 1),
      };
      const shown = showGates(all, new Set(['open1']));
      assert.deepEqual(shown.gates, showGates(without, new Set(['open1'])).gates);
      assert.equal(JSON.stringify(shown).includes('hidden'), false);
      assert.equal(JSON.stringify(shown).includes('essex'), false);
      const isShut = shutBy(causesOf(all)).length > 0;
      assert.equal(shown.held || shown.gates.some(({ holds }) => !holds), isShut);
    }),
  );
});
