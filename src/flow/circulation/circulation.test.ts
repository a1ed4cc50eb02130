import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { addClosure, alarmsOf, closuresOf, placeOf } from '../../assessment/index.ts';
import { feedbackOf } from '../../dissemination/index.ts';
import { contentOf, waveFacts } from '../../matching/index.ts';
import { moveReferral, type ReferralContent, referralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { ProblemCode } from '../../shared/problem-codes.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { decidePriority } from '../decide-priority.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { guardReferral } from '../guard-referral.ts';
import { openReferral } from '../open-referral.ts';
import { proveConservation } from '../prove-conservation.ts';
import { readQueue } from '../read-queue.ts';
import { takeReferral } from '../take-referral.ts';
import { fileOf, partyOf } from '../test-joining.ts';
import { closeCirculation } from './close-circulation.ts';
import { extendAudit, giveUpAudit } from './extend-audit.ts';
import { readStanding } from './hold-audit.ts';
import { readAudit } from './read-audit.ts';
import { readCirculation } from './read-circulation.ts';
import { recordFinding } from './record-finding.ts';
import { reopenCirculation } from './reopen-circulation.ts';
import { startAudit } from './start-audit.ts';
import { addCirculationSenders, circulate, plantDerived, report } from './test-circulation.ts';

let db: TestStore;
let supervisor: PersonActor;
let analyst: PersonActor;
let content = 'viral-0';
before(async () => {
  db = await testStore();
  await addCirculationSenders(db.store);
  supervisor = await addPerson(db.store.db, { name: 'Supervisor', roles: ['supervisor'] });
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
});
after(() => db.drop());
beforeEach(() => {
  content = `viral-${Number(content.slice(6)) + 1}`;
});

const refused = (code: ProblemCode) => ({ code });
const lineOf = async (id: string) => (await placeOf(db.store.db, id))?.circulation ?? null;
const groupOf = async (ids: readonly string[]) => (await lineOf(ids[0]!))!;
const groupsOf = async (ids: readonly string[]) => [
  ...new Set((await contentOf(db.store.db, ids[0]!)).map(({ groupId }) => groupId)),
];
const stateOf = async (id: string) => (await referralHeader(db.store.db, id)).state;

/** Opens and judges whatever of the sample waits; `more`: those that hold more. */
async function judge(auditId: string, more: readonly string[] = []): Promise<void> {
  for (const { referralId, draw, finding } of (await readStanding(db.store.db, auditId)).members) {
    if (draw === null || finding !== null) continue;
    await openReferral(db.store, analyst, referralId, 'triage');
    const found = more.includes(referralId) ? 'holds-more' : 'nothing-more';
    await recordFinding(db.store, analyst, { auditId, referralId, finding: found });
  }
}

test('reports of circulating content share one line in the place of the first, and are all counted', async () => {
  const ids = await circulate(db.store, content);
  const before = await readQueue(db.store, analyst, { limit: 500, each: true });
  const page = await readQueue(db.store, analyst, { limit: 500 });
  const group = await groupOf(ids);
  const line = page.lines.find(({ circulation }) => circulation === group)!;
  assert.equal(line.group?.referrals, 25);
  assert.equal(line.groupReporters, 5);
  assert.equal(line.referralId, before.lines.find(({ circulation }) => circulation === group)!.referralId);
  assert.equal(page.counts.total, before.lines.length);
  assert.equal(page.counts.lines, page.lines.length);
});

test('a filter folds what it leaves, in the place of the first that it leaves', async () => {
  const ids = await circulate(db.store, content);
  const page = await readQueue(db.store, analyst, { sourceId: 'hotline-c', limit: 500 });
  const line = page.lines.find(({ referralId }) => ids.includes(referralId))!;
  assert.equal(line.group?.referrals, 5);
  assert.equal(line.sourceId, 'hotline-c');
  assert.equal(page.counts.total, 10, 'this test and the one before it');
  assert.equal(page.counts.lines, 2);
});

test('a report with one file that does not circulate, or that tells of harm, has a line of its own', async () => {
  await circulate(db.store, content);
  const parts: Record<string, Partial<ReferralContent>> = {
    'a never-seen file': { files: [fileOf(content), fileOf(`new-${content}`)] },
    'a file without a hash': { files: [fileOf(content), { hashes: [], annotations: ['viral'] }] },
    'immediate danger': { facts: { immediateDanger: 'yes' } },
    'contact abuse': { facts: { contactAbuse: 'yes' } },
    'access to children': { facts: { accessToChildren: 'yes' } },
    grooming: { incidentType: 'online-enticement', threat: 'exploitation' },
    'a claim of urgency': { urgencyClaim: { level: 'high' } },
    'a flag of harm': { flags: ['sextortion'] },
  };
  for (const [what, part] of Object.entries(parts)) {
    const [id] = await plantDerived(db.store, [{ content: report(content, part), sourceId: 'platform-c' }]);
    assert.equal(await lineOf(id!), null, what);
  }
  const [plain] = await plantDerived(db.store, [{ content: report(content), sourceId: 'platform-c' }]);
  assert.notEqual(await lineOf(plain!), null);
});

test('imminent danger is refused in a group’s line by the database itself', async () => {
  const ids = await circulate(db.store, content);
  const group = await groupOf(ids);
  const [danger] = await plantDerived(db.store, [
    { content: report(content, { facts: { immediateDanger: 'yes' } }), sourceId: 'platform-c' },
  ]);
  await assert.rejects(
    rows(db.ownerDb, sql`update queue_place set circulation = ${group} where referral_id = ${danger!}`),
    /queue_place_folds_no_danger/,
  );
});

test('guarding or taking one gives it a line of its own; handing it back returns it', async () => {
  const [guarded, taken] = await circulate(db.store, content);
  await guardReferral(db.store, supervisor, {
    referralId: guarded!,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  assert.equal(await lineOf(guarded!), null);
  const seen = await readQueue(db.store, analyst, { limit: 500 });
  assert.ok(seen.counts.hidden >= 1);
  await takeReferral(db.store, analyst, { referralId: taken! });
  assert.equal(await lineOf(taken!), null);
  await takeReferral(db.store, analyst, { referralId: taken!, handBack: true });
  assert.notEqual(await lineOf(taken!), null);
});

test('what a person has decided on has a line of its own, whatever was decided', async () => {
  const [accepted, raised] = await circulate(db.store, content);
  await decidePriority(db.store, analyst, { referralId: accepted!, accept: true });
  await decidePriority(db.store, supervisor, {
    referralId: raised!,
    band: 'very-high',
    reasonCode: 'more-is-known',
  });
  assert.deepEqual([await lineOf(accepted!), await lineOf(raised!)], [null, null]);
});

test('a link to another incident gives a report a line of its own', async () => {
  await circulate(db.store, content);
  const same = { parties: [partyOf('suspect', ['email', `linked-${content}@example.org`])] };
  const [id] = await plantDerived(db.store, [
    { content: report(content, same), sourceId: 'platform-c' },
    { content: report(`other-${content}`, same), sourceId: 'platform-d' },
  ]);
  assert.equal(await lineOf(id!), null);
});

test('a passed audit closes every member, each with a move and a closure that names it, and conservation holds', async () => {
  const ids = await circulate(db.store, content, 40);
  const group = await groupOf(ids);
  const auditId = await startAudit(db.store, supervisor, { group, seed: 1 });
  const begun = await readStanding(db.store.db, auditId);
  assert.equal(begun.members.length, 40);
  assert.deepEqual(
    begun.standing.strata.map(({ stratum }) => stratum),
    ['agency', 'hotline', 'platform', 'public'],
  );
  assert.ok(begun.standing.strata.every(({ sampled }) => sampled >= 3));
  await assert.rejects(closeCirculation(db.store, supervisor, auditId), refused('circulation.not-passed'));
  await judge(auditId);
  await assert.rejects(closeCirculation(db.store, analyst, auditId), refused('access.not-allowed'));
  assert.deepEqual(await closeCirculation(db.store, supervisor, auditId), { closed: 40, leftOut: [] });
  const states = (await referralHeaders(db.store.db, ids)).map(({ state }) => state);
  assert.deepEqual([...new Set(states)], ['closed']);
  const [closure] = await closuresOf(db.store.db, ids[7]!);
  assert.deepEqual([closure?.auditId, closure?.reasonCode], [auditId, 'circulation']);
  for (const id of [ids[0]!, ids[39]!]) {
    const told = (await feedbackOf(db.store.db, id)).map(({ body }) => [body.status, body.closureReason]);
    assert.deepEqual(told, [['closed', null]], 'every sender is told, as of a single closure');
  }
  assert.equal((await proveConservation(db.store)).holds, true);
  await assert.rejects(closeCirculation(db.store, supervisor, auditId), refused('circulation.audit-over'));
});

test('one that holds more leaves the line and fails its kind of sender; the others need a sample that bears them', async () => {
  const ids = await circulate(db.store, content, 60);
  const group = await groupOf(ids);
  const auditId = await startAudit(db.store, supervisor, { group, seed: 2 });
  const sampled = (await readAudit(db.store, supervisor, auditId)).sample;
  const bad = sampled.find(({ stratum }) => stratum === 'public')!.referralId;
  await judge(auditId, [bad]);
  assert.equal(await lineOf(bad), null);
  let { standing } = await readStanding(db.store.db, auditId);
  assert.equal(standing.strata.find(({ stratum }) => stratum === 'public')?.fails, true);
  if (standing.state === 'needs-more') {
    await extendAudit(db.store, supervisor, auditId);
    await judge(auditId);
    standing = (await readStanding(db.store.db, auditId)).standing;
  }
  assert.equal(standing.state, 'passed');
  const { closed } = await closeCirculation(db.store, supervisor, auditId);
  assert.equal(closed, 48);
  const headers = await referralHeaders(db.store.db, ids);
  assert.ok(headers.filter(({ sourceId }) => sourceId === 'people-c').every(({ state }) => state === 'open'));
  const again = await startAudit(db.store, supervisor, { group, seed: 3 });
  const next = await readStanding(db.store.db, again);
  assert.equal(next.members.length, 11);
  assert.equal(next.tolerated, 0.05);
});

test('who came, changed, was taken or alarmed since the sample was drawn is not closed', async () => {
  const ids = await circulate(db.store, content, 25);
  const group = await groupOf(ids);
  const auditId = await startAudit(db.store, supervisor, { group, seed: 4 });
  await judge(auditId);
  const [late] = await plantDerived(db.store, [{ content: report(content), sourceId: 'platform-c' }]);
  assert.equal(await lineOf(late!), group);
  const [changed, taken, alarmed, gone] = ids;
  await rows(db.ownerDb, sql`update circulation_member set version = 0 where referral_id = ${changed!}`);
  await takeReferral(db.store, analyst, { referralId: taken! });
  await rows(
    db.ownerDb,
    sql`insert into alarm (id, referral_id, number, floors, raised_at)
      values (gen_random_uuid(), ${alarmed!}, 1, '{immediate-danger}', now())`,
  );
  await inTransaction(db.store, (tx) =>
    moveReferral(tx, {
      id: gone!,
      action: 'close',
      at: db.store.clock.now(),
      actor: 'system:test',
      purpose: 'triage',
    }),
  );
  const { closed, leftOut } = await closeCirculation(db.store, supervisor, auditId);
  assert.equal(closed, 21);
  const why = new Map(leftOut.map(({ id, reason }) => [id, reason]));
  assert.deepEqual(
    [changed, taken, alarmed, gone].map((id) => why.get(id!)),
    ['changed', 'left-line', 'alarm-open', 'not-open'],
  );
  assert.equal(await stateOf(late!), 'open');
  assert.equal((await alarmsOf(db.store.db, [alarmed!])).length, 1);
  const fresh = await readStanding(db.store.db, await startAudit(db.store, supervisor, { group, seed: 8 }));
  assert.ok(fresh.members.some(({ referralId }) => referralId === late));
  assert.equal(fresh.tolerated, 0.1, 'a fresh, small sample for those who came since');
  assert.equal((await proveConservation(db.store)).holds, true);
});

test('a closing that was interrupted goes on, and counts what it had closed before', async () => {
  const ids = await circulate(db.store, content, 22);
  const auditId = await startAudit(db.store, supervisor, { group: await groupOf(ids), seed: 7 });
  await judge(auditId);
  const at = db.store.clock.now();
  await inTransaction(db.store, async (tx) => {
    const by = { actor: `person:${supervisor.id}`, purpose: 'triage', reason: 'circulation' } as const;
    await moveReferral(tx, { id: ids[5]!, action: 'close', at, ...by });
    const closure = { referralId: ids[5]!, reasonCode: 'circulation', note: null, auditId } as const;
    await addClosure(tx, { id: newId(), ...closure, closedBy: supervisor.id, closedAt: at });
  });
  assert.deepEqual(await closeCirculation(db.store, supervisor, auditId), { closed: 22, leftOut: [] });
  assert.equal((await closuresOf(db.store.db, ids[5]!)).length, 1);
  assert.equal((await proveConservation(db.store)).holds, true);
});

test('a finding needs a named person who has opened the referral after it was drawn', async () => {
  const ids = await circulate(db.store, content);
  const group = await groupOf(ids);
  for (const id of ids) await openReferral(db.store, analyst, id, 'triage');
  const auditId = await startAudit(db.store, supervisor, { group, seed: 5 });
  const { referralId } = (await readAudit(db.store, supervisor, auditId)).sample[0]!;
  const judged = { auditId, referralId, finding: 'nothing-more' };
  await assert.rejects(recordFinding(db.store, analyst, judged), refused('circulation.not-opened'));
  await openReferral(db.store, supervisor, referralId, 'triage');
  await assert.rejects(recordFinding(db.store, analyst, judged), refused('circulation.not-opened'));
  await openReferral(db.store, analyst, referralId, 'triage');
  await recordFinding(db.store, analyst, judged);
  await assert.rejects(recordFinding(db.store, analyst, judged), refused('circulation.not-sampled'));
  await assert.rejects(startAudit(db.store, supervisor, { group }), refused('circulation.audit-running'));
  await giveUpAudit(db.store, supervisor, auditId);
  await assert.rejects(recordFinding(db.store, analyst, judged), refused('circulation.audit-over'));
});

test('a closing can be undone, with a reason, and what was closed stands in the queue again', async () => {
  const ids = await circulate(db.store, content, 22);
  const group = await groupOf(ids);
  const auditId = await startAudit(db.store, supervisor, { group, seed: 6 });
  await judge(auditId);
  await closeCirculation(db.store, supervisor, auditId);
  const reopen = (reason: string) => reopenCirculation(db.store, supervisor, { auditId, reason });
  await assert.rejects(reopen('because'), refused('circulation.reason-needed'));
  assert.equal(await reopen('audit-doubtful'), 22);
  assert.equal(await stateOf(ids[0]!), 'open');
  assert.equal(await lineOf(ids[0]!), group);
  assert.equal((await closuresOf(db.store.db, ids[0]!)).length, 1);
  assert.equal((await proveConservation(db.store)).holds, true);
  await assert.rejects(reopen('audit-doubtful'), refused('circulation.not-closed'));
});

test('the page of a content counts every reporter, and what may not be seen', async () => {
  const ids = await circulate(db.store, content);
  const group = await groupOf(ids);
  await rows(db.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${ids[3]!}`);
  await deriveReferrals(db.store, [ids[3]!]);
  const page = await readCirculation(db.store, analyst, group);
  assert.equal(page.group.referrals, 25);
  assert.deepEqual(
    page.reporters.map(({ referrals }) => referrals),
    [5, 5, 5, 5, 5],
  );
  assert.deepEqual([page.members.length, page.hidden, page.inLine], [24, 1, 24]);
  assert.equal((await readCirculation(db.store, supervisor, group)).members.length, 25);
  await assert.rejects(readCirculation(db.store, analyst, 9_999_999), refused('circulation.unknown-group'));
});

test('what the database counts of a wave is what counting its reports by themselves says', async () => {
  const shared = partyOf('suspect', ['email', `again-${content}@example.org`]);
  await circulate(db.store, content, 21);
  const ids = await plantDerived(db.store, [
    { content: report(content, { parties: [shared] }), sourceId: 'platform-c' },
    {
      content: report(content, {
        parties: [shared],
        files: [1, 2, 3].map((n) => fileOf(content, `sha1:${content}-${n}`)),
      }),
      sourceId: 'platform-c',
    },
    { content: report(content, { parties: [] }), sourceId: 'people-c' },
    {
      content: report(content),
      sourceId: 'people-c',
      receivedAt: new Date(db.store.clock.now().getTime() - 10 * 86_400_000),
    },
  ]);
  const [group] = await groupsOf(ids);
  const lastDay = Math.floor(db.store.clock.now().getTime() / 86_400_000);
  const facts = await waveFacts(db.store.db, [{ group: group!, lastDay }], ['people-c', 'hotline-c']);
  assert.deepEqual(facts.get(group!), {
    incidents: 24,
    around: 25,
    alone: 23,
    withAccount: 23,
    accounts: 22,
    ofOneAccount: 2,
    inTheOpen: 9,
  });
});
