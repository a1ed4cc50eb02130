import { domainToASCII } from 'node:url';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  HOST_CHANNELS,
  HOST_KINDS,
  type HostHistory,
  type HostInput,
  hostHistories,
  hostsOn,
  putHost,
  type RemovalHost,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { isDay } from '../../shared/period.ts';
import { type Fault, Problem } from '../../shared/problem.ts';

export type HostWithHistory = RemovalHost & { history: HostHistory | null };

/** The registry as it stands today, with what each host has made of its notices. */
export async function listHosts(store: Store, actor: Actor): Promise<HostWithHistory[]> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-removal');
  const histories = new Map((await hostHistories(store.db)).map((one) => [one.hostId, one]));
  const hosts = await hostsOn(store.db, store.clock.now());
  return hosts.map((host) => ({ ...host, history: histories.get(host.id) ?? null }));
}

/** Adds a host, or a change of one from a day on. Throws `dissemination.host-invalid` with what is wrong. */
export async function putRemovalHost(store: Store, actor: Actor, input: HostInput): Promise<void> {
  await importHosts(store, actor, [input]);
}

/** Adds or changes many, all or nothing. */
export async function importHosts(
  store: Store,
  actor: Actor,
  inputs: readonly HostInput[],
): Promise<{ hosts: number }> {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-hosts');
  const hosts = inputs.map((input) => tidied(input, store.clock.now()));
  const faults = hosts.flatMap((host, i) => faultsOf(host).map((fault) => ({ ...fault, line: i + 1 })));
  if (faults.length > 0) throw new Problem('dissemination.host-invalid', { faults: faults.slice(0, 20) });
  await inTransaction(store, async (tx) => {
    for (const host of hosts) await putHost(tx, host);
    await recordHosts(tx, actor, hosts);
  });
  return { hosts: hosts.length };
}

async function recordHosts(tx: Tx, actor: Actor, hosts: readonly RemovalHost[]): Promise<void> {
  await record(
    tx,
    hosts.map(({ id, validFrom }) => ({
      verb: 'altered',
      action: 'put-host',
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { host: id, from: validFrom },
    })),
  );
}

function tidied(input: HostInput, today: Date): RemovalHost {
  return {
    ...input,
    name: input.name.trim(),
    domains: [...new Set(input.domains.map(asDomain))],
    contact: input.contact?.trim() || null,
    flaggerNote: input.flaggerNote?.replaceAll(/\p{Cc}+/gu, ' ').trim() || null,
    validFrom: input.validFrom ?? today.toISOString().slice(0, 10),
    validTo: null,
  };
}

function asDomain(typed: string): string {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  return domainToASCII(bare);
}

/** Without what is not written: a database refuses NUL, and a mail's header a new line. */
function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

const DOMAIN = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const MAILBOX = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;

function faultsOf(host: RemovalHost): Fault[] {
  const { id, name, kind, domains, country, channel, answerWithinHours: hours } = host;
  const checks: [fails: boolean, path: string, reason: string][] = [
    [!/^[a-z0-9-]{2,60}$/.test(id), 'id', 'lower-case letters, digits and hyphens'],
    [name === '' || !isPlain(name), 'name', 'needed, without control characters'],
    [!Object.hasOwn(HOST_KINDS, kind), 'kind', 'not one of the codes'],
    [!domains.every((domain) => DOMAIN.test(domain)), 'domains', 'not a domain'],
    [kind === 'host' && domains.length === 0, 'domains', 'a host has at least one'],
    [country !== null && !/^[A-Z]{2}$/.test(country), 'country', 'two capital letters'],
    [!Object.hasOwn(HOST_CHANNELS, channel), 'channel', 'not one of the codes'],
    [!contactFits(host), 'contact', 'does not fit the channel'],
    [!isDay(host.validFrom), 'validFrom', 'not a day'],
    [
      hours !== null && !(Number.isInteger(hours) && hours > 0),
      'answerWithinHours',
      'a whole number of hours',
    ],
  ];
  return checks.flatMap(([fails, path, reason]) => (fails ? [{ path, reason }] : []));
}

/** A webhook is spoken to over https; on this machine, for trying it out, http will do. */
function contactFits({ channel, contact }: RemovalHost): boolean {
  if (!isPlain(contact ?? '')) return false;
  if (channel === 'by-hand') return true;
  if (channel === 'mail') return MAILBOX.test(contact ?? '');
  const url = URL.parse(contact ?? '');
  const isHere = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
}
