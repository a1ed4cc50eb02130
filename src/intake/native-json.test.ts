import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../shared/problem.ts';
import { checkContent } from './check-content.ts';
import { nativeJson } from './native-json.ts';

const CONTEXT = { receivedAt: new Date('2026-10-05T09:00:00Z'), reliability: '2' } as const;
const read = (document: unknown) =>
  nativeJson.read(
    Buffer.from(typeof document === 'string' ? document : JSON.stringify(document, null, 1)),
    CONTEXT,
  );

const FULL = {
  incidentType: 'online-enticement',
  references: [{ scheme: 'partner', value: 'A-1' }],
  flags: ['sextortion'],
  urgency: { level: 'P1', reason: 'A meeting is named' },
  facts: { meetingPlanned: 'yes', immediateDanger: 'unknown' },
  times: [{ at: '2026-10-03T14:05:00+01:00', meaning: 'chat' }, { at: '2026-10-03 14:05' }],
  platform: 'Chatter',
  parties: [
    {
      role: 'suspect',
      accounts: [
        { service: 'Chatter', username: 'synthetic-1', profileUrls: ['https://chatter.example.net/u/1'] },
      ],
      connections: [{ ip: '192.0.2.7', port: 40_001, at: '2026-10-03T13:05:00Z', event: 'login' }],
      notes: 'Says to be a coach',
    },
    { role: 'victim', sex: 'female', age: 12 },
    { role: 'victim', age: { from: 7, to: 10 } },
  ],
  files: [
    {
      hashes: [{ kind: 'md5', value: 'ABCDEF0123456789ABCDEF0123456789' }],
      names: ['one.jpg'],
      locations: ['https://files.example.net/1'],
      grades: [{ scheme: 'uk-abc', grade: 'B' }],
      uploadedAt: '2026-10-03T14:00:00+01:00',
      preservedUntil: '2027-10-03',
    },
  ],
  payments: [
    { amountMinor: 2500, currency: 'GBP', at: '2026-10-02', reference: 'school fees', toCountry: 'PH' },
  ],
  narrative: 'What happened',
  urls: ['https://chatter.example.net/room/1'],
};

test('a full document fits the scheme, and its texts, names and addresses stand in the evidence only', () => {
  const { content } = read(FULL);
  assert.deepEqual(checkContent(content), []);
  assert.equal(content.threat, 'exploitation');
  assert.deepEqual(content.times[0], { utc: '2026-10-03T13:05:00Z', offset: '+01:00', meaning: 'chat' });
  assert.deepEqual(content.times[1], { utc: '2026-10-03T14:05:00Z', offset: null, meaning: 'unknown' });
  assert.deepEqual(content.parties[1]?.age, { from: 12, to: 12 });
  assert.equal(content.files[0]?.hashes[0]?.value, 'abcdef0123456789abcdef0123456789');
  const { evidence, ...rest } = content;
  assert.equal(evidence.length, 8);
  for (const { value } of evidence) assert.ok(!JSON.stringify(rest).includes(value));
  assert.deepEqual(content.kept, []);
});

test('the incident type alone is a referral', () => {
  const { content } = read({ incidentType: 'other' });
  assert.deepEqual(checkContent(content), []);
  assert.deepEqual(content.sourceGrading, { source: '2', information: 'D', handling: 'P' });
});

test('a field that nobody knows is kept with its path, at any depth', () => {
  const { content } = read({
    incidentType: 'other',
    mood: 1,
    facts: { newFact: 'yes' },
    parties: [{ role: 'suspect', shoe: { size: 9 }, age: { from: 1, to: 2, about: true } }],
    number: '12345678901234567890',
  });
  assert.deepEqual(
    content.kept.map(({ path }) => path),
    ['/mood', '/facts/newFact', '/parties/0/shoe', '/parties/0/age/about', '/number'],
  );
  assert.equal(content.evidence[2]?.value, '{"size":9}');
});

test('a fault names pointer, line and reason, and quotes no value', () => {
  const wrong = {
    incidentType: 'other',
    times: [{ at: '2026-02-30' }],
    parties: [{ role: 'suspect', connections: [{ ip: '300.1.1.1' }] }],
    files: [{ hashes: [{ kind: 'md5', value: 'secret-value' }] }],
  };
  assert.throws(
    () => read(wrong),
    (problem: Problem) => {
      assert.deepEqual(
        problem.faults.map(({ path, line }) => [path, line]),
        [
          ['/times/0/at', 5],
          ['/parties/0/connections/0/ip', 13],
          ['/files/0/hashes/0/value', 23],
        ],
      );
      return !JSON.stringify(problem).includes('secret-value');
    },
  );
  assert.throws(() => read({ incidentType: 'no-such-type' }), { code: 'intake.invalid' });
  assert.throws(() => read('{"incidentType":"other","incidentType":"other"}'), /not valid/);
  assert.throws(() => read('{"incidentType":'), { faults: [{ line: 1, reason: 'a value was expected' }] });
});

test('a payload is cut out wherever it stands, told with its digest, and not in what is kept', () => {
  const picture = Buffer.alloc(600, 7).toString('base64');
  const { content, stripped, raw } = read({
    incidentType: 'other',
    narrative: `data:image/png;base64,${picture}`,
    files: [{ names: ['a'], bytes: [...Buffer.alloc(300, 1)], more: picture }],
  });
  assert.deepEqual(
    stripped.map(({ path, bytes }) => [path, bytes]),
    [
      ['/narrative', 600],
      ['/files/0/bytes', 300],
      ['/files/0/more', 600],
    ],
  );
  assert.ok(raw && !raw.toString().includes(picture));
  assert.ok(!JSON.stringify(content).includes(picture));
  assert.deepEqual(nativeJson.read(raw, CONTEXT).content, content);
});

test('a list of referrals is cut into one document each', () => {
  const parts = nativeJson.split!(
    Buffer.from('[{"incidentType":"other"},\n {"incidentType": "contact-abuse"}]'),
  );
  assert.deepEqual(parts.map(String), ['{"incidentType":"other"}', '{"incidentType": "contact-abuse"}']);
  assert.deepEqual(nativeJson.split!(Buffer.from('[{')).map(String), ['[{']);
});
