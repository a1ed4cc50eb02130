import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { noticeById } from '../../dissemination/index.ts';
import { entriesAbout } from '../../ledger/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import {
  answerRelease,
  askRelease,
  disseminateReferral,
  draftRemoval,
  guardReferral,
  listReleaseQuestions,
  listRemovals,
  overrideGate,
  putRemovalHost,
  readRemovable,
  readRemoval,
  readRemovalDocument,
  recordPreservation,
  recordRelease,
  sayNobodyInvestigates,
  sendRemoval,
  withdrawPackage,
} from '../index.ts';
import { plantReferral, type TestBureau, testBureau } from '../test-dissemination.ts';
import {
  ADDRESS,
  askedOfKent,
  contentNaming,
  draftFrom,
  preserve,
  readyNotice,
  referralNaming,
  registerHostOne,
  SENDER,
} from './test-removals.ts';

let bureau: TestBureau;
let made = 0;
before(async () => {
  bureau = await testBureau();
  await registerHostOne(bureau);
});
after(() => bureau.drop());

const nextAddress = () => `https://files.host-one.example/n/${++made}`;
const stateOf = async (id: string) => (await noticeById(bureau.store.db, id)).state;
const send = (noticeId: string, actor = bureau.analyst) =>
  sendRemoval(bureau.store, actor, { noticeId, sender: SENDER });

async function refusal(act: Promise<unknown>): Promise<Problem> {
  try {
    await act;
  } catch (failure) {
    assert.ok(failure instanceof Problem, String(failure));
    return failure;
  }
  assert.fail('was not refused');
}
const shutGates = async (noticeId: string, actor = bureau.analyst) => {
  const problem = await refusal(send(noticeId, actor));
  assert.equal(problem.code, 'dissemination.removal-gates-shut');
  return problem.faults.map(({ path }) => path);
};

test('a draft becomes ready once every gate holds, and goes out', async () => {
  const id = await readyNotice(bureau, nextAddress());
  assert.equal(await stateOf(id), 'ready');
  await send(id);
  assert.equal(await stateOf(id), 'sent');
});

test('without recorded preservation it does not go out', async () => {
  const id = await draftFrom(
    bureau,
    bureau.analyst,
    await referralNaming(bureau, { address: nextAddress() }),
  );
  await sayNobodyInvestigates(bureau.store, bureau.analyst, id);
  assert.deepEqual(await shutGates(id), ['preservation']);
});

test('where no unit holds a package, a person has to say that nobody investigates', async () => {
  const id = await draftFrom(
    bureau,
    bureau.analyst,
    await referralNaming(bureau, { address: nextAddress() }),
  );
  await preserve(bureau, id);
  assert.deepEqual(await shutGates(id), ['release']);
});

test('that nobody investigates counts no more once a unit holds a package', async () => {
  const address = nextAddress();
  const id = await readyNotice(bureau, address);
  await referralNaming(bureau, { address, unitId: 'kent' });
  assert.deepEqual(await shutGates(id), ['release']);
});

test('an open alarm about it shuts the gate', async () => {
  const address = nextAddress();
  const facts = { immediateDanger: 'yes', meetingPlanned: 'yes' } as const;
  const id = await readyNotice(bureau, address);
  await plantReferral(bureau, {
    content: contentNaming(address, { facts, incidentType: 'online-enticement', threat: 'exploitation' }),
    decided: false,
  });
  assert.deepEqual(await shutGates(id), ['alarm']);
});

test('every unit that holds a package of any referral naming the address has to release it', async () => {
  const address = nextAddress();
  const id = await askedOfKent(bureau, address);
  await referralNaming(bureau, { address: `${address.replace('https', 'HTTP')}/#top`, unitId: 'essex' });
  const { asked } = await askRelease(bureau.store, bureau.analyst, id);
  assert.deepEqual(asked.toSorted(), ['essex', 'kent']);
  await answerRelease(bureau.store, bureau.kentOfficer, { noticeId: id, answer: 'yes' });
  assert.deepEqual(await shutGates(id), ['release']);
  await answerRelease(bureau.store, bureau.essexOfficer, { noticeId: id, answer: 'yes' });
  assert.equal(await stateOf(id), 'ready');
});

test('a referral that shows the same content elsewhere counts too', async () => {
  const content = contentNaming(nextAddress());
  const id = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { content }));
  await preserve(bureau, id);
  await sayNobodyInvestigates(bureau.store, bureau.analyst, id);
  assert.equal(await stateOf(id), 'ready');
  const elsewhere = contentNaming(nextAddress(), { files: content.files });
  await referralNaming(bureau, { content: { ...elsewhere, references: [] }, unitId: 'essex' });
  assert.deepEqual(await shutGates(id), ['release']);
});

