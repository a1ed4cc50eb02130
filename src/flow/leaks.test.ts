import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { registerSource, type Source } from '../access/index.ts';
import { ADAPTERS } from '../intake/index.ts';
import { openFacts } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { type Intake, openIntake, receiveDocument } from './index.ts';
import { tablesAsText } from './test-joining.ts';

// Attacks invariant 8 where it is weakest: what a refusal says of a document, and what is kept of it in plain.

const WORD = 'Quietotter';
let db: TestStore;
let intake: Intake;
let platform: Source;
let people: Source;
before(async () => {
  db = await testStore();
  intake = openIntake(db.store);
  const system = { kind: 'system', part: 'test' } as const;
  platform = await registerSource(db.store, system, {
    id: 'platform-a',
    name: 'Platform A',
    kind: 'platform',
  });
  people = await registerSource(db.store, system, { id: 'public', name: 'The public', kind: 'public' });
});
after(() => db.drop());

const json = (value: unknown) => JSON.stringify(value);
const XML = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><report xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${inside}</report>`;

/** Bytes that must not be kept, and whose place says something. */
const PAYLOAD = Buffer.alloc(600, 'payload').toString('base64');

/** Documents with a personal word where a value should stand, where a name should stand, and where neither should. */
const DOCUMENTS: [string, string][] = [
  ['native-json', json({ incidentType: WORD })],
  ['native-json', json({ incidentType: 'other', parties: WORD })],
  ['native-json', json({ incidentType: 'other', parties: [{ role: WORD, [WORD]: WORD }] })],
  ['native-json', json({ incidentType: 'other', [WORD]: { [WORD]: 1 } })],
  ['native-json', json({ incidentType: 'other', facts: { [WORD]: WORD } })],
  ['native-json', json({ incidentType: 'other', flags: [`${WORD} flag`] })],
  ['native-json', json({ incidentType: 'other', references: [{ scheme: WORD, value: 1 }] })],
  ['native-json', `{"incidentType":"other","narrative":"${WORD}`],
  ['native-json', `{"incidentType":"other","${WORD}":"a" "${WORD}"`],
  ['native-json', `{"${WORD}":1,"${WORD}":2}`],
  ['native-json', json({ incidentType: 'other', [WORD]: { a: PAYLOAD } })],
  ['native-json', `{"incidentType":"other","${WORD}":{"a":1,"a":2}}`],
  ['cybertip-json', json({ reportId: WORD, [WORD]: WORD })],
  ['cybertip-json', json({ cyberTipline: { [WORD]: [WORD] }, report: WORD })],
  ['cybertip-xml', XML(`<${WORD}>${WORD}</${WORD}>`)],
  ['cybertip-xml', XML(`<incidentSummary><incidentType>${WORD}</incidentType></incidentSummary>`)],
  ['cybertip-xml', XML(`<${WORD} ${WORD}="${PAYLOAD}">${PAYLOAD}</${WORD}>`)],
  ['cybertip-xml', XML(`<incidentSummary ${WORD}="${WORD}"/>`)],
  ['cybertip-xml', XML(`<!-- ${WORD} --><incidentSummary>&${WORD};</incidentSummary>`)],
  ['cybertip-xml', `<!DOCTYPE ${WORD} [<!ENTITY ${WORD} "${WORD}">]><${WORD}/>`],
  ['cybertip-xml', `<${WORD} xmlns="urn:${WORD}"><a></${WORD}>`],
  ['hotline-csv', `${WORD},report_id\n${WORD},${WORD}\n`],
  ['hotline-csv', `report_id,received,${WORD}\n"${WORD},x\n`],
  ['public-form', `what=${WORD}&${WORD}=1`],
  ['public-form', json({ [WORD]: WORD, what: [WORD] })],
  ['bank-report', json({ [WORD]: WORD, accounts: WORD, indicators: [WORD] })],
  ['no-such-format', `${WORD}`],
];

test('every format is attacked', () => {
  const attacked = new Set(DOCUMENTS.map(([adapter]) => adapter));
  for (const { name } of ADAPTERS) assert.ok(attacked.has(name), name);
});

test('what a refusal or a receipt says of a document quotes neither its values nor its names', async () => {
  const quoted: string[] = [];
  for (const sender of [platform, people])
    for (const [adapter, text] of DOCUMENTS) {
      const mediaType = `text/x-unknown; name="${WORD}.jpg"`;
      const submission = { raw: Buffer.from(text), channel: 'api', adapter, mediaType } as const;
      const said = await receiveDocument(intake, sender, submission).catch((problem: Error) => {
        assert.ok(problem instanceof Problem, `${adapter}: ${problem.stack}`);
        return problem.toJSON();
      });
      if (JSON.stringify(said).includes(WORD)) quoted.push(`${adapter} ${text} -> ${JSON.stringify(said)}`);
    }
  assert.deepEqual(quoted, []);
});

test('a sentence, an address or a person’s own words for the platform or a tag stay sealed', () => {
  const content = (platform: string, annotation: string) =>
    openFacts(contentWith({ platform, files: [{ hashes: [], annotations: [annotation] }] }));
  for (const words of [
    `${WORD}@kite.example`,
    `https://kite.example/${WORD}`,
    `in ${WORD}'s room\nat night`,
  ]) {
    assert.doesNotMatch(JSON.stringify(content(words, `shows ${WORD}`)), /Quietotter/);
  }
  assert.equal(
    content(`the server that ${WORD} and friends of his have run since last summer`, '').platform,
    null,
  );
  const ordinary = content('Example Chat / mobile', 'liveStreaming');
  assert.equal(ordinary.platform, 'Example Chat / mobile');
  assert.deepEqual(ordinary.files.annotations, { liveStreaming: 1 });
  assert.deepEqual(content('Kite', 'two words').files.annotations, { other: 1 });
});

test('no table holds a word of them in plain', async () => {
  const found = [...(await tablesAsText(db.ownerDb))].flatMap(([table, printed]) =>
    printed
      .filter((line) => line.toLowerCase().includes(WORD.toLowerCase()))
      .map((line) => `${table}: ${line}`),
  );
  assert.deepEqual(found, []);
});
