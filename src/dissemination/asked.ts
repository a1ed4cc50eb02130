import ipaddr from 'ipaddr.js';
import type { Connection, ReferralContent } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Asked } from './enquiry.ts';

// The double check: an identifier is typed or picked twice, compared with the referral, and compared with what the
// provider says it answered about. Comparison is over normalised forms; nothing here keeps or logs a value.

type OpenContent = Omit<ReferralContent, 'evidence'>;

/** One form for equal identifiers. Throws `dissemination.identifier-unreadable` for an address or time that is none. */
export function normaliseAsked(asked: Asked): Asked {
  if (asked.sort === 'account') {
    const service = asked.service && foldText(asked.service);
    return { sort: 'account', account: foldText(asked.account), ...(service ? { service } : {}) };
  }
  const { port } = asked;
  return {
    sort: 'connection',
    ip: normaliseIp(asked.ip),
    at: toTheSecond(asked.at),
    ...(port === undefined ? {} : { port }),
  };
}

/** Whether two identifiers are the same, the service included where both state one. */
export function sameAsked(one: Asked, other: Asked): boolean {
  const [a, b] = [normaliseAsked(one), normaliseAsked(other)];
  if (a.sort === 'connection' && b.sort === 'connection') {
    return a.ip === b.ip && a.port === b.port && a.at === b.at;
  }
  if (a.sort === 'account' && b.sort === 'account') {
    return a.account === b.account && (!a.service || !b.service || a.service === b.service);
  }
  return false;
}

/** Everything in a referral that a provider can be asked about, the reporter's own left out. */
export function askableIdentifiers(content: OpenContent): Asked[] {
  const others = content.parties.filter((party) => party.role !== 'reporter');
  const connections = [...others, ...content.files].flatMap((holder) => holder.connections ?? []);
  const accounts = others.flatMap((party) => [
    ...(party.accounts ?? []).flatMap(({ service, accountId, username }) =>
      [accountId, username].flatMap((account) => (account ? [accountAsked(account, service)] : [])),
    ),
    ...(party.identifiers ?? []).map(({ value }) => accountAsked(value)),
  ]);
  const held = content.files.flatMap(({ heldBy, holderReference }) =>
    holderReference ? [accountAsked(holderReference, heldBy)] : [],
  );
  return unique([...connections.flatMap(connectionAsked), ...accounts, ...held]);
}

/** Whether the referral holds what is asked about. */
export function isInReferral(asked: Asked, content: OpenContent): boolean {
  return askableIdentifiers(content).some((known) => sameAsked(known, asked));
}

function connectionAsked({ ip, port, at }: Connection): Asked[] {
  if (!at || !ipaddr.isValid(ip)) return [];
  return [{ sort: 'connection', ip, at: at.utc, ...(port === undefined ? {} : { port }) }];
}

function accountAsked(account: string, service?: string): Asked {
  return { sort: 'account', account, ...(service ? { service } : {}) };
}

function unique(found: readonly Asked[]): Asked[] {
  return [...new Map(found.map((asked) => [JSON.stringify(normaliseAsked(asked)), asked])).values()];
}

function foldText(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** `process` turns an IPv4 address in IPv6 form back into IPv4. */
function normaliseIp(ip: string): string {
  if (!ipaddr.isValid(ip.trim()))
    throw new Problem('dissemination.identifier-unreadable', { detail: 'address' });
  return ipaddr.process(ip.trim()).toNormalizedString();
}

/** A time without offset would be read in the machine's own zone, so it is refused. */
function toTheSecond(at: string): string {
  const time = /(Z|[+-]\d{2}:\d{2})$/.test(at.trim()) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time)) throw new Problem('dissemination.identifier-unreadable', { detail: 'time' });
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
