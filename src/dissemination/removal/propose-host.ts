import { normaliseAddress } from './address.ts';
import type { RemovalHost } from './host.ts';

/**
 * The host of an address: the registered one whose domain the address's host name is, or ends in; the longest domain
 * wins. No list of public suffixes is asked: it tells who may register names, not who answers for abuse, and it would
 * guess a host that nobody has a contact for. What is not registered is not proposed. Pure.
 */
export function proposeHost(hosts: readonly RemovalHost[], address: string): RemovalHost | null {
  const { host } = normaliseAddress(address);
  if (host === null) return null;
  const fitting = hosts
    .filter(({ kind }) => kind === 'host')
    .flatMap((one) =>
      one.domains.filter((domain) => isWithin(host, domain)).map((domain) => ({ one, domain })),
    );
  return fitting.toSorted((a, b) => b.domain.length - a.domain.length)[0]?.one ?? null;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
