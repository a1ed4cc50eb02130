import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson, type PersonActor } from '../access/index.ts';
import { assessReferrals, BANDS, clocksDue, type QueueLine } from '../assessment/index.ts';
import { type FactName, moveReferral, referralHeaders } from '../referral/index.ts';
import { contentWith, type Planted, plant } from '../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../shared/db.ts';
import { TEST_NOW, type TestStore, testStore } from '../store/test-database.ts';
import { closeReferral } from './close-referral.ts';
import { decidePriority } from './decide-priority.ts';
import { type QueueQuery, readQueue } from './read-queue.ts';
import { takeReferral } from './take-referral.ts';

const PLANTED = 120;
const DAY = 86_400_000;
let db: TestStore;
let analyst: PersonActor;
let supervisor: PersonActor;
let ids: string[];

const fact = fc.constantFrom<FactName>(
  'immediateDanger',
  'contactAbuse',
  'accessToChildren',
  'coercion',
  'priorOffending',
  'distribution',
);
const planting: fc.Arbitrary<Planted> = fc
  .record({
    facts: fc.dictionary(fact, fc.constantFrom('yes', 'no', 'unknown'), { maxKeys: 3 }),
    threat: fc.constantFrom('images', 'exploitation', 'contact'),
    sourceId: fc.constantFrom('platform-one', 'platform-two', 'hotline-one'),
    receivedAt: fc.integer({ min: 0, max: 40 * DAY }).map((ago) => new Date(TEST_NOW.getTime() - ago)),
  })
  .map(({ facts, threat, ...rest }) => ({
    ...rest,
    content: contentWith({ facts, threat } as Parameters<typeof contentWith>[0]),
  }));

before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
  supervisor = await addPerson(db.store.db, { name: 'Supervisor', roles: ['supervisor'] });
  ids = await plant(db.store, fc.sample(planting, { numRuns: PLANTED, seed: 7 }));
  await assess(ids);
});
after(() => db.drop());

async function assess(some: readonly string[]): Promise<void> {
  const headers = await referralHeaders(db.store.db, some);
  await inTransaction(db.store, (tx) =>
    assessReferrals(
      tx,
      db.store.clock.now(),
      headers.map((header) => ({ header, match: null, links: null })),
    ),
  );
}

async function wholeQueue(query: QueueQuery = {}, limit = 25, actor = supervisor): Promise<QueueLine[]> {
  const lines: QueueLine[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await readQueue(db.store, actor, { ...query, limit, ...(after ? { after } : {}) });
    lines.push(...page.lines);
    after = page.next;
  }
  return lines;
}

/** Days that a band can wait, and days sooner for imminence, suspect risk, gravity, novelty, solvability, worst first. */
const WAITS = { 'very-high': 1, high: 7, medium: 90, low: 150 };
const SOONER = [
  [7, 4, 0],
  [4, 3, 2, 0],
  [7, 2, 0],
  [4, 2, 0, 0],
  [2, 1, 0.5, 0],
];

const WITH_CHILD = [
  'online-enticement',
  'contact-abuse',
  'live-streamed-abuse',
  'child-sex-trafficking',
  'child-sex-tourism',
  'financial-sextortion',
];

/** The policy said in plain words: danger, current harm, very high, the others; then when it stands, its axes, its id. */
function compare(a: QueueLine, b: QueueLine): number {
  const rank = ({ orderKey }: QueueLine) => orderKey % 100_000;
  const sooner = (line: QueueLine) =>
    [...String(rank(line)).padStart(5, '0')].reduce(
      (days, digit, axis) => days + SOONER[axis]![Number(digit)]!,
      WITH_CHILD.includes(line.incidentType) ? 12 : 0,
    );
  const minute = (line: QueueLine) =>
    Math.floor((line.receivedAt.getTime() + (WAITS[line.band] - sooner(line)) * DAY) / 60_000);
  const danger = (line: QueueLine) => {
    if (line.floors.length > 0) return 0;
    return line.band !== 'very-high' ? 3 : line.imminence === 'P1' ? 1 : 2;
  };
  return (
    danger(a) - danger(b) ||
    minute(a) - minute(b) ||
    rank(a) - rank(b) ||
    (a.referralId < b.referralId ? -1 : 1)
  );
}

test('pages follow each other without gap or repetition, in the order that a plain sort gives', async () => {
  const lines = await wholeQueue({}, 7);
  assert.equal(lines.length, PLANTED);
  assert.deepEqual(
    lines.map(({ referralId }) => referralId),
    lines.toSorted(compare).map(({ referralId }) => referralId),
  );
  assert.ok(new Set(lines.map(({ band }) => band)).size >= 3, 'the sample has several bands');
});

test('each band is due as many days after receipt as it promises', async () => {
  for (const line of await wholeQueue({}, 500)) {
    assert.equal(line.actBy.getTime() - line.receivedAt.getTime(), BANDS[line.band].actWithinDays * DAY);
  }
});

test('the order does not change as time passes', async () => {
  const earlier = (await wholeQueue()).map(({ referralId }) => referralId);
  db.store.clock.set(new Date(TEST_NOW.getTime() + 90 * DAY));
  await assess(ids);
  assert.deepEqual(
    (await wholeQueue()).map(({ referralId }) => referralId),
    earlier,
  );
  db.store.clock.set(TEST_NOW);
});

