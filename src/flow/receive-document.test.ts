import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson, type Source } from '../access/index.ts';
import { openContents, openEvidenceItem, referralHeader } from '../referral/index.ts';
import { row, rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { type Intake, openIntake, proveConservation, receiveDocument, repairDocument } from './index.ts';
import { lineAdapter, lines, platformAndPublic } from './test-intake.ts';

let db: TestStore;
let intake: Intake;
let platform: Source;
let other: Source;
let people: Source;
const faults: string[] = [];

before(async () => {
  db = await testStore();
  intake = openIntake(db.store, { adapters: [lineAdapter], onReaderFault: (name) => faults.push(name) });
  ({ platform, other, people } = await platformAndPublic(db.store));
});
after(() => db.drop());

type Counts = Record<'referrals' | 'documents' | 'contents' | 'entries' | 'jobs', number>;

async function counts(): Promise<Counts> {
  return (await row(
    db.ownerDb,
    sql<Counts>`select (select count(*) from referral) as referrals, (select count(*) from received_document) as documents,
      (select count(*) from referral_content) as contents, (select count(*) from job) as jobs,
      (select count(*) from ledger_entry where action = 'receive') as entries`,
  ))!;
}

/** How much was added by `work`. */
async function added(work: () => Promise<unknown>): Promise<Counts> {
  const before = await counts();
  await work();
  const after = await counts();
  const names = Object.keys(after) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Counts;
}

const nothing: Counts = { referrals: 0, documents: 0, contents: 0, entries: 0, jobs: 0 };
const times = (n: number): Counts => ({ referrals: n, documents: n, contents: n, entries: n, jobs: n });

const hasCode = (code: string) => (failure: unknown) => failure instanceof Problem && failure.code === code;

test('a receipt has its number, document, content, ledger entry and job', async () => {
  const grown = await added(async () => {
    const [receipt] = await receiveDocument(intake, platform, lines('ok one'));
    assert.match(receipt!.number, /^ED-\d{7}-[A-Z]$/);
    assert.equal(receipt!.state, 'open');
    assert.equal(receipt!.repeated, false);
    const evidence = await openEvidenceItem(db.store, db.store.db, receipt!.id, 'e0');
    assert.equal(evidence.open('test').value, 'ok one');
    assert.equal((await openContents(db.store, db.store.db, [receipt!.id])).length, 1);
  });
  assert.deepEqual(grown, times(1));
});

test('the ledger entry tells source, day, state and size, and a digest that is no plain hash', async () => {
  const receivedAt = new Date('2026-01-31T23:59:59Z');
  const [receipt] = await receiveDocument(intake, platform, lines('ok two', { receivedAt }));
  const entry = await row(
    db.store.db,
    sql<{
      actor: string;
      purpose: string;
      detail: object;
      digest: Buffer;
    }>`select actor, purpose, detail, digest
      from ledger_entry where subjects = array[${receipt!.id}::uuid]`,
  );
  assert.equal(entry!.actor, 'source:platform-a');
  assert.equal(entry!.purpose, 'intake');
  const detail = {
    source: 'platform-a',
    day: '2026-01-31',
    state: 'open',
    channel: 'api',
    adapter: 'lines',
    bytes: 6,
  };
  assert.deepEqual(entry!.detail, detail);
  assert.equal(entry!.digest.length, 32);
});

test('no plain byte of a document is in the database', async () => {
  await receiveDocument(intake, platform, lines('ok QXZUNIQUEWORD', { idempotencyKey: 'QXZUNIQUEKEY' }));
  const tables = [
    'referral',
    'received_document',
    'referral_content',
    'ledger_entry',
    'job',
    'document_repair',
  ];
  for (const table of tables) {
    const found = await rows(
      db.ownerDb,
      sql`select * from ${sql.table(table)} as t where t::text ~* ${'QXZUNIQUE|5158 ?5a55 ?4e49'}`,
    );
    assert.equal(found.length, 0, table);
  }
});

test('what names a police suspect is guarded from the first moment, also where a repair reveals it', async () => {
  const sensitivity = async (id: string) => (await referralHeader(db.store.db, id)).sensitivity;
  const [told, ordinary, unread] = await receiveDocument(
    intake,
    platform,
    lines('ok of police\nok of nobody\nbad one about them'),
  );
  assert.equal(await sensitivity(told!.id), 'professional-standards');
  assert.equal(await sensitivity(ordinary!.id), 'ordinary');
  assert.equal(await sensitivity(unread!.id), 'ordinary');
  const repairer = await addPerson(db.store.db, { name: 'Analyst Repair', roles: ['analyst'] });
  const raw = Buffer.from('ok of police, mended');
  await repairDocument(intake, repairer, unread!.id, { raw, reason: 'a typing error' });
  assert.equal(await sensitivity(unread!.id), 'professional-standards');
});

test('each line of a file is a receipt of its own; a bad one goes into quarantine alone', async () => {
  const grown = await added(async () => {
    const receipts = await receiveDocument(intake, platform, lines('ok a\nbad b\nok c\n'));
    assert.deepEqual(
      receipts.map(({ state }) => state),
      ['open', 'quarantined', 'open'],
    );
    assert.deepEqual(receipts[1]!.problem!.faults, [{ reason: 'bad', line: 1 }]);
  });
  assert.deepEqual(grown, { ...times(3), contents: 2, jobs: 2 });
});

test('a file of more lines than one group holds is received whole and in order', async () => {
  const text = Array.from({ length: 450 }, (_, i) => `ok line ${i}`).join('\n');
  const receipts = await receiveDocument(intake, platform, lines(text));
  assert.equal(new Set(receipts.map(({ id }) => id)).size, 450);
  const positions = await rows(
    db.ownerDb,
    sql<{ id: string }>`select referral_id as id from received_document where batch_id =
      (select batch_id from received_document where referral_id = ${receipts[0]!.id}) order by batch_position`,
  );
  assert.deepEqual(
    positions.map(({ id }) => id),
    receipts.map(({ id }) => id),
  );
});

test('the same file sent again gives the same receipts, with or without a key', async () => {
  const file = lines('ok again 1\nok again 2');
  const first = await receiveDocument(intake, platform, file);
  const grown = await added(async () => {
    const second = await receiveDocument(intake, platform, file);
    assert.deepEqual(
      second.map(({ id, number, repeated }) => [id, number, repeated]),
      first.map(({ id, number }) => [id, number, true]),
    );
  });
  assert.deepEqual(grown, nothing);
});

test('a reader that fails on a document makes it quarantined, quotes nothing and is told by name', async () => {
  for (const text of ['crash now', 'odd one']) {
    faults.length = 0;
    const [receipt] = await receiveDocument(intake, platform, lines(text));
    assert.equal(receipt!.state, 'quarantined');
    assert.equal(receipt!.problem!.code, 'intake.invalid');
    assert.doesNotMatch(JSON.stringify(receipt), /secret/);
    assert.deepEqual(faults, ['lines']);
  }
});

test('characters that the database cannot hold do not keep a document out', async () => {
  const read: typeof lineAdapter.read = (raw, context) => {
    const { content } = lineAdapter.read(raw, context);
    return { content: { ...content, platform: 'a\0b', flags: ['\ud800'] }, stripped: [] };
  };
  const odd = openIntake(db.store, { adapters: [{ ...lineAdapter, read }] });
  const [receipt] = await receiveDocument(odd, platform, lines('ok nul'));
  assert.equal(receipt!.state, 'open');
});

test('a format that nobody knows is kept for a registered sender', async () => {
  const [receipt] = await receiveDocument(intake, platform, { raw: Buffer.from('%%%'), channel: 'api' });
  assert.equal(receipt!.state, 'quarantined');
  assert.equal(receipt!.problem!.code, 'intake.unknown-format');
});

test('a file that cannot be cut is one quarantined document', async () => {
  const receipts = await receiveDocument(intake, platform, lines('ok a\nno-lines\n'));
  assert.deepEqual(
    receipts.map(({ state, problem }) => [state, problem!.faults[0]!.reason]),
    [['quarantined', 'no lines']],
  );
});

test('what nobody could read is kept without binary content and without long payloads', async () => {
  const binary = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0]);
  const payload = `bad ${Buffer.alloc(3_000, 7).toString('base64')}`;
  for (const [raw, most] of [
    [binary, 30],
    [Buffer.from(payload), 200],
  ] as const) {
    const [receipt] = await receiveDocument(intake, platform, { raw, channel: 'api' });
    const kept = await row(
      db.ownerDb,
      sql<{
        bytes: number;
        stripped: { bytes: number }[];
      }>`select length(raw) as bytes, stripped from received_document
        where referral_id = ${receipt!.id}`,
    );
    assert.ok(kept!.bytes < most, `${kept!.bytes} bytes kept`);
    assert.equal(kept!.stripped.length, 1);
  }
});

