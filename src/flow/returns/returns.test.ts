import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson, type PersonActor, type Role } from '../../access/index.ts';
import { answersOf } from '../../returns/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { changeMapping } from './change-mapping.ts';
import { confirmReturn } from './confirm-return.ts';
import { eraseReturnFiles } from './erase-return-files.ts';
import { listReturns } from './list-returns.ts';
import { openOriginal } from './open-original.ts';
import { readReturn } from './read-return.ts';
import { readForceScores, readScorecards } from './read-scorecards.ts';
import { setReturnsDue } from './set-due-day.ts';
import { type UploadedReturn, uploadReturn } from './upload-return.ts';
import { withdrawReturn } from './withdraw-return.ts';

const Y2024 = { from: '2024-01-01', to: '2024-12-31' };
const Y2025 = { from: '2025-01-01', to: '2025-12-31' };

let test1: TestStore;
let people: Record<'statistician' | 'auditor' | 'analyst' | 'kent' | 'essex', PersonActor>;
before(async () => {
  test1 = await testStore();
  const person = (role: Role, compartment: string | null = null) =>
    addPerson(test1.store.db, { name: `${role} ${compartment}`, roles: [role], compartment });
  people = {
    statistician: await person('statistician'),
    auditor: await person('auditor'),
    analyst: await person('analyst'),
    kent: await person('force-officer', 'kent'),
    essex: await person('force-officer', 'essex'),
  };
});
after(() => test1.drop());

const KENT = (year: number, referrals: number, widgets = 'Widgets') =>
  `Kent Police\nMeasure,${year}\nReferrals received,${referrals}\nIndecent image reports,340\n${widgets},77\n`;

function upload(
  actor: PersonActor,
  text: string,
  options: Partial<UploadedReturn> = {},
): ReturnType<typeof uploadReturn> {
  const content = Buffer.from(text);
  return uploadReturn(test1.store, actor, {
    force: 'kent',
    period: Y2025,
    name: 'Return by A Person.csv',
    content,
    ...options,
  });
}

async function confirm(actor: PersonActor, id: string) {
  const { seen } = await readReturn(test1.store, actor, id);
  return confirmReturn(test1.store, actor, { id, seen });
}

const refuses = (code: string) => (failure: unknown) => failure instanceof Problem && failure.code === code;

async function referrals(period = Y2025): Promise<Record<string, number | null>> {
  const answers = await answersOf(test1.store.db, period);
  return Object.fromEntries(
    answers
      .filter(({ question, codes }) => question === 'referrals-received' && Object.keys(codes).length === 0)
      .map(({ force, value }) => [force, value]),
  );
}

test('a return counts once a person has confirmed it, and its mapping is proposed the next year', async () => {
  const { store } = test1;
  const { id } = await upload(people.kent, KENT(2024, 1100), { period: Y2024 });
  assert.deepEqual(await referrals(Y2024), {});
  const page = await readReturn(store, people.kent, id);
  const open = page.read!.items.find(({ means }) => means.is === 'open')!;
  assert.equal(open.label, 'Widgets');
  const means = { is: 'counted', question: 'arrests' } as const;
  await changeMapping(store, people.kent, { id, revision: 1, changes: [{ place: open.place, means }] });
  await assert.rejects(
    changeMapping(store, people.kent, { id, revision: 1, changes: [] }),
    refuses('returns.changed-meanwhile'),
  );
  assert.deepEqual(await confirm(people.kent, id), { figures: 3, findings: 0, forces: 1, replaced: [] });
  assert.deepEqual(await referrals(Y2024), { kent: 1100 });

  const next = await upload(people.kent, KENT(2025, 1200));
  const nextPage = await readReturn(store, people.kent, next.id);
  assert.ok(nextPage.profile);
  const widgets = nextPage.read!.items.find(({ label }) => label === 'Widgets')!;
  assert.deepEqual(widgets.means, means);
  await confirm(people.kent, next.id);
  assert.deepEqual(await referrals(), { kent: 1200 });
});