test('a unit is asked only about what it holds, and nobody answers for another', async () => {
  const id = await askedOfKent(bureau, nextAddress());
  const [question] = await listReleaseQuestions(bureau.store, bureau.kentOfficer);
  assert.equal(question?.noticeId, id);
  assert.equal(question?.numbers.length, 1);
  const own = await listReleaseQuestions(bureau.store, bureau.essexOfficer);
  assert.ok(own.every(({ noticeId }) => noticeId !== id));
  const said = answerRelease(bureau.store, bureau.essexOfficer, { noticeId: id, answer: 'yes' });
  assert.equal((await refusal(said)).code, 'dissemination.removal-not-found');
  const byAnalyst = answerRelease(bureau.store, bureau.analyst, { noticeId: id, answer: 'yes' });
  assert.equal((await refusal(byAnalyst)).code, 'access.not-allowed');
});

test('"not yet" needs a reason and a day; the bureau can write down what a unit says, with a reference', async () => {
  const id = await askedOfKent(bureau, nextAddress());
  const bare = answerRelease(bureau.store, bureau.kentOfficer, { noticeId: id, answer: 'not-yet' });
  assert.equal((await refusal(bare)).code, 'dissemination.unknown-code');
  const written = { noticeId: id, unitId: 'kent', answer: 'yes', reference: '' } as const;
  assert.equal(
    (await refusal(recordRelease(bureau.store, bureau.analyst, written))).code,
    'dissemination.unknown-code',
  );
  await recordRelease(bureau.store, bureau.analyst, { ...written, reference: 'call 12:05' });
  assert.equal(await stateOf(id), 'ready');
});

test('a unit that changes its mind suspends what is out already', async () => {
  const id = await askedOfKent(bureau, nextAddress());
  await answerRelease(bureau.store, bureau.kentOfficer, { noticeId: id, answer: 'yes' });
  await send(id);
  await answerRelease(bureau.store, bureau.kentOfficer, {
    noticeId: id,
    answer: 'never-without-asking',
    reason: 'suspect-not-arrested',
  });
  assert.equal(await stateOf(id), 'suspended');
});

test('only a supervisor overrides, with a coded reason and a note, and only what stands then', async () => {
  const address = nextAddress();
  const id = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address }));
  await preserve(bureau, id);
  const override = {
    noticeId: id,
    gate: 'release',
    reason: 'child-harmed-by-circulation',
    note: 'Told by the duty desk',
  } as const;
  const { store, analyst, supervisor } = bureau;
  assert.equal((await refusal(overrideGate(store, analyst, override))).code, 'access.not-allowed');
  for (const wrong of [{ note: ' ' }, { reason: 'because' as 'suspect-knows' }])
    assert.equal(
      (await refusal(overrideGate(store, supervisor, { ...override, ...wrong }))).code,
      'dissemination.unknown-code',
    );
  await overrideGate(store, supervisor, override);
  assert.equal(await stateOf(id), 'ready');
  const again = overrideGate(store, supervisor, override);
  assert.equal((await refusal(again)).code, 'dissemination.removal-gate-holds');
  const page = await readRemoval(store, analyst, id);
  assert.deepEqual(
    page.overrides.map(({ gate, reason, note }) => [gate, reason, note?.open('test')]),
    [['release', 'child-harmed-by-circulation', 'Told by the duty desk']],
  );
  const entries = await rows(
    bureau.ownerDb,
    sql<{
      detail: Record<string, unknown>;
    }>`select detail from ledger_entry where action = 'override-removal-gate'`,
  );
  assert.deepEqual(entries.at(-1)?.detail, {
    notice: id,
    gate: 'release',
    reason: 'child-harmed-by-circulation',
    covers: ['nobody-said'],
  });
  // Somebody investigates it now: the override says nothing about them.
  await referralNaming(bureau, { address, unitId: 'essex' });
  assert.deepEqual(await shutGates(id), ['release']);
});

