import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { addClosure, placeOf } from '../../assessment/index.ts';
import { contentOf } from '../../matching/index.ts';
import { moveReferral, type ReferralContent, referralHeader } from '../../referral/index.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { askEnquiry } from '../ask-enquiry.ts';
import { guardReferral } from '../guard-referral.ts';
import { openReferral } from '../open-referral.ts';
import { proveConservation } from '../prove-conservation.ts';
import { ASKED } from '../test-dissemination.ts';
import { partyOf } from '../test-joining.ts';
import { closeCirculation } from './close-circulation.ts';
import { extendAudit, giveUpAudit } from './extend-audit.ts';
import { readStanding } from './hold-audit.ts';
import { readCirculation } from './read-circulation.ts';
import { readDoubles } from './read-doubles.ts';
import { recordFinding } from './record-finding.ts';
import { reopenCirculation } from './reopen-circulation.ts';
import { startAudit } from './start-audit.ts';
import { addCirculationSenders, circulate, plantDerived, report } from './test-circulation.ts';

// What goes wrong around an audit: interruptions, guarded members, numbers that are none.

let db: TestStore;
let supervisor: PersonActor;
let analyst: PersonActor;
let content = 'held-0';
before(async () => {
  db = await testStore();
  await addCirculationSenders(db.store);
  supervisor = await addPerson(db.store.db, { name: 'Supervisor', roles: ['supervisor'] });
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
});
after(() => db.drop());
beforeEach(() => {
  content = `held-${Number(content.slice(5)) + 1}`;
});

const lineOf = async (id: string) => (await placeOf(db.store.db, id))?.circulation ?? null;

async function audited(ids: readonly string[]): Promise<string> {
  return startAudit(db.store, supervisor, { group: (await lineOf(ids[0]!))!, seed: 1 });
}

/** As far as a closing gets that dies after its first member. */
async function closeOne(auditId: string, id: string): Promise<void> {
  const at = db.store.clock.now();
  await inTransaction(db.store, async (tx) => {
    const by = { actor: `person:${supervisor.id}`, purpose: 'triage', reason: 'circulation' } as const;
    await moveReferral(tx, { id, action: 'close', at, ...by });
    const closure = { referralId: id, reasonCode: 'circulation', note: null, auditId } as const;
    await addClosure(tx, { id: newId(), ...closure, closedBy: supervisor.id, closedAt: at });
  });
}

test('an audit given up after a closing that was interrupted says what it closed, and that can be undone', async () => {
  const ids = await circulate(db.store, content);
  const auditId = await audited(ids);
  await closeOne(auditId, ids[3]!);
  await giveUpAudit(db.store, supervisor, auditId);
  const [end] = (await readStanding(db.store.db, auditId)).ends;
  assert.deepEqual([end?.how, end?.count], ['closed', 1]);
  assert.equal(await reopenCirculation(db.store, supervisor, { auditId, reason: 'closed-by-mistake' }), 1);
  assert.equal((await referralHeader(db.store.db, ids[3]!)).state, 'open');
  assert.equal((await proveConservation(db.store)).holds, true);
});

test('a reopening that was interrupted goes on, and counts what it had reopened before', async () => {
  const ids = await circulate(db.store, content);
  const auditId = await audited(ids);
  for (const id of ids.slice(0, 2)) await closeOne(auditId, id);
  await giveUpAudit(db.store, supervisor, auditId);
  await inTransaction(db.store, (tx) =>
    moveReferral(tx, {
      id: ids[0]!,
      action: 'reopen',
      at: db.store.clock.now(),
      actor: `person:${supervisor.id}`,
      purpose: 'supervision',
    }),
  );
  await reopenCirculation(db.store, supervisor, { auditId, reason: 'closed-by-mistake' });
  const end = (await readStanding(db.store.db, auditId)).ends.at(-1);
  assert.deepEqual([end?.how, end?.count], ['reopened', 2]);
});