test('an anonymous sender is refused, counted, and nothing is kept', async () => {
  const grown = await added(async () => {
    for (const text of ['bad a', 'crash', 'ok a\nok b']) {
      await assert.rejects(
        receiveDocument(intake, people, lines(text, { channel: 'public-form' })),
        hasCode('intake.invalid'),
      );
    }
  });
  assert.deepEqual(grown, nothing);
  const counted = await row(
    db.ownerDb,
    sql<{
      refused: number;
    }>`select refused from refusal_count where channel = 'public-form' and code = 'intake.invalid'`,
  );
  assert.equal(counted!.refused, 3);
  const [receipt] = await receiveDocument(intake, people, lines('ok fine', { channel: 'public-form' }));
  assert.equal(receipt!.state, 'open');
});

test('an empty or an oversized document is refused by everybody', async () => {
  const unsplit = openIntake(db.store, { adapters: [{ ...lineAdapter, split: undefined } as never] });
  const grown = await added(async () => {
    await assert.rejects(receiveDocument(intake, platform, lines(' \n\t')), hasCode('intake.empty'));
    const large = lines(Buffer.alloc(20_000_001, 'a'));
    await assert.rejects(receiveDocument(unsplit, platform, large), hasCode('intake.too-large'));
  });
  assert.deepEqual(grown, nothing);
});

