import { listSources, type Source } from '../access/index.ts';
import { addDelivery, type Feedback, feedbackById, feedbackFor } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';

/** How long a sender's address may take, in milliseconds: our choice. A job that fails is tried again later. */
const ANSWER_WITHIN_MS = 10_000;

/** Sends a body to an address and gives the HTTP status; throws where there is no answer. */
export type Post = (url: string, body: Buffer, headers: Record<string, string>) => Promise<number>;

/**
 * Pushes one feedback to its sender's own address, signed. Idempotent: one that was taken is not sent again. Throws
 * `dissemination.feedback-not-taken` so that the job is tried again; a sender without an address fetches it instead.
 */
export async function deliverFeedback(
  store: Store,
  feedbackId: string,
  signer: Signer,
  post: Post = postJson,
): Promise<void> {
  const feedback = await feedbackById(store.db, feedbackId);
  const source = (await listSources(store.db)).find(({ id }) => id === feedback.sourceId);
  if (feedback.deliveredAt || !source?.feedbackUrl || source.withdrawnAt) return;
  const body = Buffer.from(canonicalJson({ id: feedback.id, ...feedback.body }));
  let status: number | null = null;
  try {
    status = await post(source.feedbackUrl, body, signatureHeaders(signer, body));
  } catch (cause) {
    await writeDown(store, feedback, null);
    throw new Problem('dissemination.feedback-not-taken', { cause });
  }
  await writeDown(store, feedback, status);
  if (!isTaken(status)) throw new Problem('dissemination.feedback-not-taken', { detail: `HTTP ${status}` });
}

/** Feedback that a sender fetches, made since a moment: its own only. */
export async function fetchFeedback(store: Store, sender: Source, since: Date): Promise<Feedback[]> {
  return inTransaction(store, async (tx) => {
    const feedback = await feedbackFor(tx, sender.id, since);
    const subjects = feedback.map(({ referralId }) => referralId);
    if (subjects.length > 0) {
      await record(tx, [
        {
          verb: 'disclosed',
          action: 'fetch-feedback',
          actor: `source:${sender.id}`,
          purpose: 'dissemination',
          subjects,
          recipient: `source:${sender.id}`,
        },
      ]);
    }
    return feedback;
  });
}

async function writeDown(
  store: Store,
  { id, referralId, sourceId }: Feedback,
  status: number | null,
): Promise<void> {
  await inTransaction(store, async (tx) => {
    await addDelivery(tx, { id, at: store.clock.now(), status });
    if (status === null || !isTaken(status)) return;
    await record(tx, [
      {
        verb: 'disclosed',
        action: 'deliver-feedback',
        actor: 'system:feedback',
        purpose: 'dissemination',
        subjects: [referralId],
        recipient: `source:${sourceId}`,
        detail: { feedback: id },
      },
    ]);
  });
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

export function signatureHeaders(signer: Signer, body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'everydot-key-id': signer.keyId,
    'everydot-signature': `ed25519=${signer.sign(body).toString('base64')}`,
  };
}

/** The address is one that an administrator registered; it is not led elsewhere. */
export async function postJson(url: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(body),
    headers,
    redirect: 'manual',
    signal,
  });
  await answer.body?.cancel();
  return answer.status;
}
