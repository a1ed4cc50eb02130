import { GATES, type GateName, NOTICE_STATES, type NoticeState } from '../dissemination/index.ts';
import {
  draftRemoval,
  listReleaseQuestions,
  listRemovals,
  type RemovalSender,
  readRemovable,
  readRemoval,
  readRemovalDocument,
} from '../flow/index.ts';
import { findReferral } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

/** Hosts reach the pages where the service runs; 8080 is its port unless it is told another. */
export function senderFromEnvironment(): RemovalSender {
  return {
    baseUrl: process.env['EVERYDOT_BASE_URL'] ?? 'http://localhost:8080',
    contact: process.env['EVERYDOT_MAIL_FROM'] ?? null,
  };
}

/** `everydot removal list`: notices that go on, or those of one state. */
export async function listRemovalsCommand(
  { opened, person }: Acting,
  { state }: { state?: string },
): Promise<Result> {
  if (state !== undefined && !Object.hasOwn(NOTICE_STATES, state))
    throw new Problem('command.unknown-value', {
      detail: `state is one of ${Object.keys(NOTICE_STATES).join(', ')}`,
    });
  const states = state === undefined ? undefined : [state as NoticeState];
  const { shown, hidden } = await listRemovals(opened.store, person, states);
  const body = shown.map(({ reference, state, host, addresses, dueAt }) => [
    reference,
    state,
    host,
    addresses,
    dueAt?.toISOString() ?? '',
  ]);
  return {
    json: { notices: shown, hidden },
    lines: [
      ...tableLines(['reference', 'state', 'host', 'addresses', 'due'], body),
      `${shown.length} shown, ${hidden} hidden by permission`,
    ],
  };
}

type DraftOptions = { address?: string[]; host?: string; allHashes?: boolean };

/** `everydot removal draft NUMBER`: what could be put into a notice; with --address, puts it into one. */
export async function draftRemovalCommand(
  { opened: { store }, person }: Acting,
  number: string,
  { address, host, allHashes }: DraftOptions,
): Promise<Result> {
  const referralId = await findReferral(store.db, number);
  if (!address) {
    const removable = await readRemovable(store, person, referralId);
    const body = removable.map((one) => [
      one.key,
      one.label,
      one.host?.name ?? '(none)',
      one.files,
      one.notice?.reference ?? '',
    ]);
    return { json: removable, lines: tableLines(['key', 'what', 'host', 'files', 'in notice'], body) };
  }
  const keys = address.includes('all')
    ? (await readRemovable(store, person, referralId)).map(({ key }) => key)
    : address;
  const drafted = await draftRemoval(store, person, {
    referralId,
    keys,
    allHashes: allHashes ?? false,
    ...(host && { hostId: host }),
  });
  return {
    json: drafted,
    lines: drafted.map(({ reference, joined }) => `${reference}: ${joined ? 'joined' : 'drafted'}.`),
  };
}

/** `everydot removal show REFERENCE`: state, gates and what shuts them. */
export async function showRemovalCommand({ opened, person }: Acting, reference: string): Promise<Result> {
  const page = await readRemoval(opened.store, person, reference);
  const { notice, gates, host, referrals } = page;
  const shut = (gate: GateName) =>
    gates.gates
      .find((one) => one.gate === gate)!
      .causes.map(({ key, overridden }) => (overridden ? `(${key})` : key));
  const body = gates.gates.map(({ gate, holds }) => [
    GATES[gate].label,
    holds ? 'holds' : 'does not hold',
    shut(gate).join(', '),
  ]);
  return {
    json: page,
    lines: [
      `${notice.reference}: ${NOTICE_STATES[notice.state].label}, to ${host.name}, addresses: ${notice.addresses}`,
      `referrals: ${referrals.map(({ number }) => number).join(', ')}`,
      ...tableLines(['gate', '', 'because of'], body),
      ...(gates.held ? ['held: a supervisor can look into it'] : []),
    ],
  };
}

/** `everydot removal document REFERENCE`: what the host was or is sent, the latest unless another is named. Logged. */
export async function documentCommand(
  { opened, person }: Acting,
  reference: string,
  { delivery }: { delivery?: string },
): Promise<Result> {
  const { notice, deliveries } = await readRemoval(opened.store, person, reference);
  const deliveryId = delivery ?? deliveries.at(-1)?.id;
  if (!deliveryId)
    throw new Problem('dissemination.removal-step-not-possible', { detail: 'nothing was sent' });
  const sender = senderFromEnvironment();
  const read = await readRemovalDocument(opened.store, person, { noticeId: notice.id, deliveryId, sender });
  const document = read.open('to hand it over');
  return { json: document, lines: [document.subject, '', ...document.text.split('\n')] };
}

/** `everydot removal questions`: what one's own unit is asked. */
export async function questionsCommand({ opened, person }: Acting): Promise<Result> {
  const questions = await listReleaseQuestions(opened.store, person);
  const body = questions.map(({ reference, host, addresses, numbers, said }) => [
    reference,
    host.name,
    addresses,
    numbers.join(', '),
    said?.answer ?? '(no answer)',
  ]);
  return {
    json: questions,
    lines: tableLines(['reference', 'host', 'addresses', 'your packages on', 'your answer'], body),
  };
}
