import type { FastifyInstance } from 'fastify';
import { ensureMay, may } from '../../access/index.ts';
import {
  HOST_CHANNELS,
  HOST_KINDS,
  type HostChannel,
  type HostInput,
  type HostKind,
  readHostsCsv,
} from '../../dissemination/index.ts';
import { type HostWithHistory, importHosts, listHosts, putRemovalHost } from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import {
  type Again,
  choicesOf,
  type Form,
  type FormError,
  formError,
  formFrom,
  formValues,
} from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import type { Words } from '../words.ts';

/** The registry of hosts, partners and authorities. */
export function addHostPages(app: FastifyInstance, desk: Desk): void {
  const { store } = desk;
  app.get('/removals/hosts', (request, reply) => showHosts(desk, request, reply));

  app.post('/removals/hosts', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'manage-hosts');
    const typed = formFrom(request.body);
    const errors = await errorsIn(request.visit.words, () => putRemovalHost(store, person, hostFrom(typed)));
    if (errors.length > 0) return showHosts(desk, request, reply.code(422), { errors, typed });
    return reply.redirect('/removals/hosts', 303);
  });

  app.post('/removals/hosts/import', async (request, reply) => {
    const person = signedIn(request);
    ensureMay(person, 'manage-hosts');
    const typed = formFrom(request.body);
    const act = async () => importHosts(store, person, readHostsCsv(typed['list'] ?? ''));
    const errors = await errorsIn(request.visit.words, act, 'list');
    if (errors.length > 0) return showHosts(desk, request, reply.code(422), { errors, typed });
    return reply.redirect('/removals/hosts', 303);
  });
}

function hostFrom(form: Form): HostInput {
  const hours = form['hours']?.trim() ?? '';
  return {
    id: form['id']?.trim() ?? '',
    name: form['name'] ?? '',
    kind: (form['kind'] || 'host') as HostKind,
    domains: (form['domains'] ?? '').split(/\s+/).filter(Boolean),
    country: form['country']?.trim().toUpperCase() || null,
    channel: (form['channel'] ?? '') as HostChannel,
    contact: form['contact'] || null,
    flaggerNote: form['flaggerNote'] || null,
    answerWithinHours: hours === '' ? null : /^\d{1,4}$/.test(hours) ? Number(hours) : Number.NaN,
  };
}

/** Names of the registry's fields as the form has them. */
const FIELDS: Readonly<Record<string, string>> = { answerWithinHours: 'hours' };

/** `only`: the field to which everything belongs; without it each fault belongs to its own. */
async function errorsIn(
  { removal: { fault, faultLine } }: Words,
  act: () => Promise<unknown>,
  only?: string,
): Promise<FormError[]> {
  try {
    await act();
    return [];
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (failure.code === 'dissemination.host-changed-today')
      return [formError(only ?? 'id', fault.changedToday)];
    if (failure.code !== 'dissemination.host-invalid') throw failure;
    return failure.faults.map(({ path = '', reason, line }) => {
      const field = FIELDS[path] ?? path;
      const text = Object.hasOwn(fault.host, field) ? fault.host[field as keyof typeof fault.host] : reason;
      if (only) return formError(only, line ? faultLine(line, text) : text);
      return formError(field || 'id', text);
    });
  }
}

async function showHosts(desk: Desk, request: Request, reply: Reply, again: Again = {}): Promise<Reply> {
  const { store } = desk;
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const hosts = await listHosts(store, may(person, 'see-removal') ? person : managing(request));
  return reply.page('removal/hosts.njk', {
    title: reader.words.removal.hostsTitle,
    hosts: hosts.map((host) => hostLine(host, reader)),
    mayManage: may(person, 'manage-hosts'),
    seesNotices: may(person, 'see-removal'),
    choices: { kinds: choicesOf(HOST_KINDS, reader), channels: choicesOf(HOST_CHANNELS, reader) },
    ...formValues(again),
  });
}

/** An administrator keeps the registry without seeing notices: hosts and counts name no referral. */
function managing(request: Request): { kind: 'system'; part: string } {
  ensureMay(signedIn(request), 'manage-hosts');
  return { kind: 'system', part: 'registry' };
}

const HOUR_MS = 3_600_000;

function hostLine({ history, ...host }: HostWithHistory, { words, term, minutes }: Reader) {
  const { removal, service } = words;
  const median = history?.medianHours ?? null;
  return {
    id: host.id,
    name: host.name,
    kind: term(HOST_KINDS, host.kind),
    country: host.country ?? service.unknown,
    domains: host.domains,
    channel: term(HOST_CHANNELS, host.channel),
    contact: host.contact ?? '',
    note: host.flaggerNote ?? '',
    notices: history?.notices ?? 0,
    removed: history?.removed ?? 0,
    median: median === null ? '' : removal.medianOf(minutes(median * HOUR_MS), history!.timed),
  };
}
