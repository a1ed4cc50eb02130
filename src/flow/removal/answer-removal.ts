import { timingSafeEqual } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addHostAnswer,
  addWrongAnswer,
  CLOCKED_STATES,
  HOST_REFUSALS,
  HOST_SAYS,
  type HostRefusal,
  type HostSays,
  holdNotice,
  hostAnswersOf,
  hostById,
  MOST_WRONG_ANSWERS,
  moveNotice,
  type Notice,
  type NoticeAction,
  type NoticeState,
  nextNoticeState,
  noticeById,
  REMOVAL_SEALED_AS,
  secretDigest,
  secretHashOf,
  visitorKey,
  WRONG_ANSWERS_KEPT_MS,
  WRONG_ANSWERS_WITHIN_MS,
  wrongAnswersSince,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { openDataKey, recordExposure } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { unseal } from '../../shared/envelope.ts';
import { Problem } from '../../shared/problem.ts';
import { Sealed } from '../../shared/sealed.ts';
import { sealNote } from '../seal-note.ts';
import { ensureCode } from './clear-removal.ts';
import { dueFrom } from './send-removal.ts';
import { ensureSeesWhole, holdSeenNotice } from './visible-removals.ts';

/** `reason`: needed with a refusal. `note`: whatever else the host writes; it is sealed. */
export type HostAnswerInput = { says: HostSays; reason?: HostRefusal; note?: string };

/** `visitor`: where they came from, by which wrong answers are counted. */
export type HostKey = { reference: string; secret: string; visitor: string };

/**
 * A host answers without an account, by the reference and the secret it was sent. A wrong reference and a wrong secret
 * are told apart by nobody: `dissemination.removal-answer-unknown`. After ten wrong ones within an hour a visitor
 * waits: `dissemination.removal-answer-limit`.
 */
export async function answerAsHost(
  store: Store,
  key: HostKey,
  input: HostAnswerInput,
): Promise<{ reference: string }> {
  ensureSays(input);
  const noticeId = await openWithKey(store, key);
  return inTransaction(store, async (tx) => {
    const notice = await holdNotice(tx, noticeId);
    await take(store, tx, notice, { ...input, via: 'page', by: `host:${notice.hostId}` });
    return { reference: notice.reference };
  });
}

async function openWithKey(store: Store, { reference, secret, visitor }: HostKey): Promise<string> {
  const { linkingKey } = store.keys;
  const at = store.clock.now();
  const from = visitorKey(linkingKey, visitor);
  const wrong = await wrongAnswersSince(store.db, from, new Date(at.getTime() - WRONG_ANSWERS_WITHIN_MS));
  if (wrong >= MOST_WRONG_ANSWERS) throw new Problem('dissemination.removal-answer-limit');
  const known = await secretHashOf(store.db, reference);
  const digest = secretDigest(secret.trim());
  if (known && timingSafeEqual(known.hash, digest) && (await isOut(store.db, known.id))) return known.id;
  const forgetBefore = new Date(at.getTime() - WRONG_ANSWERS_KEPT_MS);
  await addWrongAnswer(store.db, { visitor: from, at, forgetBefore });
  throw new Problem('dissemination.removal-answer-unknown');
}

async function isOut(db: Db, id: string): Promise<boolean> {
  return (await noticeById(db, id)).sentAt !== null;
}

/** Somebody of the bureau writes down what a host said by mail or on the telephone. */
export async function recordHostAnswer(
  store: Store,
  actor: Actor,
  input: HostAnswerInput & { noticeId: string },
): Promise<void> {
  ensureMay(actor, 'send-removal');
  ensureSays(input);
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, input.noticeId);
    if (notice.sentAt === null)
      throw new Problem('dissemination.removal-step-not-possible', {
        detail: `answer while ${notice.state}`,
      });
    await take(store, tx, notice, { ...input, via: 'bureau', by: actorRef(actor) });
  });
}

function ensureSays({ says, reason }: HostAnswerInput): void {
  ensureCode(HOST_SAYS, says, 'says');
  if (says === 'refused') ensureCode(HOST_REFUSALS, reason ?? '', 'reason');
}

type Taking = HostAnswerInput & { via: 'page' | 'bureau'; by: string };

const ACTIONS: Record<HostSays, NoticeAction> = {
  received: 'acknowledge',
  removed: 'say-removed',
  refused: 'refuse',
  'need-more': 'acknowledge',
};

/** Every answer is kept; it moves the notice where the life table has such a step. A late answer is still an answer. */
async function take(store: Store, tx: Tx, notice: Notice, taking: Taking): Promise<void> {
  const { says, via, by } = taking;
  const at = store.clock.now();
  const reason = says === 'refused' ? (taking.reason ?? null) : null;
  const note = await sealNote(store, tx, {
    id: notice.leadReferralId,
    note: taking.note?.slice(0, LONGEST_NOTE),
    context: REMOVAL_SEALED_AS.answer,
  });
  await addHostAnswer(tx, { noticeId: notice.id, says, reason, note, via, by, at });
  const action = ACTIONS[says];
  const to = nextNoticeState(notice.state, action, notice.stateBefore);
  if (to) {
    await moveNotice(tx, {
      notice,
      action,
      by,
      at,
      ...(await newClock(tx, notice, { to, at })),
      reason: reason ?? says,
    });
  }
  await record(tx, [
    {
      verb: 'collected',
      action: 'answer-removal',
      actor: by,
      purpose: 'dissemination',
      subjects: notice.referralIds,
      detail: { notice: notice.id, says, reason, via },
    },
  ]);
}

/** A host's first word on a notice starts its clock anew; saying the same again puts nothing off. */
async function newClock(
  tx: Tx,
  { state, hostId }: Notice,
  { to, at }: { to: NoticeState; at: Date },
): Promise<{ dueAt?: Date | null }> {
  if (to === state) return {};
  return { dueAt: CLOCKED_STATES.includes(to) ? dueFrom(at, await hostById(tx, hostId, at)) : null };
}

/** Characters of a host's note: enough to say why, and no place for a document. Chosen. */
const LONGEST_NOTE = 2_000;

/** Opens what a host wrote: by a person's own act, logged, and counted for their welfare. */
export async function openHostNote(
  store: Store,
  actor: Actor,
  { noticeId, answerId }: { noticeId: string; answerId: string },
): Promise<Sealed<string>> {
  ensureMay(actor, 'open-evidence');
  return inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    await ensureSeesWhole(tx, actor, notice);
    const answer = (await hostAnswersOf(tx, notice.id)).find(({ id }) => id === answerId);
    if (!answer?.note) throw new Problem('referral.evidence-not-found');
    const dataKey = await openDataKey(store, tx, notice.leadReferralId);
    const [referralId, evidenceId] = [notice.leadReferralId, `answer:${answerId}`];
    await recordExposure(tx, { personId: actor.id, referralId, evidenceId, openedAt: store.clock.now() });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-host-note',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: notice.referralIds,
        detail: { notice: notice.id, answer: answerId },
      },
    ]);
    return new Sealed(unseal(dataKey, REMOVAL_SEALED_AS.answer, answer.note).toString('utf8'));
  });
}
