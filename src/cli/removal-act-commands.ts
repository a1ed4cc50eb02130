import {
  type Escalation,
  type GateName,
  type HoldReason,
  type HostRefusal,
  type HostSays,
  NOTICE_STATES,
  type NoticeEnding,
  noticeById,
  type PreservationWay,
  type ReleaseAnswer,
  type RemovalOverride,
} from '../dissemination/index.ts';
import {
  answerRelease,
  askRelease,
  closeRemoval,
  confirmRemoval,
  escalateRemoval,
  overrideGate,
  recordHostAnswer,
  recordPreservation,
  recordRelease,
  resumeRemoval,
  sayNobodyInvestigates,
  sendRemoval,
  suspendRemoval,
  withdrawRemoval,
} from '../flow/index.ts';
import type { Acting, Result } from './command.ts';
import { senderFromEnvironment } from './removal-commands.ts';

// What is done with one notice; each command says in which state that leaves it.

type Done = (acting: Acting, noticeId: string) => Promise<unknown>;

/** Does something with a notice and says in which state that leaves it. */
async function act(acting: Acting, reference: string, done: Done): Promise<Result> {
  const { db } = acting.opened.store;
  const { id } = await noticeById(db, reference);
  const json = await done(acting, id);
  await acting.opened.settle();
  const { state } = await noticeById(db, id);
  return {
    json: { reference: reference.toUpperCase(), state, ...(json as object | undefined) },
    lines: [`${reference.toUpperCase()}: ${NOTICE_STATES[state].label}.`],
  };
}

export const keepCommand = (
  acting: Acting,
  reference: string,
  { how, since, reference: kept }: { how: string; since: string; reference: string },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    recordPreservation(opened.store, person, {
      noticeId,
      how: how as PreservationWay,
      keptOn: since,
      reference: kept,
    }),
  );

export const nobodyCommand = (acting: Acting, reference: string): Promise<Result> =>
  act(acting, reference, ({ opened, person }, id) => sayNobodyInvestigates(opened.store, person, id));

export const askCommand = (acting: Acting, reference: string): Promise<Result> =>
  act(acting, reference, ({ opened, person }, id) => askRelease(opened.store, person, id));

type ReleaseOptions = { answer: string; unit?: string; until?: string; reason?: string; reference?: string };

/** An officer answers for their own unit; somebody of the bureau names the unit, and where its word can be found. */
export const releaseCommand = (acting: Acting, reference: string, options: ReleaseOptions): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) => {
    const input = {
      noticeId,
      answer: options.answer as ReleaseAnswer,
      ...(options.until && { until: options.until }),
      ...(options.reason && { reason: options.reason as HoldReason }),
    };
    if (options.unit === undefined)
      return answerRelease(opened.store, person, {
        ...input,
        ...(options.reference && { reference: options.reference }),
      });
    return recordRelease(opened.store, person, {
      ...input,
      unitId: options.unit,
      reference: options.reference ?? '',
    });
  });

export const overrideCommand = (
  acting: Acting,
  reference: string,
  { gate, reason, note }: { gate: string; reason: string; note: string },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    overrideGate(opened.store, person, {
      noticeId,
      gate: gate as GateName,
      reason: reason as RemovalOverride,
      note,
    }),
  );

export const sendRemovalCommand = (acting: Acting, reference: string): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    sendRemoval(opened.store, person, { noticeId, sender: senderFromEnvironment() }),
  );

export const escalateCommand = (
  acting: Acting,
  reference: string,
  { how, to }: { how: string; to?: string },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    escalateRemoval(opened.store, person, {
      noticeId,
      how: how as Escalation,
      sender: senderFromEnvironment(),
      ...(to && { toId: to }),
    }),
  );

export const answerRemovalCommand = (
  acting: Acting,
  reference: string,
  { says, reason, note }: { says: string; reason?: string; note?: string },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    recordHostAnswer(opened.store, person, {
      noticeId,
      says: says as HostSays,
      ...(reason && { reason: reason as HostRefusal }),
      ...(note && { note }),
    }),
  );

export const confirmCommand = (acting: Acting, reference: string): Promise<Result> =>
  act(acting, reference, ({ opened, person }, id) => confirmRemoval(opened.store, person, id));

export const suspendCommand = (
  acting: Acting,
  reference: string,
  { reason }: { reason: string },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    suspendRemoval(opened.store, person, { noticeId, reason: reason as HoldReason }),
  );

export const resumeCommand = (acting: Acting, reference: string): Promise<Result> =>
  act(acting, reference, ({ opened, person }, id) => resumeRemoval(opened.store, person, id));

export const endCommand = (
  acting: Acting,
  reference: string,
  { reason, withdraw }: { reason: string; withdraw: boolean },
): Promise<Result> =>
  act(acting, reference, ({ opened, person }, noticeId) =>
    (withdraw ? withdrawRemoval : closeRemoval)(opened.store, person, {
      noticeId,
      reason: reason as NoticeEnding,
    }),
  );
