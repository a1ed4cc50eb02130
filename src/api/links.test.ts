import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import {
  addPerson,
  endProgramToken,
  issueProgramToken,
  type PersonActor,
  programTokens,
} from '../access/index.ts';
import {
  deriveReferrals,
  disseminateReferral,
  guardReferral,
  linkPeople,
  openIntake,
  setOpeningBound,
  settleOpenings,
} from '../flow/index.ts';
import { exampleContent, plantReferral, type TestBureau, testBureau } from '../flow/test-dissemination.ts';
import { openingAlerts, personRecordsOf } from '../linking/index.ts';
import { formatNumber, type Party, referralHeader } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { api } from './index.ts';
import {
  ConflictsBody,
  GroupBody,
  LinksBody,
  OpenedPairBody,
  PairBody,
  ReviewBody,
  StatedBody,
} from './link-schemas.ts';

let bureau: TestBureau;
let app: FastifyInstance;
const tokens: Record<string, string> = {};
const bugs: string[] = [];

before(async () => {
  bureau = await testBureau();
  app = Fastify({ logger: false });
  await app.register(api, { intake: openIntake(bureau.store), onBug: (code) => void bugs.push(code) });
  for (const name of ['analyst', 'supervisor', 'kentOfficer', 'essexOfficer'] as const)
    tokens[name] = await tokenFor(bureau[name], ['read', 'judge', 'open']);
});
after(async () => {
  await app.close();
  await bureau.drop();
  assert.deepEqual(bugs, []);
});

const SYSTEM = { kind: 'system', part: 'test' } as const;

const tokenFor = ({ id }: PersonActor, scopes: readonly string[]) =>
  issueProgramToken(bureau.store, SYSTEM, { personId: id, program: 'Case management', scopes, days: 30 });

type Call = { method?: 'GET' | 'PUT' | 'POST' | 'DELETE'; as?: string; token?: string; body?: object };

function call(url: string, { method = 'GET', as = 'analyst', token, body }: Call = {}) {
  const headers = { authorization: `Bearer ${token ?? tokens[as]}` };
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  return app.inject({ method, url: `/api/v1${url}`, headers, ...payload });
}

/** What was answered, once it is what the description of the API says. */
function answered(schema: TSchema, response: LightMyRequestResponse) {
  assert.equal(response.statusCode, 200, response.body);
  const body = response.json();
  assert.deepEqual([...Value.Errors(schema, body)].slice(0, 3), []);
  return body;
}

function refused(response: LightMyRequestResponse, status: number, code: string): void {
  assert.deepEqual([response.statusCode, response.json().code], [status, code]);
}

const HERON: Party = {
  role: 'suspect',
  names: ['Robin Heron'],
  dateOfBirth: '1981-04-27',
  identifiers: [{ kind: 'email', value: 'heron@example.org' }],
};

type Planted = { id: string; number: string; record: number };

async function referralOf(party: Party, unitId?: string): Promise<Planted> {
  const { store, supervisor, signer } = bureau;
  const id = await plantReferral(bureau, { content: exampleContent({ parties: [party] }) });
  await linkPeople(store, [id]);
  const packages = unitId ? [{ unitId, purpose: 'suspect', reason: 'told-by-force' } as const] : [];
  if (packages.length > 0) await disseminateReferral(store, supervisor, { referralId: id, packages }, signer);
  const [record] = await personRecordsOf(store.db, [id]);
  return { id, number: formatNumber((await referralHeader(store.db, id)).number), record: record!.id };
}

async function twoOf(party: Party, units: readonly string[] = []): Promise<[Planted, Planted]> {
  return [await referralOf(party, units[0]), await referralOf(party, units[1])];
}

test('a program reads whom a referral may share with others, with reasons that sum to the score', async () => {
  const [one, other] = await twoOf(HERON);
  const body = answered(LinksBody, await call(`/referrals/${one.number}/links?purpose=linking`));
  const [person] = body.people;
  const { link } = person.links.find(({ record }: { record: number }) => record === other.record);
  const { prior, steps, total } = link.waterfall;
  const sum = steps.reduce(
    (all: number, step: { bits: number; frequencyBits: number }) => all + step.bits + step.frequencyBits,
    prior,
  );
  assert.ok(Math.abs(sum - total) < 0.01 && Math.abs(link.bits - total) < 0.01);
  const group = answered(GroupBody, await call(`/links/groups/${person.group.id}`));
  assert.ok(group.members.some(({ record }: { record: number }) => record === other.record));
  answered(PairBody, await call(`/links/pairs/${one.record}/${other.record}`));
  const entries = await rows<{ action: string }>(
    bureau.store.db,
    sql`select action from ledger_entry where actor = ${`person:${bureau.analyst.id}`} and verb = 'consulted'
      and ${one.id}::uuid = any(subjects) order by id`,
  );
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['read-links', 'read-group', 'read-pair'],
  );
});

