import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentWith } from '../referral/test-referrals.ts';
import { askableIdentifiers, isInReferral, normaliseAsked, sameAsked } from './asked.ts';
import type { Asked } from './enquiry.ts';

const connection = (part: Partial<Extract<Asked, { sort: 'connection' }>> = {}): Asked => ({
  sort: 'connection',
  ip: '203.0.113.7',
  port: 40_123,
  at: '2026-02-20T18:30:05Z',
  ...part,
});

const PAIRS: [string, Asked, Asked, boolean][] = [
  ['the same connection', connection(), connection(), true],
  ['IPv4 in IPv6 form', connection({ ip: '::ffff:203.0.113.7' }), connection(), true],
  ['long and short IPv6', connection({ ip: '2001:DB8:0:0::1' }), connection({ ip: '2001:db8::1' }), true],
  ['another offset, same instant', connection({ at: '2026-02-20T19:30:05+01:00' }), connection(), true],
  ['parts of a second', connection({ at: '2026-02-20T18:30:05.900Z' }), connection(), true],
  ['the next second', connection({ at: '2026-02-20T18:30:06Z' }), connection(), false],
  ['one digit of the port', connection({ port: 40_124 }), connection(), false],
  [
    'a port against none',
    connection(),
    { sort: 'connection', ip: '203.0.113.7', at: '2026-02-20T18:30:05Z' },
    false,
  ],
  [
    'capitals in an account',
    { sort: 'account', account: ' Blue.Kite' },
    { sort: 'account', account: 'blue.kite' },
    true,
  ],
  [
    'the same name on another service',
    { sort: 'account', service: 'one', account: 'blue.kite' },
    { sort: 'account', service: 'two', account: 'blue.kite' },
    false,
  ],
  ['an account against a connection', { sort: 'account', account: '203.0.113.7' }, connection(), false],
];

for (const [what, one, other, same] of PAIRS) {
  test(`${what} ${same ? 'is the same identifier' : 'is another identifier'}`, () => {
    assert.equal(sameAsked(one, other), same);
    assert.equal(sameAsked(other, one), same);
  });
}

test('a time without offset and an address that is none are refused, not guessed', () => {
  for (const part of [
    { at: '2026-02-20T18:30:05' },
    { at: '2026-02-20' },
    { at: 'yesterday Z' },
    { ip: 'example' },
  ]) {
    assert.throws(() => normaliseAsked(connection(part)), { code: 'dissemination.identifier-unreadable' });
  }
});

test('a normalised identifier stays as it is', () => {
  const asked = fc.record({
    sort: fc.constant('connection' as const),
    ip: fc.oneof(fc.ipV4(), fc.ipV6()),
    port: fc.nat(65_535),
    at: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  });
  fc.assert(
    fc.property(asked, (one) => {
      assert.deepEqual(normaliseAsked(normaliseAsked(one)), normaliseAsked(one));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("a reporter's own connection and account are never asked about", () => {
  const at = { utc: '2026-02-20T18:30:05Z', offset: 'Z', meaning: 'login' as const };
  const content = contentWith({
    parties: [
      {
        role: 'reporter',
        identifiers: [{ kind: 'email', value: 'robin@example.org' }],
        connections: [{ ip: '203.0.113.7', port: 40_123, at, event: 'login' }],
      },
      { role: 'suspect', accounts: [{ service: 'example-chat', username: 'blue.kite' }] },
    ],
  });
  assert.deepEqual(askableIdentifiers(content), [
    { sort: 'account', account: 'blue.kite', service: 'example-chat' },
  ]);
  assert.equal(isInReferral(connection(), content), false);
});
