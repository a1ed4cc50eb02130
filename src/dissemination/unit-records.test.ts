import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inTransaction, rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { ENQUIRY_KINDS, ENQUIRY_RESULTS, ENQUIRY_STATES, MISMATCHES, RESOLUTIONS } from './enquiry.ts';
import { CLOSURE_REASONS, OUTCOME_STATUSES } from './outcome.ts';
import { PACKAGE_STATES } from './package.ts';
import { addPostcodeLines, forcesOfPostcodes } from './postcode-records.ts';
import { PURPOSES_OF_PACKAGE } from './route.ts';
import { forcesOfArea, forcesOfName } from './stated-places.ts';
import { UNIT_KINDS } from './unit.ts';
import { forcesOn, putUnit, unitById, unitsOn } from './unit-records.ts';

let db: TestStore;
before(async () => {
  db = await testStore();
});
after(() => db.drop());

const DAYS: [string, number][] = [
  ['2012-06-30', 52],
  ['2013-03-31', 52],
  ['2013-04-01', 45],
  ['2026-03-02', 45],
];
for (const [day, forces] of DAYS) {
  test(`on ${day} there were ${forces} territorial forces`, async () => {
    assert.equal((await forcesOn(db.store.db, new Date(day))).length, forces);
  });
}

test('a unit is asked for as it stood on a day', async () => {
  assert.equal((await unitById(db.store.db, 'strathclyde', new Date('2012-06-30'))).name, 'Strathclyde');
  await assert.rejects(unitById(db.store.db, 'strathclyde', new Date('2026-03-02')), {
    code: 'dissemination.unknown-unit',
  });
});

test('every force finds children’s services in its region, and no ONS code is given twice', async () => {
  const units = await unitsOn(db.store.db, new Date('2026-03-02'));
  const served = new Set(
    units.filter(({ kind }) => kind === 'childrens-services').map(({ region }) => region),
  );
  const forces = units.filter(({ kind }) => kind === 'territorial');
  for (const { id, region } of forces) assert.ok(served.has(region), id);
  const codes = forces.flatMap(({ onsCode }) => onsCode ?? []);
  assert.equal(new Set(codes).size, codes.length);
  assert.equal(codes.length, 44, 'all but Northern Ireland, which has none');
});

test('a change of a unit holds from its day on, and leaves the past as it was', async () => {
  const kent = await unitById(db.store.db, 'kent', new Date('2026-03-02'));
  await inTransaction(db.store, (tx) =>
    putUnit(tx, { ...kent, trainedOfficers: 14, validFrom: '2026-04-01' }),
  );
  assert.equal((await unitById(db.store.db, 'kent', new Date('2026-03-31'))).trainedOfficers, null);
  assert.equal((await unitById(db.store.db, 'kent', new Date('2026-04-01'))).trainedOfficers, 14);
  assert.equal((await forcesOn(db.store.db, new Date('2026-04-02'))).length, 45);
});

test('the application cannot rewrite what a unit was', async () => {
  await assert.rejects(
    rows(db.store.db, sql`update receiving_unit set name = 'Other' where id = 'kent'`),
    /permission denied/,
  );
  await assert.rejects(rows(db.store.db, sql`delete from receiving_unit`), /permission denied/);
});

test('every force that an area or a town points to stands in the registry', async () => {
  const standing = new Set((await forcesOn(db.store.db, new Date('2026-03-02'))).map(({ id }) => id));
  const areas = ['AB', 'B', 'BT', 'CF', 'E', 'EC', 'LS', 'SW', 'ZE'].flatMap((area) =>
    forcesOfArea(`${area}1 1AA`),
  );
  const named = [
    'London',
    'Leeds',
    ' CARDIFF ',
    'Greater Manchester',
    'Devon & Cornwall',
    'Scotland',
  ].flatMap(forcesOfName);
  assert.equal(named.length, 6);
  for (const force of [...areas, ...named]) assert.ok(standing.has(force), force);
  assert.deepEqual(forcesOfName('Atlantis'), []);
  assert.deepEqual(forcesOfArea('QQ1 1AA'), []);
});

test('of a postcode list the latest edition and the longest entry count', async () => {
  await inTransaction(db.store, async (tx) => {
    await addPostcodeLines(tx, '2025-11-01', [{ prefix: 'CT1', force: 'essex' }]);
    await addPostcodeLines(tx, '2026-02-01', [
      { prefix: 'CT1', force: 'kent' },
      { prefix: 'CT1', force: 'metropolitan' },
      { prefix: 'CT12AA', force: 'kent' },
    ]);
  });
  const found = await forcesOfPostcodes(db.store.db, ['ct1 2aa', 'CT1 9ZZ', 'SW1A 1AA']);
  assert.deepEqual(found.get('CT12AA'), ['kent']);
  assert.deepEqual(found.get('CT19ZZ')?.sort(), ['kent', 'metropolitan']);
  assert.deepEqual(found.get('SW1A1AA'), []);
});

const CHECKED: [string, string, object][] = [
  ['receiving_unit', 'kind', UNIT_KINDS],
  ['enquiry', 'kind', ENQUIRY_KINDS],
  ['enquiry', 'state', ENQUIRY_STATES],
  ['enquiry_answer', 'result', ENQUIRY_RESULTS],
  ['enquiry_mismatch', 'kind', MISMATCHES],
  ['enquiry_mismatch_resolution', 'resolution', RESOLUTIONS],
  ['package', 'purpose', PURPOSES_OF_PACKAGE],
  ['package', 'state', PACKAGE_STATES],
  ['route_choice', 'purpose', PURPOSES_OF_PACKAGE],
  ['outcome', 'status', OUTCOME_STATUSES],
  ['outcome', 'closure_reason', CLOSURE_REASONS],
];
for (const [table, column, vocabulary] of CHECKED) {
  test(`the database takes for ${table}.${column} what the vocabulary lists, and nothing else`, async () => {
    const [check] = await rows(
      db.ownerDb,
      sql<{ definition: string }>`select pg_get_constraintdef(oid) as definition from pg_constraint
        where conrelid = ${table}::regclass and contype = 'c' and conname = ${`${table}_${column}_check`}`,
    );
    const listed = [...check!.definition.matchAll(/'([^']+)'::text/g)].map((match) => match[1]!);
    assert.deepEqual(listed.sort(), Object.keys(vocabulary).sort());
  });
}