test('a judgement sent again is not written again, and is taken back once', async () => {
  const [one, other] = await twoOf({ ...HERON, identifiers: [], dateOfBirth: '1975-01-09' });
  const path = `/links/pairs/${one.record}/${other.record}/judgement`;
  const body = { verdict: 'same', reason: 'same-details' };
  const sent = await Promise.all([1, 2, 3].map(() => call(path, { method: 'PUT', body })));
  const answers = sent.map((response) => answered(StatedBody, response));
  assert.deepEqual(answers.map(({ repeated }) => repeated).toSorted(), [false, true, true]);
  const taken = [await call(path, { method: 'DELETE' }), await call(path, { method: 'DELETE' })];
  assert.deepEqual(
    taken
      .map((response) => answered(StatedBody, response))
      .map(({ repeated, standing }) => [repeated, standing.verdict]),
    [
      [false, null],
      [true, null],
    ],
  );
  const { history } = answered(PairBody, await call(`/links/pairs/${one.record}/${other.record}`));
  assert.equal(history.length, 2);
  refused(await call(path, { method: 'PUT', body: { verdict: 'perhaps' } }), 422, 'linking.unknown-verdict');
  refused(
    await call(path, { method: 'PUT', body: { verdict: 'same', reason: 'hunch' } }),
    422,
    'linking.unknown-reason',
  );
  refused(await call(path, { method: 'PUT', body: { verdict: 1 } }), 400, 'api.bad-request');
  refused(await call(path, { method: 'PUT' }), 400, 'api.bad-request');
});

test('a supervisor settles a disagreement by saying once more what they said before it', async () => {
  const [one, other] = await twoOf({ ...HERON, identifiers: [], dateOfBirth: '1969-02-11' });
  const path = `/links/pairs/${one.record}/${other.record}/judgement`;
  const same = { verdict: 'same', reason: 'same-details' };
  const put = async (as: string, body: object) =>
    answered(StatedBody, await call(path, { method: 'PUT', as, body }));
  await put('supervisor', same);
  const contrary = await put('analyst', { verdict: 'different', reason: 'different-details' });
  assert.deepEqual([contrary.standing.verdict, contrary.standing.disagreeing], ['different', 2]);
  const again = await Promise.all([put('supervisor', same), put('supervisor', same)]);
  assert.deepEqual(again.map(({ repeated }) => repeated).toSorted(), [false, true]);
  for (const { standing } of again) assert.deepEqual([standing.verdict, standing.disagreeing], ['same', 0]);
  assert.equal((await put('analyst', { verdict: 'different', reason: 'different-details' })).repeated, true);
  await call(path, { method: 'DELETE' });
  const tookBack = { method: 'PUT', body: { verdict: 'same', reason: 'judged-in-error' } } as const;
  refused(await call(path, tookBack), 422, 'linking.unknown-reason');
});

test('undecided pairs come in pages, children apart and for their protection', async () => {
  const child: Party = { role: 'victim', names: ['Sky Thistledown'], dateOfBirth: '2013-06-01' };
  const [one, other] = [await referralOf(child), await referralOf({ ...child, names: ['Skye Thistledown'] })];
  const all = answered(ReviewBody, await call('/links/review?limit=100'));
  const [first, second] = [
    answered(ReviewBody, await call('/links/review?limit=1')),
    answered(ReviewBody, await call('/links/review?limit=1&skip=1')),
  ];
  assert.deepEqual([...first.undecided, ...second.undecided], all.undecided.slice(0, 2));
  const layers = ({ undecided }: { undecided: { records: { layer: string }[] }[] }) =>
    new Set(undecided.flatMap(({ records }) => records.map(({ layer }) => layer)));
  assert.ok(!layers(all).has('child'));
  assert.deepEqual([...layers(answered(ReviewBody, await call('/links/review?of=children')))], ['child']);
  for (const query of ['limit=1000', 'skip=-1', 'skip=1e300', 'skip=1&skip=2'])
    refused(await call(`/links/review?${query}`), 400, 'api.bad-request');
  const path = `/links/pairs/${one.record}/${other.record}/open`;
  const opened = await call(path, { method: 'POST', body: { purpose: 'linking' } });
  refused(opened, 422, 'linking.purpose-needed');
  const own = `/referrals/${one.number}/links`;
  refused(await call(own), 422, 'linking.purpose-needed');
  assert.equal(answered(LinksBody, await call(`${own}?purpose=linking`)).withheld.children, 1);
  assert.equal(answered(LinksBody, await call(`${own}?purpose=safeguarding`)).people.length, 1);
});

