import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { registerSource, type Source } from '../access/index.ts';
import type { Adapter, Submission } from '../intake/index.ts';
import { type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { type Intake, openIntake, receiveDocument } from './index.ts';

const system = { kind: 'system', part: 'test' } as const;
let db: TestStore;
let intake: Intake;
let sender: Source;

/** Lines "ok …" are read, "bad …" are not, "crash" makes the reader fail; a document of several lines is split. */
const lineAdapter: Adapter = {
  name: 'lines',
  label: 'Lines of text',
  mediaTypes: ['text/x-lines'],
  recognises: (raw) => /^(ok|bad|crash)/.test(raw.toString('utf8', 0, 8)),
  split: (raw) =>
    raw
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line)),
  read(raw) {
    const text = raw.toString();
    if (text.startsWith('crash')) throw new TypeError('cannot read the secret value');
    if (text.startsWith('bad'))
      throw new Problem('intake.invalid', { faults: [{ reason: 'it is bad', line: 1 }] });
    return { content: contentOf(text), stripped: [] };
  },
};

function contentOf(text: string): ReferralContent {
  return {
    scheme: SCHEME_VERSION,
    threat: 'images',
    incidentType: 'other',
    references: [],
    flags: [],
    facts: {},
    times: [],
    parties: [],
    files: [],
    places: [],
    sourceGrading: { source: '2', information: 'D', handling: 'P' },
    evidence: [{ id: 'e0', kind: 'text', label: 'Text', value: text }],
    kept: [],
  };
}

function lines(text: string, more: Partial<Submission> = {}): Submission {
  return { raw: Buffer.from(text), channel: 'api', mediaType: 'text/x-lines', ...more };
}

before(async () => {
  db = await testStore();
  intake = openIntake(db.store, { adapters: [lineAdapter] });
  sender = await registerSource(db.store, system, { id: 'platform-a', name: 'Platform A', kind: 'platform' });
});
after(() => db.drop());

test('a receipt has its number, its document, its content, its ledger entry and its job in one commit', async () => {
  const [receipt] = await receiveDocument(intake, sender, lines('ok one'));
  assert.match(receipt!.number, /^ED-\d{7}-[A-Z]$/);
  assert.equal(receipt!.state, 'open');
  const counts = await rows(
    db.store.db,
    sql`select (select count(*) from received_document where referral_id = ${receipt!.id}) as documents,
      (select count(*) from referral_content where referral_id = ${receipt!.id}) as contents,
      (select count(*) from ledger_entry where subjects = array[${receipt!.id}::uuid]) as entries,
      (select count(*) from job where subject = ${receipt!.id}) as jobs`,
  );
  assert.deepEqual(counts, [{ documents: 1, contents: 1, entries: 1, jobs: 1 }]);
});
