import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkContent } from './check-content.ts';
import { publicForm } from './public-form.ts';

const CONTEXT = { receivedAt: new Date('2026-10-05T09:00:00Z'), reliability: '2' } as const;
const ENTERED = {
  concern: 'grooming',
  'what-happened': 'Somebody asks my child to meet',
  'where-online': 'Chatter',
  'web-address': 'https://chatter.example.net/a https://chatter.example.net/b',
  'who-username': 'synthetic-9',
  'child-age': 'about 12',
  'child-sex': 'girl',
  'in-danger-now': 'yes',
  'meeting-planned': 'not sure',
  'when-happened': '2026-10-04',
  'your-name': 'Sample Reporter',
  'your-email': 'reporter@example.org',
  'your-role': 'parent',
  'contact-wish': 'yes',
  'safe-contact': 'by e-mail only',
  postcode: 'ZZ1 1ZZ',
};
const encoded = Buffer.from(new URLSearchParams(ENTERED).toString());

test('a form fits the scheme: suspect, child and reporter each have their place', () => {
  const { content } = publicForm.read(encoded, CONTEXT);
  assert.deepEqual(checkContent(content), []);
  assert.equal(content.incidentType, 'online-enticement');
  assert.deepEqual(content.facts, { immediateDanger: 'yes', meetingPlanned: 'unknown' });
  assert.deepEqual(content.urgencyClaim, { level: 'in danger now' });
  assert.deepEqual(content.flags, ['reporter-wants-contact']);
  assert.deepEqual(
    content.parties.map(({ role }) => role),
    ['suspect', 'victim', 'reporter'],
  );
  assert.deepEqual(content.parties[0]?.accounts, [{ username: 'synthetic-9', service: 'Chatter' }]);
  assert.deepEqual(content.parties[1]?.age, { from: 12, to: 12 });
  assert.deepEqual(
    content.evidence.map(({ kind, label }) => [kind, label]),
    [
      ['text', 'What happened'],
      ['url', 'Web address'],
      ['url', 'Web address'],
      ['text', 'safe-contact'],
    ],
  );
});

test('the same answers as JSON give the same referral', () => {
  const asJson = Buffer.from(JSON.stringify(ENTERED));
  assert.deepEqual(publicForm.read(asJson, CONTEXT), publicForm.read(encoded, CONTEXT));
  assert.ok(publicForm.recognises(asJson) && publicForm.recognises(encoded));
});

test('an answer that cannot be used is kept as it was written', () => {
  const { content } = publicForm.read(
    Buffer.from('whatHappened=x&childAge=little&when=last+week&danger=maybe&colour=red'),
    CONTEXT,
  );
  assert.deepEqual(content.facts, {});
  assert.deepEqual(
    content.kept.map(({ path }) => path),
    ['childAge', 'when', 'danger', 'colour'],
  );
});

test('a form in which nothing is said is refused', () => {
  assert.throws(() => publicForm.read(Buffer.from('yourName=x&whatHappened=+'), CONTEXT), {
    code: 'intake.invalid',
  });
});

test('a place that names no service does not stand unsealed', () => {
  const { content } = publicForm.read(Buffer.from('danger=yes&where=https://a.example.org/room'), CONTEXT);
  assert.equal(content.platform, undefined);
  assert.deepEqual(content.evidence, [
    { id: 'e0', kind: 'url', label: 'where', value: 'https://a.example.org/room' },
  ]);
});

test('a payload in an answer is cut out of what is kept', () => {
  const picture = Buffer.alloc(600, 3).toString('base64');
  const { stripped, raw } = publicForm.read(
    Buffer.from(`whatHappened=${encodeURIComponent(`see ${picture}`)}`),
    CONTEXT,
  );
  assert.deepEqual(
    stripped.map(({ path, bytes }) => [path, bytes]),
    [['whatHappened', 600]],
  );
  assert.match(raw!.toString(), /^whatHappened=see\+%5Bcontent\+removed/);
});
