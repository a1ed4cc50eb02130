import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rows, sql } from '../shared/db.ts';
import { testStore } from '../store/test-database.ts';
import { LIFE, nextState, STATES, type State } from './life.ts';

const ALL = Object.keys(STATES) as State[];
const reachable = (from: State): Set<State> => {
  const found = new Set<State>([from]);
  for (const state of found) for (const next of Object.values(LIFE[state])) found.add(next);
  return found;
};

describe('the life of a receipt', () => {
  it('begins open or in quarantine and reaches every state from there', () => {
    assert.deepEqual([...reachable('quarantined')].sort(), [...ALL].sort());
  });

  it('ends: from every state it can be disposed of, and nothing follows that', () => {
    for (const state of ALL) assert.ok(reachable(state).has('disposed'), state);
    assert.deepEqual(LIFE.disposed, {});
  });

  it('never leads out of quarantine but by repair, retraction or disposal', () => {
    assert.deepEqual(Object.keys(LIFE.quarantined).sort(), ['dispose', 'repair', 'retract']);
    assert.equal(nextState('quarantined', 'close'), undefined);
  });

  it('knows the states that the table allows, and no others', async () => {
    const bench = await testStore();
    const [check] = await rows(
      bench.ownerDb,
      sql<{
        text: string;
      }>`select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'referral_state_check'`,
    );
    const allowed = [...check!.text.matchAll(/'([a-z]+)'/g)].map(([, state]) => state);
    assert.deepEqual(allowed.sort(), [...ALL].sort());
    await bench.drop();
  });
});