test('the same file twice is the same return', async () => {
  const first = await upload(people.statistician, KENT(2025, 1200, 'Anything'), { force: 'essex' });
  const second = await upload(people.statistician, KENT(2025, 1200, 'Anything'), { force: 'essex' });
  assert.deepEqual([first.isRepeated, second], [false, { id: first.id, isRepeated: true }]);
  await Promise.all([1, 2].map(() => upload(people.essex, KENT(2025, 1, 'Both'), { force: 'essex' })));
  const { lines } = await listReturns(test1.store, people.essex);
  assert.equal(lines.length, 2);
});

test('a later return takes the place of an earlier one, and says which figures change', async () => {
  const { store } = test1;
  const { id } = await upload(people.kent, KENT(2025, 1250));
  const page = await readReturn(store, people.kent, id);
  assert.equal(page.replaces.length, 1);
  assert.deepEqual(
    page.revisions.map(({ question, before: was, after: is }) => [question, was, is]),
    [['referrals-received', 1200, 1250]],
  );
  await confirm(people.kent, id);
  assert.deepEqual(await referrals(), { kent: 1250 });
  const replaced = await readReturn(store, people.kent, page.replaces[0]!.returnId);
  assert.deepEqual(
    replaced.parts.map(({ state, followedBy }) => [state, followedBy]),
    [['superseded', id]],
  );
  // The earlier one can count again.
  await confirm(people.kent, page.replaces[0]!.returnId);
  assert.deepEqual(await referrals(), { kent: 1200 });
});

test('of two people who confirm at once one wins, the other is told', async () => {
  const { store } = test1;
  const ids = await Promise.all(
    [1300, 1301].map(async (count) => (await upload(people.statistician, KENT(2025, count))).id),
  );
  const pages = await Promise.all(ids.map((id) => readReturn(store, people.statistician, id)));
  const results = await Promise.allSettled(
    ids.map((id, i) => confirmReturn(store, people.statistician, { id, seen: pages[i]!.seen })),
  );
  const lost = results.filter((result) => result.status === 'rejected');
  assert.equal(lost.length, 1);
  assert.ok(refuses('returns.changed-meanwhile')(lost[0]!.reason));
});

test('one table of many forces answers for each, and a force’s own return takes the place of its part', async () => {
  const { store } = test1;
  const table =
    'Force,Referrals received,Arrests\nEssex,900,50\nKent,1111,70\nSurrey,800,40\nAtlantis,5,5\nTotal,2811,160\n';
  const { id } = await upload(people.statistician, table, { force: null });
  const page = await readReturn(store, people.statistician, id);
  assert.deepEqual(page.read!.unknownForces, [{ sheet: 'Sheet1', cell: 'A5' }]);
  const { forces } = await confirm(people.statistician, id);
  assert.equal(forces, 3);
  assert.deepEqual(await referrals(), { essex: 900, kent: 1111, surrey: 800 });
  const own = await upload(people.essex, 'Referrals received,950\nArrests,51\n', { force: 'essex' });
  await confirm(people.essex, own.id);
  assert.deepEqual(await referrals(), { essex: 950, kent: 1111, surrey: 800 });
  const answers = await answersOf(store.db, Y2025);
  assert.equal(
    answers.find(({ force, question }) => force === 'surrey' && question === 'arrests')!.cell,
    'Sheet1!C4',
  );
});

test('whoever confirms is told that the figures they replace were changed since', async () => {
  const { store } = test1;
  const period = { from: '2022-01-01', to: '2022-12-31' };
  const first = await upload(people.kent, KENT(2022, 50), { period });
  await confirm(people.kent, first.id);
  const second = await upload(people.kent, KENT(2022, 51), { period });
  const { seen } = await readReturn(store, people.kent, second.id);
  const page = await readReturn(store, people.kent, first.id);
  const { place } = page.read!.items.find(({ label }) => label === 'Widgets')!;
  const means = { is: 'left-out', because: 'note' } as const;
  await changeMapping(store, people.kent, {
    id: first.id,
    revision: page.head.revision,
    changes: [{ place, means }],
  });
  store.clock.set(new Date(store.clock.now().getTime() + 1000));
  await confirm(people.kent, first.id);
  await assert.rejects(
    confirmReturn(store, people.kent, { id: second.id, seen }),
    refuses('returns.changed-meanwhile'),
  );
});

