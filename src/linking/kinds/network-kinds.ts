import { normaliseConnection } from '../identifiers/normalise-address.ts';
import type { Key, Kind, NormalValue, RawParts } from './kind.ts';
import { same, sharesWord } from './tests-of-values.ts';

/** Reads what the exact linking reads: nobody's addresses are none, and an instant lies in two spans of two hours. */
function normalise(raw: RawParts): NormalValue | null {
  const port = Number.parseInt(raw['port'] ?? '', 10);
  const at = Date.parse(raw['at'] ?? '');
  const found = normaliseConnection({
    ip: raw['ip'] ?? '',
    ...(port > 0 ? { port } : {}),
    ...(Number.isNaN(at)
      ? {}
      : { at: { utc: new Date(at).toISOString(), offset: null, meaning: 'login' as never } }),
  });
  if (found.length === 0) return null;
  const of = (kind: string) => found.filter((one) => one.kind === kind).map(({ value }) => value);
  const [ip = ''] = of('ip');
  const [network = ''] = of('ip-network');
  const uses = of('ip-port-time').map((use) => use.split(' ').slice(1).join('.'));
  return {
    ip,
    own: network && ip,
    network,
    uses: uses.map((use) => `${ip}.${use}`).join(' '),
  };
}

/** An IPv4 address without port and time is shared behind a carrier's NAT, by strangers at that hour: least of all. */
export const ip: Kind = {
  label: 'IP address',
  parts: { ip: 'the address', port: 'the source port', at: 'when it was in use (ISO 8601)' },
  normalParts: ['ip', 'own', 'network', 'uses'],
  normalise,
  levels: [
    { label: 'same address, port and hour', test: sharesWord('uses'), frequency: true },
    { label: 'same IPv6 address', test: same('own'), frequency: true },
    { label: 'same IPv6 network', test: same('network'), frequency: true },
    { label: 'same IPv4 address', test: same('ip'), frequency: true },
  ],
  term: (value) => value['network'] || value['ip']!,
  keyNames: ['use', 'network', 'ip'],
  facetNames: ['ip'],
  keys,
  facets: (value) => [{ name: 'ip', text: value['ip']! }],
  expected: [0.05, 0.06, 0.07, 0.15, 0.67],
};

function keys(value: NormalValue): Key[] {
  const uses = value['uses'] ? value['uses'].split(' ').map((text) => ({ name: 'use', text })) : [];
  const network = value['network'] ? [{ name: 'network', text: value['network'] }] : [];
  return [...uses, ...network, { name: 'ip', text: value['ip']! }];
}
