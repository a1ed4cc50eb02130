import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, openBureau } from '../access/index.ts';
import { forcesOn, unitById, unitsOn } from '../dissemination/index.ts';
import { fillSyntheticUnits, importPostcodes, putReceivingUnit, routeReferral } from './index.ts';
import { exampleContent, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

test('only an administrator changes the registry', async () => {
  const { store, supervisor } = bureau;
  const kent = await unitById(store.db, 'kent', store.clock.now());
  const change = { ...kent, name: 'Kent and coast', validFrom: '2027-01-01' };
  await assert.rejects(putReceivingUnit(store, supervisor, change), { code: 'access.not-allowed' });
  const administrator = await addPerson(store.db, { name: 'D. Admin', roles: ['administrator'] });
  await putReceivingUnit(store, administrator, change);
  assert.equal((await unitById(store.db, 'kent', new Date('2027-01-02'))).name, 'Kent and coast');
});

test('an imported postcode list routes exactly where area letters give candidates only', async () => {
  const { store, analyst } = bureau;
  const system = { kind: 'system', part: 'test' } as const;
  const places = [{ meaning: 'home' as const, postcode: 'LS1 4AP' }];
  const referralId = await plantReferral(bureau, { content: exampleContent({ places }) });
  const before = await routeReferral(store, analyst, referralId);
  assert.deepEqual(
    before.candidates.map(({ unitId }) => unitId),
    ['west-yorkshire', 'north-yorkshire'],
  );
  const faulty = [
    { prefix: 'LS1', force: 'west-yorkshire' },
    { prefix: 'LS2', force: 'atlantis' },
  ];
  await assert.rejects(importPostcodes(store, system, { edition: '2026-02-01', lines: faulty }), {
    code: 'dissemination.postcodes-invalid',
    faults: [{ line: 2, reason: 'no such force today' }],
  });
  await importPostcodes(store, system, { edition: '2026-02-01', lines: faulty.slice(0, 1) });
  const after = await routeReferral(store, analyst, referralId);
  assert.deepEqual(after.candidates, [
    { unitId: 'west-yorkshire', purpose: 'suspect', reasons: ['postcode'], caution: null },
  ]);
});

test('made-up training and capacity are for generated referrals only, and are filled in once', async () => {
  const { store } = bureau;
  const system = { kind: 'system', part: 'test' } as const;
  await assert.rejects(fillSyntheticUnits(store, system, '2026-01-01'), {
    code: 'dissemination.not-synthetic',
  });
  await openBureau(store.db, { name: 'Example bureau', synthetic: true, openedAt: store.clock.now() });
  await fillSyntheticUnits(store, system, '2026-01-01');
  await fillSyntheticUnits(store, system, '2026-01-01');
  const units = await unitsOn(store.db, new Date('2026-02-01'));
  assert.ok(units.every(({ kind, capacityPerMonth }) => kind === 'foreign-bureau' || capacityPerMonth! > 0));
  assert.equal((await forcesOn(store.db, new Date('2026-02-01'))).length, 45);
  assert.equal((await unitById(store.db, 'essex', new Date('2025-12-31'))).trainedOfficers, null);
});
