import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { ReferralContent } from '../referral/index.ts';
import { type Fault, Problem } from '../shared/problem.ts';
import { checkContent } from './check-content.ts';
import { cyberTipJson } from './cybertip-json.ts';

const CONTEXT = { receivedAt: new Date('2026-03-02T09:00:00Z'), reliability: '2' } as const;
const CYBERTIP = readFileSync(new URL('./fixtures/cybertip-police.json', import.meta.url), 'utf8');

function read(document: string): ReferralContent {
  return cyberTipJson.read(Buffer.from(document), CONTEXT).content;
}

function faultsOf(document: string): readonly Fault[] {
  try {
    read(document);
  } catch (problem) {
    assert.ok(problem instanceof Problem);
    return problem.faults;
  }
  return [];
}

const keptOf = ({ kept, evidence }: ReferralContent) =>
  Object.fromEntries(
    kept.map(({ path, evidence: id }) => [path, evidence.find((item) => item.id === id)?.value]),
  );

describe('a CyberTip as delivered to police', () => {
  const content = read(CYBERTIP);
  const suspect = content.parties.find(({ role }) => role === 'suspect')!;

  test('gives its number to the last digit', () => {
    assert.deepEqual(content.references, [{ scheme: 'ncmec', value: '98765432109876543210' }]);
  });

  test('gives the platform as reporter and as holder of the files', () => {
    assert.equal(content.platform, 'Sample Chat');
    assert.deepEqual(content.parties.find(({ role }) => role === 'reporter')?.names, ['Sample Chat']);
    assert.deepEqual(
      content.files.map(({ heldBy, holderReference }) => [heldBy, holderReference]),
      [
        ['Sample Chat', 's-1'],
        ['Sample Chat', undefined],
      ],
    );
  });

  test('reads events in capitals, ports as text, and leaves out what is null or N/A', () => {
    assert.deepEqual(suspect.connections, [
      {
        ip: '198.51.100.7',
        port: 50_123,
        at: { utc: '2026-02-14T20:59:59Z', offset: 'Z', meaning: 'login' },
        event: 'login',
      },
    ]);
    assert.deepEqual(suspect.identifiers, [{ kind: 'email', value: 'reported@example.org' }]);
    assert.deepEqual(suspect.age, { from: 30, to: 35 });
  });

  test('says three things of a file: seen, not seen, not known', () => {
    assert.deepEqual(
      content.files.map(({ viewedBySender }) => viewedBySender),
      ['yes', undefined],
    );
    assert.equal(
      read(CYBERTIP.replace('"viewedByEsp": true', '"viewedByEsp": false')).files[0]?.viewedBySender,
      'no',
    );
  });

  test('reads tags as annotations, and ones of NCMEC alone by their own words', () => {
    assert.deepEqual(content.files[0]?.annotations, ['potentialMeme', 'A tag of its own']);
    assert.deepEqual(content.files[0]?.hashes, [
      { kind: 'md5', value: '00000000000000000000000000000ab1', type: 'MD5' },
    ]);
  });

  test('takes facts as they are stated: no conviction does not mean no offending', () => {
    assert.deepEqual(content.facts, { accessToChildren: 'yes' });
    assert.equal(suspect.relationshipToChild, 'Neighbour');
  });

  test('never maps sex, race or language of a suspect, and keeps them with all that has no place', () => {
    assert.equal(suspect.sex, undefined);
    assert.deepEqual(keptOf(content), {
      '/reportedInformation/reportedPeople/reportedPersons/0/gender': 'Female',
      '/reportedInformation/reportedPeople/reportedPersons/0/addresses/addresses/0/country': 'United Kingdom',
      '/reportedInformation/reportedPeople/reportedPersons/0/convictedSexOffender': 'No',
      '/reportedInformation/reportedPeople/reportedPersons/0/languages/0': 'English',
      '/reportedInformation/reportedPeople/reportedPersons/0/sourceInformation/sourceCaptures/1/captureType':
        'IP Address',
      '/reportedInformation/reportedPeople/reportedPersons/0/sourceInformation/sourceCaptures/1/value':
        'not an address',
      '/reportedInformation/reportedPeople/reportedPersons/0/sourceInformation/sourceCaptures/1/eventName':
        'LOGIN',
      '/reportedInformation/uploadedFiles/totalFiles': '2',
      '/reportedInformation/uploadedFiles/uploadedFiles/1/industryClassification': 'None',
    });
  });

  test('is read the same with a byte order mark', () => {
    assert.deepEqual(read(`\u{FEFF}${CYBERTIP}`), content);
    assert.ok(cyberTipJson.recognises(Buffer.from(`\u{FEFF}${CYBERTIP}`)));
  });
});

test('a list of CyberTips is cut into one document each', () => {
  const parts = cyberTipJson.split!(Buffer.from(`[${CYBERTIP},\n${CYBERTIP}]`));
  assert.equal(parts.length, 2);
  for (const part of parts) assert.deepEqual(read(part.toString()), read(CYBERTIP));
});

test('a type that is not known here is kept as it is written', () => {
  const content = read(CYBERTIP.replace(/Child Pornography[^"]*/, 'Something new'));
  assert.equal(content.incidentType, 'other');
  assert.equal(keptOf(content)['/reportedInformation/incidentSummary/incidentType'], 'Something new');
});

test('without a number, or without the report, it is none: refused with path and line', () => {
  const [first, second] = faultsOf('{\n "reportId": null,\n "reportedInformation": []\n}');
  assert.deepEqual(first, { path: '/reportId', reason: 'is missing, or is no number', line: 2 });
  assert.deepEqual(second, { path: '/reportedInformation', reason: 'is missing, or is no object', line: 3 });
  assert.match(JSON.stringify(faultsOf('{"reportId": 1,\n')), /"line":2/);
});

test('lists that are null, "N/A", empty or unwrapped are all taken as what they are', () => {
  for (const list of [
    'null',
    '"N/A"',
    '{}',
    '[]',
    '{"uploadedFiles": null}',
    '{"totalFiles": 0, "uploadedFiles": []}',
  ]) {
    const content = read(`{"reportId": 1, "reportedInformation": {"uploadedFiles": ${list}}}`);
    assert.deepEqual(content.files, [], list);
  }
  assert.equal(
    read('{"reportId": 1, "reportedInformation": {"uploadedFiles": [{"filename": "a.bin"}]}}').files.length,
    1,
  );
});

test('words that every object knows are words like others', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const document = CYBERTIP.replaceAll('"LOGIN"', `"${word}"`)
      .replace('"viewedByEsp": true', `"viewedByEsp": "${word}"`)
      .replace(/Child Pornography[^"]*/, word)
      .replace('"espUserId"', `"${word}": 1, "espUserId"`);
    const content = read(document);
    assert.deepEqual(checkContent(content), [], word);
    assert.ok(Object.values(keptOf(content)).includes(word));
  }
});
