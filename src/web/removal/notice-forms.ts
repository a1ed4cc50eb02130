import {
  ESCALATIONS,
  GATES,
  HOLD_REASONS,
  HOST_REFUSALS,
  HOST_SAYS,
  NOTICE_ENDINGS,
  PRESERVATION_WAYS,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
} from '../../dissemination/index.ts';
import {
  askRelease,
  closeRemoval,
  confirmRemoval,
  escalateRemoval,
  handOverRemoval,
  overrideGate,
  type RemovalSender,
  recordHostAnswer,
  recordPreservation,
  recordRelease,
  resumeRemoval,
  sayNobodyInvestigates,
  sendRemoval,
  suspendRemoval,
  withdrawRemoval,
} from '../../flow/index.ts';
import { errorsOf, type Form, type FormError, formError, isOneOf } from '../frame/forms.ts';
import { type Desk, type Request, signedIn } from '../frame/pages.ts';

type Asked = { desk: Desk; request: Request; noticeId: string; form: Form };
type Act = (asked: Asked) => Promise<FormError[]>;

/** Hosts answer at the page, or to the mailbox that alarms come from. */
export function senderOf({ baseUrl }: Desk): RemovalSender {
  return { baseUrl, contact: process.env['EVERYDOT_MAIL_FROM'] ?? null };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const preservation: Act = async ({ desk, request, noticeId, form }) => {
  const { fault } = request.visit.words.removal;
  const { how, keptOn = '', reference = '' } = form;
  const errors = [
    ...(isOneOf(PRESERVATION_WAYS, how) ? [] : [formError('preservation-how', fault.how)]),
    ...(DAY.test(keptOn) ? [] : [formError('preservation-keptOn', fault.day)]),
    ...(reference.trim() ? [] : [formError('preservation-reference', fault.reference)]),
  ];
  if (errors.length > 0 || !isOneOf(PRESERVATION_WAYS, how)) return errors;
  return errorsOf(
    () => recordPreservation(desk.store, signedIn(request), { noticeId, how, keptOn, reference }),
    { 'dissemination.unknown-code': formError('preservation-keptOn', fault.day) },
  );
};

const release: Act = async ({ desk, request, noticeId, form }) => {
  const { fault } = request.visit.words.removal;
  const { unit, answer, reason, until = '', reference = '' } = form;
  const errors = [
    ...(unit ? [] : [formError('release-unit', fault.unit)]),
    ...releaseErrors(form, request, 'release-'),
    ...(reference.trim() ? [] : [formError('release-reference', fault.reference)]),
  ];
  if (errors.length > 0 || !unit || !isOneOf(RELEASE_ANSWERS, answer)) return errors;
  await recordRelease(desk.store, signedIn(request), {
    noticeId,
    unitId: unit,
    answer,
    reference,
    until,
    ...(isOneOf(HOLD_REASONS, reason) && { reason }),
  });
  return [];
};

/** What is wrong with a unit's answer; fields are named with a prefix, because a page may hold several such forms. */
export function releaseErrors(form: Form, request: Request, prefix: string): FormError[] {
  const { fault } = request.visit.words.removal;
  const { answer, reason, until = '' } = form;
  if (!isOneOf(RELEASE_ANSWERS, answer)) return [formError(`${prefix}answer`, fault.answer)];
  if (answer === 'yes') return [];
  return [
    ...(isOneOf(HOLD_REASONS, reason) ? [] : [formError(`${prefix}reason`, fault.reason)]),
    ...(answer !== 'not-yet' || isRealDay(until) ? [] : [formError(`${prefix}until`, fault.day)]),
  ];
}

function isRealDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const override: Act = async ({ desk, request, noticeId, form }) => {
  const { fault } = request.visit.words.removal;
  const { gate, reason, note = '' } = form;
  const errors = [
    ...(isOneOf(GATES, gate) ? [] : [formError('override-gate', fault.gate)]),
    ...(isOneOf(REMOVAL_OVERRIDES, reason) ? [] : [formError('override-reason', fault.reason)]),
    ...(note.trim() ? [] : [formError('override-note', fault.note)]),
  ];
  if (errors.length > 0 || !isOneOf(GATES, gate) || !isOneOf(REMOVAL_OVERRIDES, reason)) return errors;
  return errorsOf(() => overrideGate(desk.store, signedIn(request), { noticeId, gate, reason, note }), {
    'dissemination.removal-gate-holds': formError('override-gate', fault.holdsAlready),
  });
};

const send: Act = async ({ desk, request, noticeId }) => {
  const { fault } = request.visit.words.removal;
  return errorsOf(() => sendRemoval(desk.store, signedIn(request), { noticeId, sender: senderOf(desk) }), {
    'dissemination.removal-gates-shut': formError('gates', fault.gatesShut),
  });
};

const hand: Act = async ({ desk, request, noticeId, form: { delivery: deliveryId = '' } }) => {
  const { fault } = request.visit.words.removal;
  const asked = { noticeId, deliveryId, sender: senderOf(desk) };
  return errorsOf(() => handOverRemoval(desk.store, signedIn(request), asked), {
    'dissemination.removal-gates-shut': formError('gates', fault.gatesShut),
  });
};

const answer: Act = async ({ desk, request, noticeId, form }) => {
  const { fault } = request.visit.words.removal;
  const { says, reason, note } = form;
  if (!isOneOf(HOST_SAYS, says)) return [formError('answer-says', fault.says)];
  const isRefused = says === 'refused';
  if (isRefused && !isOneOf(HOST_REFUSALS, reason)) return [formError('answer-reason', fault.reason)];
  await recordHostAnswer(desk.store, signedIn(request), {
    noticeId,
    says,
    ...(isRefused && isOneOf(HOST_REFUSALS, reason) && { reason }),
    ...(note && { note }),
  });
  return [];
};

const escalate: Act = async ({ desk, request, noticeId, form }) => {
  const { fault } = request.visit.words.removal;
  const { how, to } = form;
  if (!isOneOf(ESCALATIONS, how)) return [formError('escalate-how', fault.escalation)];
  const asked = { noticeId, how, sender: senderOf(desk), ...(to && { toId: to }) };
  return errorsOf(() => escalateRemoval(desk.store, signedIn(request), asked), {
    'dissemination.unknown-host': formError('escalate-to', fault.escalateTo),
    'dissemination.removal-gates-shut': formError('gates', fault.gatesShut),
  });
};

const suspend: Act = async ({ desk, request, noticeId, form: { reason } }) => {
  const { fault } = request.visit.words.removal;
  if (!isOneOf(HOLD_REASONS, reason)) return [formError('suspend-reason', fault.reason)];
  await suspendRemoval(desk.store, signedIn(request), { noticeId, reason });
  return [];
};

const resume: Act = async ({ desk, request, noticeId }) => {
  const { fault } = request.visit.words.removal;
  return errorsOf(() => resumeRemoval(desk.store, signedIn(request), noticeId), {
    'dissemination.removal-gates-shut': formError('gates', fault.gatesShut),
  });
};

const close: Act = async ({ desk, request, noticeId, form: { reason } }) => {
  const { fault } = request.visit.words.removal;
  if (!isOneOf(NOTICE_ENDINGS, reason)) return [formError('close-reason', fault.reason)];
  await closeRemoval(desk.store, signedIn(request), { noticeId, reason });
  return [];
};

const withdraw: Act = async ({ desk, request, noticeId, form: { reason } }) => {
  const { fault } = request.visit.words.removal;
  if (!isOneOf(NOTICE_ENDINGS, reason)) return [formError('withdraw-reason', fault.reason)];
  await withdrawRemoval(desk.store, signedIn(request), { noticeId, reason });
  return [];
};

const nobody: Act = async ({ desk, request, noticeId }) => {
  await sayNobodyInvestigates(desk.store, signedIn(request), noticeId);
  return [];
};

const ask: Act = async ({ desk, request, noticeId }) => {
  await askRelease(desk.store, signedIn(request), noticeId);
  return [];
};

const confirm: Act = async ({ desk, request, noticeId }) => {
  await confirmRemoval(desk.store, signedIn(request), noticeId);
  return [];
};

/** What can be done on the page of a notice, by the last part of the form's address. */
export const NOTICE_ACTS: Readonly<Record<string, Act>> = {
  preservation,
  release,
  override,
  send,
  hand,
  answer,
  escalate,
  suspend,
  resume,
  close,
  withdraw,
  nobody,
  ask,
  confirm,
};