test('the sample of an audit that has passed stays as it is: what it covers may be closing', async () => {
  const ids = await circulate(db.store, content, 60);
  const auditId = await audited(ids);
  const { members } = await readStanding(db.store.db, auditId);
  const spared = members.find(({ draw, stratum }) => draw !== null && stratum === 'platform')!.referralId;
  await rows(
    db.ownerDb,
    sql`with spared as (update circulation_member set draw = null where audit_id = ${auditId} and referral_id = ${spared})
      insert into circulation_finding (audit_id, referral_id, finding, found_by, found_at)
      select audit_id, referral_id, 'nothing-more', ${analyst.id}, now() from circulation_member
      where audit_id = ${auditId} and draw is not null and referral_id <> ${spared}`,
  );
  assert.equal((await readStanding(db.store.db, auditId)).standing.state, 'passed');
  await assert.rejects(extendAudit(db.store, supervisor, auditId), {
    code: 'circulation.sample-large-enough',
  });
});

test('one about which a provider was asked is not closed unseen', async () => {
  const ids = await circulate(db.store, content);
  const auditId = await audited(ids);
  await askEnquiry(db.store, analyst, {
    referralId: ids[4]!,
    kind: 'subscriber',
    provider: 'Example Net',
    authority: 'ipa-2016-part-3',
    asked: ASKED,
    askedAgain: ASKED,
  });
  for (const { referralId, draw } of (await readStanding(db.store.db, auditId)).members) {
    if (draw === null) continue;
    await openReferral(db.store, analyst, referralId, 'triage');
    await recordFinding(db.store, analyst, { auditId, referralId, finding: 'nothing-more' });
  }
  const { closed, leftOut } = await closeCirculation(db.store, supervisor, auditId);
  assert.deepEqual([closed, leftOut.map(({ id, reason }) => [id, reason])], [24, [[ids[4], 'asked-about']]]);
});

test('whether a guarded referral was sampled is told to nobody who may not see it', async () => {
  const ids = await circulate(db.store, content, 40);
  const auditId = await audited(ids);
  const { members } = await readStanding(db.store.db, auditId);
  const sampled = members.find(({ draw }) => draw !== null)!.referralId;
  const unsampled = members.find(({ draw }) => draw === null)!.referralId;
  for (const referralId of [sampled, unsampled]) {
    await guardReferral(db.store, supervisor, { referralId, sensitivity: 'covert', reason: 'covert-work' });
    await assert.rejects(recordFinding(db.store, analyst, { auditId, referralId, finding: 'nothing-more' }), {
      code: 'access.not-allowed',
    });
  }
});

test('content that only guarded referrals show does not exist for who may not see them', async () => {
  const [referralId] = await plantDerived(db.store, [{ content: report(content), sourceId: 'agency-c' }]);
  const group = (await contentOf(db.store.db, referralId!))[0]!.groupId;
  assert.equal((await readCirculation(db.store, analyst, group)).members.length, 1);
  await guardReferral(db.store, supervisor, {
    referralId: referralId!,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  await assert.rejects(readCirculation(db.store, analyst, group), { code: 'circulation.unknown-group' });
  assert.equal((await readCirculation(db.store, supervisor, group)).members.length, 1);
});

test('a report that names a child has a line of its own, however its content circulates', async () => {
  await circulate(db.store, content);
  const child: Partial<ReferralContent> = {
    parties: [
      partyOf('suspect', ['email', `someone-else-${content}@example.org`]),
      partyOf('victim', ['email', `a-child-${content}@example.org`]),
    ],
  };
  const [id] = await plantDerived(db.store, [{ content: report(content, child), sourceId: 'people-c' }]);
  assert.equal(await lineOf(id!), null);
});

test('a number that is no content is answered as an unknown one', async () => {
  for (const group of [Number.NaN, 1.5, 1e20, 9_999_999])
    await assert.rejects(startAudit(db.store, supervisor, { group }), { code: 'circulation.unknown-group' });
});

test('double reports are looked for since the beginning, however many days are asked', async () => {
  const { since } = await readDoubles(db.store, analyst, { days: 1e12 });
  assert.ok(since.getTime() <= 0);
  assert.deepEqual((await readDoubles(db.store, analyst, { sourceId: 'none\0' })).pairs, []);
});