test('an officer whom nobody gave a force sees nobody’s returns', async () => {
  const { store } = test1;
  const stray = await addPerson(store.db, { name: 'No unit', roles: ['force-officer'] });
  const { lines } = await listReturns(store, people.statistician);
  for (const act of [
    () => listReturns(store, stray),
    () => readReturn(store, stray, lines[0]!.id),
    () => upload(stray, KENT(2025, 9)),
    () => readScorecards(store, stray),
    () => setReturnsDue(store, stray, { period: Y2025, due: '2026-02-01' }),
  ])
    await assert.rejects(act, refuses('returns.no-force'));
});

test('a day that is in no calendar is refused, and no fault of ours', async () => {
  const { statistician } = people;
  for (const [period, due] of [
    [Y2025, '2026-02-30'],
    [{ from: '', to: '' }, '2026-02-01'],
  ] as const)
    await assert.rejects(
      setReturnsDue(test1.store, statistician, { period, due }),
      refuses('returns.invalid'),
    );
  await assert.rejects(
    upload(people.kent, KENT(2025, 9), { period: { from: '2025-02-30', to: '2025-12-31' } }),
    refuses('returns.invalid'),
  );
});

test('a force sees and does nothing with the return of another', async () => {
  const { store } = test1;
  await assert.rejects(upload(people.essex, KENT(2025, 7)), refuses('returns.of-another-force'));
  await assert.rejects(upload(people.analyst, KENT(2025, 7)), refuses('access.not-allowed'));
  const { id } = await upload(people.kent, KENT(2025, 8));
  for (const act of [
    () => readReturn(store, people.essex, id),
    () => confirmReturn(store, people.essex, { id, seen: '' }),
    () => withdrawReturn(store, people.essex, { id, revision: 1, reason: 'wrong-file' }),
    () => openOriginal(store, people.essex, { id, purpose: 'statistics' }),
    () => readForceScores(store, people.essex, 'kent'),
    () => readScorecards(store, people.essex),
  ])
    await assert.rejects(act, refuses('returns.of-another-force'));
  await assert.rejects(confirmReturn(store, people.auditor, { id, seen: '' }), refuses('access.not-allowed'));
  assert.ok((await readReturn(store, people.auditor, id)).read);
});

test('a withdrawn return no longer counts, and a file that names people goes at once', async () => {
  const { store } = test1;
  const period = { from: '2023-01-01', to: '2023-12-31' };
  const { id } = await upload(people.kent, KENT(2023, 1000), { period });
  await confirm(people.kent, id);
  const file = (await openOriginal(store, people.kent, { id, purpose: 'statistics' })).open('statistics');
  assert.deepEqual([file.name, file.content.toString()], ['Return by A Person.csv', KENT(2023, 1000)]);
  await assert.rejects(
    openOriginal(store, people.kent, { id, purpose: 'curiosity' }),
    refuses('returns.invalid'),
  );
  const { head } = await readReturn(store, people.kent, id);
  await withdrawReturn(store, people.kent, { id, revision: head.revision, reason: 'holds-too-much' });
  assert.deepEqual(await referrals(period), {});
  const gone = await readReturn(store, people.kent, id);
  assert.deepEqual([gone.head.state, gone.read], ['erased', null]);
  await assert.rejects(
    openOriginal(store, people.kent, { id, purpose: 'statistics' }),
    refuses('keys.record-erased'),
  );
  const verbs = await rows(
    store.db,
    sql<{
      verb: string;
      action: string;
    }>`select verb, action from ledger_entry where detail->>'return' = ${id} order by id`,
  );
  assert.deepEqual(
    verbs.filter(({ action }) => action !== 'read-return').map(({ verb, action }) => `${verb} ${action}`),
    [
      'collected upload-return',
      'altered confirm-return',
      'consulted open-return-file',
      'erased withdraw-return',
    ],
  );
});

test('neither the file nor its name stands anywhere in the open', async () => {
  const { rows: found } = await sql<{ text: string }>`
    select f::text as text from return_file as f union all select r::text from return_reading as r
    union all select h::text from force_return as h
    union all select p::text from return_profile as p`.execute(test1.ownerDb);
  for (const { text } of found) {
    assert.doesNotMatch(text, /A Person|Widgets/);
    assert.ok(!text.includes(Buffer.from('A Person').toString('hex')));
  }
});