test('the same key and document give one receipt, however many arrive at once', async () => {
  const grown = await added(async () => {
    const submission = lines('ok key', { idempotencyKey: 'key-1' });
    const many = await Promise.all(
      Array.from({ length: 20 }, () => receiveDocument(intake, platform, submission)),
    );
    assert.equal(new Set(many.map(([receipt]) => receipt!.id)).size, 1);
    assert.equal(new Set(many.map(([receipt]) => receipt!.number)).size, 1);
    assert.equal(many.filter(([receipt]) => !receipt!.repeated).length, 1);
  });
  assert.deepEqual(grown, times(1));
});

test('two processes that receive the same key at once keep one document', async () => {
  const second = openIntake(db.store, { adapters: [lineAdapter] });
  const grown = await added(async () => {
    for (let i = 0; i < 10; i += 1) {
      const submission = lines('ok both', { idempotencyKey: `both-${i}` });
      const [a, b] = await Promise.all([
        receiveDocument(intake, platform, submission),
        receiveDocument(second, platform, submission),
      ]);
      assert.equal(a[0]!.id, b[0]!.id);
    }
  });
  assert.deepEqual(grown, times(10));
});

test('a key stands for one document of one sender', async () => {
  const key = { idempotencyKey: 'key-2' };
  await receiveDocument(intake, platform, lines('ok first', key));
  const grown = await added(async () => {
    for (const text of ['ok second', 'ok first\nok more']) {
      await assert.rejects(
        receiveDocument(intake, platform, lines(text, key)),
        hasCode('intake.idempotency-conflict'),
      );
    }
  });
  assert.deepEqual(grown, nothing);
  assert.deepEqual(await added(() => receiveDocument(intake, other, lines('ok second', key))), times(1));
});