test('an address that a guarded referral names is held, and who may not know of it learns nothing more', async () => {
  const address = nextAddress();
  const id = await readyNotice(bureau, address);
  const beforehand = await readRemoval(bureau.store, bureau.analyst, id);
  const covert = await referralNaming(bureau, { address, unitId: 'essex' });
  const guarding = { referralId: covert, sensitivity: 'covert', reason: 'covert-work' } as const;
  await guardReferral(bureau.store, bureau.supervisor, guarding);
  assert.deepEqual(await shutGates(id), ['held']);
  assert.deepEqual(await shutGates(id, bureau.supervisor), ['release', 'guard']);
  const seen = await readRemoval(bureau.store, bureau.analyst, id);
  assert.deepEqual(seen.gates, { ...beforehand.gates, held: true });
  assert.deepEqual([seen.referrals, seen.askedAt.size, seen.hiddenItems], [beforehand.referrals, 0, 0]);
  const { asked } = await askRelease(bureau.store, bureau.analyst, id);
  assert.deepEqual(asked, []);
  assert.equal((await readRemoval(bureau.store, bureau.analyst, id)).askedAt.size, 0);
  assert.equal((await listReleaseQuestions(bureau.store, bureau.essexOfficer)).length > 0, true);
  const forEssex = { noticeId: id, unitId: 'essex', answer: 'yes', reference: 'x' } as const;
  assert.equal(
    (await refusal(recordRelease(bureau.store, bureau.analyst, forEssex))).code,
    'dissemination.unknown-unit',
  );
  for (const gate of ['release', 'guard'] as const)
    await overrideGate(bureau.store, bureau.supervisor, {
      noticeId: id,
      gate,
      reason: 'agreed-by-word',
      note: 'Agreed with the operation',
    });
  assert.deepEqual((await readRemoval(bureau.store, bureau.analyst, id)).overrides, []);
  await answerRelease(bureau.store, bureau.essexOfficer, { noticeId: id, answer: 'yes' });
  // Nor does the history of a referral that the analyst may see.
  const { referralIds } = await noticeById(bureau.store.db, id);
  const entries = await entriesAbout(bureau.store.db, referralIds[0]!, 200);
  const told = entries.filter(({ action }) => /release|override/.test(action));
  assert.deepEqual(
    told.map(({ action }) => action),
    [],
  );
  assert.doesNotMatch(JSON.stringify(entries), new RegExp(`${covert}|essex|${bureau.essexOfficer.id}`));
  await send(id);
});

test('a notice drafted from a guarded referral is hidden, and counted as hidden', async () => {
  const covert = await referralNaming(bureau, { address: nextAddress() });
  await guardReferral(bureau.store, bureau.supervisor, {
    referralId: covert,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  const id = await draftFrom(bureau, bureau.supervisor, covert);
  const problem = await refusal(readRemoval(bureau.store, bureau.analyst, id));
  assert.equal(problem.code, 'dissemination.removal-not-found');
  const { shown, hidden } = await listRemovals(bureau.store, bureau.analyst);
  assert.ok(hidden > 0 && shown.every((one) => one.id !== id));
  assert.ok((await listRemovals(bureau.store, bureau.supervisor)).shown.some((one) => one.id === id));
});

test('who joins a notice that also rests on a guarded referral reads neither its notes nor what was sent', async () => {
  const { store, analyst, supervisor } = bureau;
  const address = nextAddress();
  const covert = await referralNaming(bureau, { address });
  const guarding = { referralId: covert, sensitivity: 'covert', reason: 'covert-work' } as const;
  await guardReferral(store, supervisor, guarding);
  const id = await draftFrom(bureau, supervisor, covert);
  await recordPreservation(store, supervisor, {
    noticeId: id,
    how: 'recorded-by-force',
    keptOn: '2026-03-01',
    reference: 'SECRET-OPERATION',
  });
  await sayNobodyInvestigates(store, supervisor, id);
  await overrideGate(store, supervisor, {
    noticeId: id,
    gate: 'guard',
    reason: 'suspect-knows',
    note: 'SECRET-OPERATION',
  });
  await send(id, supervisor);
  assert.equal(await draftFrom(bureau, analyst, await referralNaming(bureau, { address })), id);
  const page = await readRemoval(store, analyst, id);
  assert.deepEqual([page.preservations[0]?.reference, page.overrides, page.referrals.length], [null, [], 1]);
  const [delivery] = page.deliveries;
  const asked = { noticeId: id, deliveryId: delivery!.id, sender: SENDER };
  assert.equal((await refusal(readRemovalDocument(store, analyst, asked))).code, 'access.not-allowed');
  assert.match((await readRemovalDocument(store, supervisor, asked)).open('test').text, /RN-/);
});

test('the same address in a second referral joins the open notice, written however it is', async () => {
  const address = nextAddress();
  const id = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address }));
  const other = await referralNaming(bureau, { address: address.replace('https://', 'hxxps://www.') });
  const [line] = await readRemovable(bureau.store, bureau.analyst, other);
  assert.deepEqual([line?.notice?.id, line?.host?.id, line?.files], [id, 'host-one', 1]);
  const drafted = await draftRemoval(bureau.store, bureau.analyst, { referralId: other, keys: [line!.key] });
  assert.deepEqual(
    drafted.map(({ id, joined }) => [id, joined]),
    [[id, true]],
  );
  const page = await readRemoval(bureau.store, bureau.analyst, id);
  assert.deepEqual([page.notice.addresses, page.referrals.length, page.items[0]?.reports], [1, 2, 2]);
});