test('scorecards say who answered, when, and what to mend first', async () => {
  const { store } = test1;
  await setReturnsDue(store, people.statistician, { period: Y2025, due: '2026-02-01' });
  const { shown } = await readScorecards(store, people.auditor, Y2025);
  assert.deepEqual(shown!.answered, ['essex', 'kent', 'surrey']);
  const of = (force: string, dimension: string, question: string) => {
    const score = shown!.scores.find(
      (one) => one.force === force && one.dimension === dimension && one.question === question,
    )!;
    return [score.numerator, score.denominator];
  };
  assert.deepEqual(of('surrey', 'completeness', 'arrests'), [1, 1]);
  assert.deepEqual(of('surrey', 'completeness', 'victims'), [0, 3]);
  assert.deepEqual(of('surrey', 'timeliness', 'arrests'), [0, 1]);
  assert.deepEqual(of('cumbria', 'timeliness', 'arrests'), [0, 1]);
  assert.deepEqual(of('cumbria', 'accuracy', 'arrests'), [0, 0]);
  assert.equal(shown!.toMend[0]!.dimension === 'timeliness', false);
  const { years } = await readForceScores(store, people.kent, 'kent');
  assert.deepEqual(
    years.map(({ period, answered }) => [period.from.slice(0, 4), answered.length]),
    [
      ['2025', 1],
      ['2024', 1],
      ['2022', 1],
    ],
  );
});

/** What counts, as plainly as it can be said: of each force the return that was confirmed for it last, if nobody took it back. */
class PlainModel {
  readonly #counting = new Map<string, { id: string; value: number }>();
  readonly #said = new Map<string, Record<string, number>>();

  confirm(id: string, said: Record<string, number>): void {
    this.#said.set(id, said);
    for (const [force, value] of Object.entries(said)) this.#counting.set(force, { id, value });
  }
  withdraw(id: string): void {
    for (const [force, one] of this.#counting) if (one.id === id) this.#counting.delete(force);
  }
  figures(): Record<string, number> {
    return Object.fromEntries([...this.#counting].sort().map(([force, { value }]) => [force, value]));
  }
}

test('whatever is confirmed, taken back and confirmed again, what counts is what was confirmed last', async () => {
  const { store } = test1;
  const { statistician } = people;
  const period = { from: '2019-01-01', to: '2019-12-31' };
  const own = (count: number) => `Referrals received,${count}\nArrests,51\n`;
  const sent: { id: string; said: Record<string, number> }[] = [];
  for (const said of [{ kent: 100 }, { kent: 101 }, { essex: 200 }]) {
    const [force, count] = Object.entries(said)[0]!;
    const { id } = await upload(statistician, own(count), { force, period });
    sent.push({ id, said: said as Record<string, number> });
  }
  for (const said of [
    { essex: 300, kent: 301, surrey: 302 },
    { essex: 400, norfolk: 401, surrey: 402 },
  ]) {
    const lines = Object.entries(said).map(([force, count]) => `${force},${count},7`);
    const text = `Force,Referrals received,Arrests\n${lines.join('\n')}\n`;
    const { id } = await upload(statistician, text, { force: null, period });
    sent.push({ id, said });
  }
  const step = fc.record({
    act: fc.constantFrom('confirm' as const, 'confirm' as const, 'withdraw' as const),
    which: fc.nat({ max: sent.length - 1 }),
  });
  const model = new PlainModel();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      for (const { act, which } of steps) {
        const { id, said } = sent[which]!;
        if (act === 'confirm') {
          await confirm(statistician, id);
          model.confirm(id, said);
        } else {
          const { head } = await readReturn(store, statistician, id);
          await withdrawReturn(store, statistician, { id, revision: head.revision, reason: 'figures-wrong' });
          model.withdraw(id);
        }
        assert.deepEqual(await referrals(period), model.figures());
      }
    }),
    { numRuns: 5, seed: 6, endOnFailure: true },
  );
});

test('a file is erased when its time is over, and its figures stay', async () => {
  const { store } = test1;
  const before = await referrals();
  store.clock.set(new Date('2030-01-01T00:00:00Z'));
  assert.ok((await eraseReturnFiles(store)) > 0);
  assert.deepEqual(await referrals(), before);
  assert.equal(await eraseReturnFiles(store), 0);
});
