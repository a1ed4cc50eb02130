import ipaddr from 'ipaddr.js';
import type { Connection } from '../../referral/index.ts';
import type { LinkKindName } from './identifier-kinds.ts';

/**
 * Two uses of an address and port within an hour link; beyond two hours they do not. A carrier's NAT must keep an
 * idle TCP mapping for at least 2 h 4 min (RFC 5382, REQ-5); after that the port may be another subscriber's.
 */
export const PORT_WINDOW_MS = 2 * 60 * 60 * 1000;

/** Ranges that stand for no subscriber: private, loopback, CGNAT's inner side, documentation … by ipaddr.js's names. */
const IS_PUBLIC = 'unicast';

/** The documentation ranges stand in for public addresses in generated referrals (RFC 5737, RFC 3849). */
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((range) =>
  ipaddr.parseCIDR(range),
);

type Keyed = { kind: LinkKindName; value: string };

/** What one use of an address on the network can be recognised by. Empty where the address is nobody's. */
export function normaliseConnection({ ip, port, at }: Pick<Connection, 'ip' | 'port' | 'at'>): Keyed[] {
  const address = parse(ip);
  if (!address) return [];
  const text = address.toString();
  const found: Keyed[] = [{ kind: 'ip', value: text }];
  if (address.kind() === 'ipv6') found.push({ kind: 'ip-network', value: networkOf(address as ipaddr.IPv6) });
  if (port && at)
    found.push(
      ...windowsOf(at.utc).map((window) => ({
        kind: 'ip-port-time' as const,
        value: `${text} ${port} ${window}`,
      })),
    );
  return found;
}

function parse(ip: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = ip
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  const address = dotted(bare) ?? (ipaddr.isValid(bare) ? ipaddr.process(bare) : null);
  if (!address) return null;
  const documentation = DOCUMENTATION.some(
    ([range, bits]) => range.kind() === address.kind() && address.match(range as never, bits),
  );
  return address.range() === IS_PUBLIC || documentation ? address : null;
}

/** Four numbers as everybody writes them; all other forms are left to ipaddr.js, which takes many times as long. */
const DOTTED = /^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/;

function dotted(text: string): ipaddr.IPv4 | null {
  if (!DOTTED.test(text)) return null;
  const octets = text.split('.').map(Number);
  return octets.every((octet) => octet < 256) ? new ipaddr.IPv4(octets) : null;
}

/** A household or a phone has a /64 of its own and changes addresses within it (RFC 6177, RFC 8981). */
function networkOf(address: ipaddr.IPv6): string {
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}

/**
 * The two spans of time, from two grids half a window apart, in which an instant lies: instants within half a
 * window share at least one, instants a window or more apart share none, and no time has to be stored.
 */
function windowsOf(utc: string): string[] {
  const ms = Date.parse(utc);
  if (Number.isNaN(ms)) return [];
  return [
    `a${Math.floor(ms / PORT_WINDOW_MS)}`,
    `b${Math.floor((ms + PORT_WINDOW_MS / 2) / PORT_WINDOW_MS)}`,
  ];
}