test('filters give exactly the lines that match, and the counts add up', async () => {
  const all = await wholeQueue({}, 500);
  const hoursLeft = ({ actBy }: QueueLine) => (actBy.getTime() - TEST_NOW.getTime()) / 3_600_000;
  const cases: [QueueQuery, (line: QueueLine) => boolean][] = [
    [{ band: 'high' }, ({ band }) => band === 'high'],
    [{ threat: 'contact' }, ({ threat }) => threat === 'contact'],
    [{ sourceId: 'hotline-one' }, ({ sourceId }) => sourceId === 'hotline-one'],
    [{ clock: 'breached' }, (line) => hoursLeft(line) < 0],
    [{ clock: 'due-soon' }, (line) => hoursLeft(line) >= 0 && hoursLeft(line) < 24],
    [
      { clock: 'running', band: 'medium', threat: 'images' },
      (line) => hoursLeft(line) >= 24 && line.band === 'medium' && line.threat === 'images',
    ],
    [{ sourceId: 'nobody' }, () => false],
  ];
  for (const [query, matches] of cases) {
    const expected = all.filter(matches).map(({ referralId }) => referralId);
    const page = await readQueue(db.store, supervisor, { ...query, limit: 500 });
    assert.deepEqual(
      page.lines.map(({ referralId }) => referralId),
      expected,
      JSON.stringify(query),
    );
    assert.equal(page.counts.total, expected.length);
    assert.equal(
      Object.values(page.counts.byBand).reduce((a, b) => a + b),
      expected.length,
    );
  }
});

test('clocks are counted by band and source, breaches before they happen', async () => {
  const all = await wholeQueue({}, 500);
  const lines = await clocksDue(db.store.db, { now: TEST_NOW, withinHours: 48 });
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  const hours = all.map(({ actBy }) => (actBy.getTime() - TEST_NOW.getTime()) / 3_600_000);
  assert.equal(
    sum(({ open }) => open),
    PLANTED,
  );
  assert.equal(
    sum(({ breached }) => breached),
    hours.filter((left) => left < 0).length,
  );
  assert.equal(
    sum(({ dueWithin }) => dueWithin),
    hours.filter((left) => left >= 0 && left < 48).length,
  );
});

test('a page is one ledger entry that names what was shown', async () => {
  const page = await readQueue(db.store, analyst, { limit: 3 });
  const [entry] = await rows<{ verb: string; actor: string; purpose: string; subjects: string[] }>(
    db.ownerDb,
    sql`select verb, actor, purpose, subjects::text[] as subjects from ledger_entry where action = 'read-queue' order by id desc limit 1`,
  );
  assert.deepEqual(entry, {
    verb: 'consulted',
    actor: `person:${analyst.id}`,
    purpose: 'triage',
    subjects: page.lines.map(({ referralId }) => referralId),
  });
});

test('a cursor that is none gives the first page', async () => {
  const first = await readQueue(db.store, analyst);
  for (const after of [
    '',
    'x',
    `1.${'-'.repeat(36)}`,
    "1.' or 1=1",
    '99999999999999999999.00000000-0000-0000-0000-000000000000',
  ]) {
    assert.deepEqual((await readQueue(db.store, analyst, { after })).lines, first.lines);
  }
});

test('covert referrals are hidden from an analyst who does not work on them, and the number hidden is said', async () => {
  const covert = (await wholeQueue()).at(-1)!.referralId;
  await rows(db.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${covert}`);
  await assess([covert]);
  const seen = async (actor: PersonActor) => {
    const { lines, counts } = await readQueue(db.store, actor, { limit: 500 });
    return [lines.some(({ referralId }) => referralId === covert), counts.total, counts.hidden];
  };
  assert.deepEqual(await seen(analyst), [false, PLANTED - 1, 1]);
  assert.deepEqual(await seen(supervisor), [true, PLANTED, 0]);
  await assert.rejects(takeReferral(db.store, analyst, { referralId: covert }), {
    code: 'access.not-allowed',
  });
  await takeReferral(db.store, supervisor, { referralId: covert, to: analyst.id });
  assert.deepEqual(await seen(analyst), [true, PLANTED, 0]);
});

test('after decisions, closures, folds and work taken on, the queue is what assessing everything anew would give', async () => {
  const [a, b, c, d, e] = (await wholeQueue())
    .filter(({ floors }) => floors.length === 0)
    .map(({ referralId }) => referralId);
  await decidePriority(db.store, analyst, {
    referralId: a!,
    band: 'low',
    reasonCode: 'information-doubtful',
  });
  await decidePriority(db.store, analyst, { referralId: b!, accept: true });
  await closeReferral(db.store, analyst, { referralId: c!, reasonCode: 'unfounded' });
  await takeReferral(db.store, analyst, { referralId: d! });
  await inTransaction(db.store, async (tx) => {
    const move = { at: TEST_NOW, actor: 'system:test', purpose: 'matching' } as const;
    await moveReferral(tx, { ...move, id: e!, action: 'fold', foldedInto: b! });
  });
  await assess([e!]);
  const kept = await wholeQueue({}, 500);
  await rows(db.ownerDb, sql`delete from queue_place`);
  await assess(ids);
  assert.deepEqual(await wholeQueue({}, 500), kept);
  const open = await rows<{ id: string }>(
    db.ownerDb,
    sql`select id from referral where state = 'open' order by id`,
  );
  assert.deepEqual(
    kept.map(({ referralId }) => referralId).sort(),
    open.map(({ id }) => id),
  );
});