test('a changed file under the same key is refused whole', async () => {
  const key = { idempotencyKey: 'file-1' };
  await receiveDocument(intake, platform, lines('ok 1\nok 2', key));
  const grown = await added(async () => {
    for (const text of ['ok 1\nok 2\nok 3', 'ok 1\nok 9', 'ok 1']) {
      await assert.rejects(
        receiveDocument(intake, platform, lines(text, key)),
        hasCode('intake.idempotency-conflict'),
      );
    }
  });
  assert.deepEqual(grown, nothing);
});

test('a file whose receiving was cut short is completed when it is sent again', async () => {
  const file = lines(Array.from({ length: 300 }, (_, i) => `ok cut ${i}`).join('\n'));
  const failing: Intake = {
    ...intake,
    group: {
      add: async (receipt) => {
        if (receipt.document.batchPosition > 200) throw new Problem('store.unreachable');
        return intake.group.add(receipt);
      },
    },
  };
  const grown = await added(async () => {
    await assert.rejects(receiveDocument(failing, platform, file), hasCode('store.unreachable'));
    const receipts = await receiveDocument(intake, platform, file);
    assert.equal(receipts.length, 300);
    assert.equal(receipts.filter(({ repeated }) => repeated).length, 200);
  });
  assert.deepEqual(grown, times(300));
});

test('one row that the database refuses does not take its group with it', async () => {
  const stranger = { ...platform, id: 'nobody' };
  const grown = await added(async () => {
    const answers = await Promise.allSettled([
      receiveDocument(intake, platform, lines('ok left')),
      receiveDocument(intake, stranger, lines('ok lost')),
      receiveDocument(intake, platform, lines('ok right')),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });
  assert.deepEqual(grown, times(2));
});

test('the application can neither change nor remove what was received', async () => {
  for (const statement of [
    sql`update received_document set raw = ''`,
    sql`delete from received_document`,
    sql`truncate received_document`,
    sql`update referral_content set content = ''`,
    sql`delete from referral_content`,
    sql`delete from referral`,
    sql`update document_repair set raw = ''`,
  ]) {
    await assert.rejects(statement.execute(db.store.db), { code: '42501' });
  }
  await assert.rejects(sql`update received_document set raw = ''`.execute(db.ownerDb), { code: '42501' });
});

test('whatever is sent, each document is open, quarantined or refused, and nothing is half done', async () => {
  const document = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('ok x', 'bad x', 'crash', 'odd', '', 'ok\nbad\nok'),
  );
  const submission = fc.record({
    text: document,
    key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined }),
    anonymous: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(submission, { minLength: 1, maxLength: 12 }), async (submissions) => {
      const before = await counts();
      const answers = await Promise.allSettled(
        submissions.map(({ text, key, anonymous }) =>
          receiveDocument(intake, anonymous ? people : platform, lines(text, { idempotencyKey: key })),
        ),
      );
      for (const answer of answers)
        assert.ok(answer.status === 'fulfilled' || answer.reason instanceof Problem);
      const receipts = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const fresh = receipts.filter(({ repeated }) => !repeated);
      const open = fresh.filter(({ state }) => state === 'open').length;
      const after = await counts();
      assert.equal(after.referrals - before.referrals, after.documents - before.documents);
      assert.equal(after.referrals - before.referrals, after.entries - before.entries);
      assert.ok(after.referrals - before.referrals >= fresh.length);
      assert.ok(after.contents - before.contents >= open);
    }),
    { numRuns: 25, seed: 7 },
  );
  assert.equal((await proveConservation(db.store)).holds, true);
});
