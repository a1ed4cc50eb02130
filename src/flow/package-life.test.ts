import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { HELD_STATES, PACKAGE_STATES, packagesOf } from '../dissemination/index.ts';
import { referralHeader } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import {
  acknowledgePackage,
  disseminateReferral,
  preparePackage,
  proveConservation,
  recordOutcome,
  refusePackage,
  reroutePackage,
  sendPackage,
  withdrawPackage,
} from './index.ts';
import { plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const reason = 'told-by-force' as const;

/** Every act on packages, tried on the package that `pick` points at, whatever state it is in. */
const ACTS: Record<string, (referralId: string, packageId: string) => Promise<unknown>> = {
  disseminate: (referralId) => {
    const packages = [{ unitId: 'kent', purpose: 'suspect' as const, reason, supplement: true }];
    return disseminateReferral(bureau.store, bureau.analyst, { referralId, packages }, bureau.signer);
  },
  prepare: (referralId) =>
    preparePackage(
      bureau.store,
      bureau.analyst,
      { referralId, unitId: 'kent', purpose: 'child', reason, supplement: true },
      bureau.signer,
    ),
  send: (_, packageId) => sendPackage(bureau.store, bureau.analyst, packageId),
  acknowledge: (_, packageId) => acknowledgePackage(bureau.store, bureau.kentOfficer, { packageId }),
  refuse: (_, packageId) =>
    refusePackage(bureau.store, bureau.kentOfficer, { packageId, reason: 'wrong-area' }),
  reroute: (_, packageId) =>
    reroutePackage(bureau.store, bureau.analyst, { packageId, unitId: 'kent', reason }, bureau.signer),
  withdraw: (_, packageId) =>
    withdrawPackage(bureau.store, bureau.analyst, { packageId, reason: 'superseded' }),
  outcome: (_, packageId) =>
    recordOutcome(bureau.store, bureau.kentOfficer, { packageId, status: 'ongoing' }),
};

const REFUSED = [
  'dissemination.package-step-not-possible',
  'dissemination.package-not-found',
  'dissemination.already-sent',
];
const NO_PACKAGE = '00000000-0000-7000-8000-000000000000';

async function tryAct(act: string, referralId: string, pick: number): Promise<void> {
  const packages = await packagesOf(bureau.store.db, referralId);
  const packageId = packages[pick % Math.max(1, packages.length)]?.id ?? NO_PACKAGE;
  try {
    await ACTS[act]!(referralId, packageId);
  } catch (problem) {
    assert.ok(problem instanceof Problem && REFUSED.includes(problem.code), `${act}: ${problem}`);
  }
}

test('whatever is tried in whatever order, every state is known and nothing disappears', async () => {
  const acts = fc.array(fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(5)), {
    minLength: 4,
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (tried) => {
      const referralId = await plantReferral(bureau);
      for (const [act, pick] of tried) await tryAct(act, referralId, pick);
      const packages = await packagesOf(bureau.store.db, referralId);
      for (const { state } of packages) assert.ok(state in PACKAGE_STATES);
      const held = packages.some(({ state }) => HELD_STATES.includes(state));
      const { state } = await referralHeader(bureau.store.db, referralId);
      assert.equal(
        state,
        held ? 'disseminated' : 'open',
        'the referral is out exactly while somebody holds it',
      );
    }),
    { seed: 4, numRuns: 12 },
  );
  const { holds, received, states } = await proveConservation(bureau.store);
  assert.equal(holds, true);
  assert.equal(states.open + states.disseminated, received);
});

test('each package’s steps lead, one after the other, to the state it is in', async () => {
  const amiss = await rows(
    bureau.store.db,
    sql`select p.id from package p left join lateral (select state, step from package_step s where s.package_id = p.id
          order by step desc limit 1) last on true
        where p.state <> coalesce(last.state, 'prepared')
          or coalesce(last.step, 0) <> (select count(*) from package_step s where s.package_id = p.id)`,
  );
  assert.deepEqual(amiss, []);
});
