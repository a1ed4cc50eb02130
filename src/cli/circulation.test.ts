import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, openBureau, type PersonActor } from '../access/index.ts';
import { placeOf } from '../assessment/index.ts';
import { addCirculationSenders, circulate } from '../flow/circulation/test-circulation.ts';
import { guardReferral, openReferral, readAudit, recordFinding } from '../flow/index.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { EXIT, type Opened } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

let bench: TestStore;
let opened: Opened;
let supervisor: PersonActor;
let group: number;

before(async () => {
  bench = await testStore();
  const { store } = bench;
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
  await addPerson(store.db, { name: 'Ann Analyst', roles: ['analyst'] });
  supervisor = await addPerson(store.db, { name: 'Sam Supervisor', roles: ['supervisor'] });
  await addCirculationSenders(store);
  const ids = await circulate(store, 'told-by-command', 22);
  group = (await placeOf(store.db, ids[0]!))!.circulation!;
  opened = openedFor(store);
});
after(() => bench.drop());

const run = (...argv: string[]) => runCaptured(opened, ['circulation', ...argv]);

const as = (name: string) => ['--as', name, '--json'];

test('what commands print of an audit names no referral that the reader may not see', async () => {
  const begun = await run('audit', String(group), ...as('Sam Supervisor'));
  assert.equal(begun.code, EXIT.done, begun.out);
  const { id } = JSON.parse(begun.out) as { id: string };
  const { sample } = await readAudit(opened.store, supervisor, id);
  const referralId = sample[0]!.referralId;
  const guarding = { referralId, sensitivity: 'covert', reason: 'covert-work' } as const;
  await guardReferral(opened.store, supervisor, guarding);
  for (const { referralId: one } of sample) {
    await openReferral(opened.store, supervisor, one, 'triage');
    await recordFinding(opened.store, supervisor, { auditId: id, referralId: one, finding: 'nothing-more' });
  }
  const seen = await run('sample', id, ...as('Ann Analyst'));
  assert.equal(seen.code, EXIT.done, seen.out);
  assert.equal((JSON.parse(seen.out) as { standing: { state: string } }).standing.state, 'passed');
  assert.equal((JSON.parse(seen.out) as { hidden: number }).hidden, 1);
  const shown = await run('show', String(group), ...as('Ann Analyst'));
  for (const { out } of [seen, shown]) assert.equal(out.includes(referralId), false);
});

test('wrong use and refusals have their exit codes', async () => {
  assert.equal((await run('audit', 'none', ...as('Sam Supervisor'))).code, EXIT.usage);
  assert.equal((await run('audit', '999999', ...as('Sam Supervisor'))).code, EXIT.refused);
  assert.equal((await run('audit', String(group), ...as('Ann Analyst'))).code, EXIT.refused);
  assert.equal((await run('doubles', '--days', '999999999', ...as('Ann Analyst'))).code, EXIT.done);
});
