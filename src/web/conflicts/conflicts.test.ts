import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonActor } from '../../access/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, reportAboutKent, sentPackage, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
let kent: PersonActor;
let essex: PersonActor;
before(async () => {
  desk = await testDesk({ samples: false });
  kent = await addOfficer(desk, 'kent');
  essex = await addOfficer(desk, 'essex');
  await sentPackage(desk, 'kent', reportAboutKent({ username: 'same.person' }));
  await sentPackage(desk, 'essex', reportAboutKent({ username: 'same.person' }));
});
after(() => desk.close());

/** The addresses of the buttons that acknowledge. */
const acts = (body: string) => [...body.matchAll(/action="(\/conflicts\/[^"]+)"/g)].map(([, href]) => href!);

test('a unit sees whose referral meets its own, by which identifiers, and no value', async () => {
  const body = (await (await desk.visitor(kent)).get('/conflicts')).body;
  assert.match(textOf(body), /Essex ED-\d+-[A-Z] Account \(service and username\)/);
  assert.equal(acts(body).length, 1);
  assert.doesNotMatch(body, /same\.person/);
  assert.doesNotMatch(body, /href="\/referrals/);
  assert.match(textOf((await (await desk.visitor(kent)).get('/packages')).body), /Also waiting Conflicts: 1/);
});

test('each unit acknowledges for itself, and not for the other', async () => {
  const [ofKent, ofEssex] = [await desk.visitor(kent), await desk.visitor(essex)];
  const [act] = acts((await ofKent.get('/conflicts')).body);
  await ofEssex.get('/conflicts');
  assert.equal((await ofEssex.post(act!)).statusCode, 404);
  assert.equal((await ofKent.post(act!)).headers.location, '/conflicts');
  assert.match(
    textOf((await ofKent.get('/conflicts')).body),
    /No conflict waits\. Acknowledged .* Officer kent/,
  );
  assert.equal(acts((await ofEssex.get('/conflicts')).body).length, 1);
});

test('the bureau sees both sides; an analyst looks, a supervisor acknowledges', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const body = (await analyst.get('/conflicts')).body;
  assert.match(textOf(body), /Kent ED-\d+-[A-Z] Essex ED-/);
  assert.match(textOf(body), /Essex ED-\d+-[A-Z] Kent ED-/);
  assert.deepEqual(acts(body), []);
  const supervisor = await visitorAs(desk, 'supervisor');
  const [act] = acts((await supervisor.get('/conflicts')).body);
  assert.equal((await analyst.post(act!)).statusCode, 403);
  assert.equal((await supervisor.post(act!)).statusCode, 303);
  assert.match(textOf((await supervisor.get('/conflicts')).body), /Sample Supervisor/);
});

test('what is no conflict is not found', async () => {
  const visitor = await visitorAs(desk, 'supervisor');
  await visitor.get('/conflicts');
  for (const id of ['x', '0198f6a0-0000-7000-8000-000000000000'])
    assert.equal((await visitor.post(`/conflicts/${id}/acknowledge`)).statusCode, 404);
});