test('what two children have in common is told to protect a child, not to join referrals up', async () => {
  const child: Party = { role: 'victim', identifiers: [{ kind: 'email', value: 'lark@example.org' }] };
  const [one, other] = await twoOf(child);
  await deriveReferrals(bureau.store, [one.id, other.id]);
  const told = async (purpose: string) =>
    answered(LinksBody, await call(`/referrals/${one.number}/links?purpose=${purpose}`));
  const [linking, safeguarding] = [await told('linking'), await told('safeguarding')];
  assert.deepEqual([linking.withheld, linking.values], [{ children: 1, values: 1 }, []]);
  assert.deepEqual([safeguarding.withheld.values, safeguarding.values[0].referral], [0, other.number]);
});

test('a unit’s program sees what its unit holds, without scores, and judges nothing', async () => {
  const party = { ...HERON, names: ['Ellis Reedbank'], identifiers: [], dateOfBirth: '1971-05-08' };
  const [one, other] = await twoOf(party, ['kent', 'kent']);
  const elsewhere = await referralOf(party, 'essex');
  await guardReferral(bureau.store, bureau.supervisor, {
    referralId: elsewhere.id,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  const as = 'kentOfficer';
  const body = answered(LinksBody, await call(`/referrals/${one.number}/links`, { as }));
  assert.deepEqual([body.purpose, body.hidden, body.people[0].group.records], ['investigation', 0, 2]);
  assert.ok(!JSON.stringify(body).includes('"bits"'));
  assert.ok(!JSON.stringify(body).includes(elsewhere.number));
  answered(GroupBody, await call(`/links/groups/${body.people[0].group.id}`, { as }));
  refused(await call(`/referrals/${elsewhere.number}/links`, { as }), 403, 'access.not-allowed');
  for (const path of ['/links/review', `/links/pairs/${one.record}/${other.record}`])
    refused(await call(path, { as }), 403, 'access.not-allowed');
  const judged = { method: 'PUT', as, body: { verdict: 'same', reason: 'same-details' } } as const;
  refused(
    await call(`/links/pairs/${one.record}/${other.record}/judgement`, judged),
    403,
    'access.not-allowed',
  );
});

test('each unit’s program is told of conflicts and acknowledges its own, as often as it likes', async () => {
  const [one, other] = await twoOf(
    { ...HERON, identifiers: [{ kind: 'email', value: 'pair@example.org' }] },
    ['kent', 'essex'],
  );
  const told = async (as: string, query = '') =>
    answered(ConflictsBody, await call(`/conflicts${query}`, { as })).conflicts;
  const mine = (await told('kentOfficer')).find(
    ({ referral }: { referral: string }) => referral === one.number,
  );
  assert.equal(mine.otherReferral, other.number);
  const path = `/conflicts/${mine.id}/acknowledgement`;
  refused(await call(path, { as: 'essexOfficer', method: 'PUT' }), 404, 'linking.unknown-conflict');
  refused(await call('/conflicts?before=%00'), 400, 'api.bad-request');
  for (let i = 0; i < 2; i += 1)
    assert.equal((await call(path, { as: 'kentOfficer', method: 'PUT' })).statusCode, 204);
  const entries = await rows(
    bureau.store.db,
    sql`select id from ledger_entry where action = 'acknowledge-conflict' and ${one.id}::uuid = any(subjects)`,
  );
  assert.equal(entries.length, 1, 'what changed nothing is no entry');
  assert.ok(!(await told('kentOfficer', '?open=true')).some(({ id }: { id: string }) => id === mine.id));
  const all = await told('supervisor');
  const pages = [...(await told('supervisor', '?limit=1'))];
  while (pages.length < all.length)
    pages.push(...(await told('supervisor', `?limit=1&before=${pages.at(-1).id}`)));
  assert.deepEqual(pages, all);
});

test('who opened as many pairs as are allowed is refused, and a supervisor is told and settles it', async () => {
  const { store, supervisor, analyst } = bureau;
  const [one, other] = await twoOf(HERON);
  const path = `/links/pairs/${one.record}/${other.record}/open`;
  const open = () => call(path, { method: 'POST', body: { purpose: 'investigation' } });
  await assert.rejects(setOpeningBound(store, analyst, 500), { code: 'access.not-allowed' });
  await assert.rejects(setOpeningBound(store, supervisor, 0), { code: 'linking.bad-opening-bound' });
  await setOpeningBound(store, supervisor, 2);
  const answers = await Promise.all([open(), open(), open(), open()]);
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 200, 429, 429]);
  const [opened] = answers.filter(({ statusCode }) => statusCode === 200);
  assert.deepEqual(answered(OpenedPairBody, opened!).people[0].party.names, ['Robin Heron']);
  assert.equal(opened!.headers['cache-control'], 'no-store');
  refused(answers.find(({ statusCode }) => statusCode === 429)!, 429, 'linking.too-many-openings');
  const [alert] = await openingAlerts(store.db);
  assert.deepEqual([alert!.personId, alert!.refused], [analyst.id, 2]);
  await assert.rejects(settleOpenings(store, analyst, alert!.id), { code: 'access.not-allowed' });
  await settleOpenings(store, supervisor, alert!.id);
  assert.deepEqual(await openingAlerts(store.db), []);
  store.clock.set(new Date(store.clock.now().getTime() + 25 * 3_600_000));
  assert.equal((await open()).statusCode, 200, 'a day later');
});

