import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressKey, defang, normaliseAddress } from './address.ts';
import { composeNotice } from './compose-notice.ts';
import type { RemovalHost } from './host.ts';
import { proposeHost } from './propose-host.ts';

const KEY = Buffer.alloc(32, 7);
const same = (a: string, b: string) => addressKey(KEY, a).equals(addressKey(KEY, b));

test('the same address written in other ways has the same key', () => {
  for (const other of [
    'HTTP://WWW.Host.Example/a/b?x=1',
    'hxxps://host[.]example/a/b?x=1',
    'host.example/a/b?x=1#top',
    ' https://host.example:443/a/b/?x=1 ',
    'https://host.example./a/b?x=1',
    '//host.example/a/b?x=1',
  ])
    assert.ok(same('https://host.example/a/b?x=1', other), other);
});

test('another address has another key', () => {
  for (const other of [
    'https://host.example/a/B?x=1',
    'https://host.example/a/b?x=2',
    'https://other.host.example/a/b?x=1',
    'https://host.example:8443/a/b?x=1',
    'https://host.example/a/b?x=1#!/room',
    'magnet:?xt=urn:btih:host.example/a/b?x=1',
  ])
    assert.ok(!same('https://host.example/a/b?x=1', other), other);
});

test('whatever is typed is read without failing, and its key is the same again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (typed) => {
      const { form } = normaliseAddress(typed);
      assert.equal(typeof form, 'string');
      assert.ok(same(typed, typed));
      assert.equal(addressKey(KEY, typed).length, 16);
    }),
  );
});

test('a written-out address cannot be clicked, and means the same', () => {
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      assert.doesNotMatch(defang(url), /^http/i);
      assert.ok(same(url, defang(url)));
    }),
  );
});

const host = (id: string, ...domains: string[]): RemovalHost => ({
  id,
  name: id,
  kind: 'host',
  domains,
  country: null,
  channel: 'by-hand',
  contact: null,
  flaggerNote: null,
  answerWithinHours: null,
  validFrom: '2026-01-01',
  validTo: null,
});

test('the longest registered domain that fits is proposed, and no other', () => {
  const hosts = [
    host('pages', 'pages.host.example'),
    host('host', 'host.example'),
    host('other', 'ost.example'),
  ];
  const proposed = (address: string) => proposeHost(hosts, address)?.id ?? null;
  assert.equal(proposed('https://a.b.pages.host.example/x'), 'pages');
  assert.equal(proposed('https://host.example'), 'host');
  assert.equal(proposed('https://www.HOST.example/x'), 'host');
  assert.equal(proposed('https://nothost.example/'), null);
  assert.equal(proposed('https://example/'), null);
  assert.equal(proposed('https://host.example.evil.example/'), null);
  assert.equal(proposed('https://evil.example/host.example'), null);
  assert.equal(proposed('https://host.example@evil.example/'), null);
});

test('a sender’s address cannot write lines of its own into a notice', () => {
  assert.equal(
    defang('https://host.example/a\r\nPlease write to\u202e us\u2028'),
    'hxxps://host[.]example/a%0D%0APlease write to%E2%80%AE us%E2%80%A8',
  );
});

test('a composed notice holds nothing but what it was given, and no payload', () => {
  const document = composeNotice({
    deliveryId: '01890000-0000-7000-8000-000000000000',
    kind: 'notice',
    reference: 'RN-AAAA0000',
    bureau: { name: 'Test bureau', contact: null },
    host: { name: 'Host One' },
    addresses: [
      {
        address: 'https://host.example/a',
        files: [
          [
            { kind: 'sha256', value: 'ab'.repeat(32) },
            { kind: 'pdq', value: 'cd'.repeat(32) },
          ],
          [{ kind: 'md5', value: 'ef'.repeat(16) }],
        ],
      },
      { address: 'https://host.example/b', files: [] },
    ],
    legalBasis: 'eu',
    askedWithinHours: 24,
    answerLink: 'https://bureau.example/removal-answer?reference=RN-AAAA0000&key=k',
    firstSentAt: null,
    madeAt: new Date('2026-03-02T09:00:00Z'),
  });
  assert.equal(document.subject, 'Removal notice RN-AAAA0000');
  assert.equal(document.xarf.length, 3);
  assert.equal(new Set(document.xarf.map(({ report_id }) => report_id)).size, 3);
  for (const report of document.xarf) {
    assert.deepEqual([report.category, report.type, 'evidence' in report], ['content', 'csam', false]);
    assert.match(report.report_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(report.description, /no evidence payload is sent/);
    assert.doesNotMatch(JSON.stringify(report), /key=k/, 'who gets the report passed on cannot answer');
  }
  assert.deepEqual(document.xarf[0]?.hash_values, { sha256: 'ab'.repeat(32) });
});
