import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseConnection, PORT_WINDOW_MS } from './normalise-address.ts';
import {
  normaliseDevice,
  normaliseEmail,
  normalisePayment,
  normalisePhone,
  normaliseUsername,
} from './normalise-identifier.ts';
import { normaliseService } from './normalise-service.ts';

test('an e-mail address is the same in any case, and no other address', () => {
  assert.equal(normaliseEmail(' Blue.Heron@Example.ORG '), 'blue.heron@example.org');
  assert.equal(normaliseEmail('mailto:a@bücher.example'), 'a@xn--bcher-kva.example');
  assert.notEqual(normaliseEmail('blue.heron@example.org'), normaliseEmail('blueheron@example.org'));
  for (const useless of [
    'n/a',
    'unknown@example.org',
    'noreply@example.org',
    'no at sign',
    'a@localhost',
    '',
  ])
    assert.equal(normaliseEmail(useless), null, useless);
});

test('a phone number is one number with and without its country code', () => {
  for (const same of ['07700 900123', '+44 7700 900123', '0044 7700900123', '(07700) 900-123'])
    assert.equal(normalisePhone(same), '+447700900123', same);
  assert.equal(normalisePhone('+1 202 555 0143'), '+12025550143');
  for (const useless of ['unknown', '12', '00000000000', ''])
    assert.equal(normalisePhone(useless), null, useless);
});

test('accounts, devices and usernames lose what people add, and fillers are none', () => {
  assert.equal(normalisePayment('gb33 BUKB 2020 1555 5555 55'), 'GB33BUKB20201555555555');
  assert.equal(normalisePayment('20-15-55 55555555'), '20155555555555');
  assert.equal(normalisePayment('00000000'), null);
  assert.equal(normaliseDevice('AA:BB:CC:DD:EE:01'), 'aabbccddee01');
  assert.equal(normaliseDevice('000000000000000'), null);
  assert.equal(normaliseUsername('@Blue.Heron'), 'blue.heron');
  assert.equal(normaliseUsername('N/A'), null);
});

test('a service is one service by company, address and old name', () => {
  for (const same of ['Kite', 'kite.example', 'https://www.kite.example/u/1', 'KITE, Inc.', 'app.kite.co.uk'])
    assert.equal(normaliseService(same), 'kite', same);
  assert.equal(normaliseService('Twitter'), normaliseService('x.com'));
  assert.notEqual(normaliseService('kite'), normaliseService('kitefish'));
  assert.equal(normaliseService(' - '), null);
});

const use = (at: number, ip = '203.0.113.9', port = 4_000) =>
  normaliseConnection({ ip, port, at: { utc: new Date(at).toISOString(), offset: 'Z', meaning: 'login' } })
    .filter(({ kind }) => kind === 'ip-port-time')
    .map(({ value }) => value);

test('uses of an address and port link within an hour and never beyond two', () => {
  const start = Date.parse('2026-03-01T00:00:00Z');
  for (let minutes = 0; minutes < 600; minutes += 7) {
    const at = start + minutes * 60_000;
    const share = (later: number) => use(at).some((window) => use(at + later).includes(window));
    assert.ok(share(PORT_WINDOW_MS / 2));
    assert.ok(!share(PORT_WINDOW_MS));
  }
});

test('an address without port and time is an address only, and one inside a network is nobody’s', () => {
  assert.deepEqual(normaliseConnection({ ip: '203.0.113.9' }), [{ kind: 'ip', value: '203.0.113.9' }]);
  assert.deepEqual(normaliseConnection({ ip: '::ffff:203.0.113.9' }), [{ kind: 'ip', value: '203.0.113.9' }]);
  const [address, network] = normaliseConnection({ ip: '2001:db8:1:2:aaaa::1' });
  assert.deepEqual([address?.kind, network], ['ip', { kind: 'ip-network', value: '2001:db8:1:2::/64' }]);
  for (const inner of [
    '10.0.0.1',
    '192.168.1.1',
    '127.0.0.1',
    '100.64.3.2',
    'fe80::1',
    '0.0.0.0',
    'not an address',
  ])
    assert.deepEqual(normaliseConnection({ ip: inner }), [], inner);
});