test('a token lets in only while it lives, with what it was given, and never more than its person may', async () => {
  const { store, analyst, supervisor } = bureau;
  const reading = await tokenFor(analyst, ['read']);
  assert.equal((await call('/links/review', { token: reading })).statusCode, 200);
  const judged = {
    method: 'PUT',
    token: reading,
    body: { verdict: 'unsure', reason: 'cannot-tell' },
  } as const;
  refused(await call('/links/pairs/1/2/judgement', judged), 403, 'access.scope-needed');
  refused(await call('/links/review', { token: 'edp_nobody' }), 401, 'access.unknown-client');
  refused(await app.inject({ url: '/api/v1/links/review' }), 401, 'access.unknown-client');
  const asked = { personId: analyst.id, program: 'x', scopes: ['read'], days: 30 };
  const administrator = await addPerson(store.db, { name: 'Sample Administrator', roles: ['administrator'] });
  for (const another of [supervisor, administrator])
    await assert.rejects(issueProgramToken(store, another, asked), { code: 'access.not-allowed' });
  for (const wrong of [{ scopes: [] }, { scopes: ['all'] }, { days: 0 }, { days: 400 }, { program: ' ' }])
    await assert.rejects(issueProgramToken(store, analyst, { ...asked, ...wrong }), {
      code: 'access.bad-program-token',
    });
  const own = await programTokens(store.db, { personId: analyst.id, now: store.clock.now() });
  const { id } = own.at(-1)!;
  await assert.rejects(endProgramToken(store, supervisor, id), { code: 'access.not-allowed' });
  assert.equal((await call('/links/review', { token: reading })).statusCode, 200);
  await endProgramToken(store, administrator, id);
  refused(await call('/links/review', { token: reading }), 401, 'access.unknown-client');
  store.clock.set(new Date(store.clock.now().getTime() + 31 * 86_400_000));
  refused(await call('/links/review'), 401, 'access.unknown-client');
});

test('a token goes with its person: a role that is withdrawn and a person who leaves end what it does at once', async () => {
  const { store, ownerDb } = bureau;
  const leaver = await addPerson(store.db, { name: 'Sample Leaver', roles: ['analyst'] });
  const token = await tokenFor(leaver, ['read', 'judge', 'open']);
  assert.equal((await call('/links/review', { token })).statusCode, 200);
  await rows(ownerDb, sql`update person set roles = '{auditor}' where id = ${leaver.id}`);
  refused(await call('/links/review', { token }), 403, 'access.not-allowed');
  await rows(ownerDb, sql`update person set roles = '{analyst}', left_at = now() where id = ${leaver.id}`);
  refused(await call('/links/review', { token }), 401, 'access.unknown-client');
});
