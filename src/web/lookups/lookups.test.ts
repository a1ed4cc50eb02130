import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { listPdq } from '../../matching/known/test-lists.ts';
import { rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;

before(async () => {
  desk = await testDesk({ samples: false });
  const [valueId] = await listPdq(desk.test.ownerDb, [randomBytes(32)]);
  await rows(
    desk.test.ownerDb,
    sql`insert into lookup_alert (id, source_id, value_id, action, raised_at, queries, hits, misses)
        values (${newId()}, 'platform-one', ${valueId!}, 'suspended', now(), 20, 9, 11)`,
  );
  await rows(
    desk.test.ownerDb,
    sql`insert into value_quarantine (id, value_id, held_at, hits, allowed) values (${newId()}, ${valueId!}, now(), 2000, 1000)`,
  );
  await rows(
    desk.test.ownerDb,
    sql`insert into lookup_tally values ('platform-one', '2026-03-01', 0, 70), ('platform-one', '2026-03-01', ${valueId!}, 30)`,
  );
});
after(() => desk.close());

const acts = (body: string) => [...body.matchAll(/action="(\/lookups\/[^"]+)"/g)].map(([, href]) => href!);

test('a supervisor sees who probed and what is held back, and lets both go on', async () => {
  const supervisor = await visitorAs(desk, 'supervisor');
  const { body } = await supervisor.get('/lookups');
  assert.match(textOf(body), /Platform one 20 changes of one picture: 9 found, 11 not Suspended/);
  assert.match(
    textOf(body),
    /Sample list sample-harmful 2000 hits in a day; 1000 would have passed Everybody/,
  );
  assert.match(textOf(body), /Platform one 1 March 2026 100 30/);
  for (const act of acts(body)) assert.equal((await supervisor.post(act)).statusCode, 303);
  const later = (await supervisor.get('/lookups')).body;
  assert.deepEqual(acts(later), []);
  assert.match(textOf(later), /No value is held back\./);
});

test('an analyst does not see it; an administrator lets no value pass', async () => {
  assert.equal((await (await visitorAs(desk, 'analyst')).get('/lookups')).statusCode, 403);
  const administrator = await visitorAs(desk, 'administrator');
  assert.equal((await administrator.get('/lookups')).statusCode, 200);
  assert.equal((await administrator.post(`/lookups/held/${newId()}/release`)).statusCode, 403);
});