test('two who draft the same address at once make one notice', async () => {
  const address = nextAddress();
  const ids = [await referralNaming(bureau, { address }), await referralNaming(bureau, { address })];
  const drafted = await Promise.all(ids.map((id) => draftFrom(bureau, bureau.analyst, id)));
  assert.equal(new Set(drafted).size, 1);
});

test('an address of nobody in the registry needs a host named', async () => {
  const referralId = await referralNaming(bureau, { address: 'https://unknown.example/x' });
  const [line] = await readRemovable(bureau.store, bureau.analyst, referralId);
  const draft = { referralId, keys: [line!.key] };
  assert.equal(line?.host, null);
  assert.equal(
    (await refusal(draftRemoval(bureau.store, bureau.analyst, draft))).code,
    'dissemination.no-host',
  );
  const [drafted] = await draftRemoval(bureau.store, bureau.analyst, { ...draft, hostId: 'host-one' });
  assert.equal((await readRemoval(bureau.store, bureau.analyst, drafted!.id)).host.id, 'host-one');
});

test('no table of removals holds an address in plain', async () => {
  await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address: ADDRESS }));
  const tables = await rows(
    bureau.ownerDb,
    sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  for (const { name } of tables) {
    const found = await rows(
      bureau.ownerDb,
      sql<{ n: number }>`select count(*) as n from ${sql.table(name)} t where t::text like '%SECRET-PATH%'`,
    );
    assert.equal(Number(found[0]!.n), 0, name);
  }
});

test('a unit whose package was withdrawn has no say any more', async () => {
  const { store, analyst, signer } = bureau;
  const referralId = await referralNaming(bureau, { address: nextAddress() });
  const packages = [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' }] as const;
  const [packageId] = await disseminateReferral(store, analyst, { referralId, packages }, signer);
  const id = await draftFrom(bureau, analyst, referralId);
  const releaseGate = async () =>
    (await readRemoval(store, analyst, id)).gates.gates.find(({ gate }) => gate === 'release');
  assert.deepEqual(
    (await releaseGate())?.causes.map(({ key }) => key),
    ['unit:kent'],
  );
  await withdrawPackage(store, analyst, { packageId: packageId!, reason: 'sent-in-error' });
  assert.deepEqual(
    (await releaseGate())?.causes.map(({ key }) => key),
    ['nobody-said'],
  );
});

test('a change of a host counts from its day on, and another on that day is refused', async () => {
  const host = {
    id: 'host-moving',
    name: 'Host Moving',
    kind: 'host',
    domains: ['moving.example'],
    country: 'FR',
    channel: 'by-hand',
    contact: null,
    flaggerNote: null,
    answerWithinHours: null,
  } as const;
  const system = { kind: 'system', part: 'test' } as const;
  const put = (changes: object) =>
    putRemovalHost(bureau.store, system, { ...host, domains: [...host.domains], ...changes });
  await put({ validFrom: '2026-01-01' });
  await put({ validFrom: '2026-04-01', name: 'Host Moved', country: 'GB' });
  const referralId = await referralNaming(bureau, { address: 'https://a.moving.example/1' });
  const id = await draftFrom(bureau, bureau.analyst, referralId);
  const nameOn = async () => (await readRemoval(bureau.store, bureau.analyst, id)).host.name;
  assert.equal(await nameOn(), 'Host Moving');
  const now = bureau.store.clock.now();
  bureau.store.clock.set(new Date('2026-04-02T09:00:00Z'));
  assert.equal(await nameOn(), 'Host Moved');
  bureau.store.clock.set(now);
  const twice = put({ validFrom: '2026-04-01' });
  assert.equal((await refusal(twice)).code, 'dissemination.host-changed-today');
  for (const wrong of [
    { domains: ['not a domain'] },
    { country: 'France' },
    { channel: 'mail' },
    { validFrom: 'soon' },
  ])
    assert.equal((await refusal(put(wrong))).code, 'dissemination.host-invalid', JSON.stringify(wrong));
});
