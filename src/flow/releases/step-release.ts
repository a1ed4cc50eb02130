import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addReleaseStep,
  addTrackedVersion,
  cleanLine,
  ensureFields,
  findTracked,
  hashOfContent,
  latestContent,
  lockRelease,
  lockTracked,
  RELEASE_ACTIONS,
  type ReleaseAction,
  type ReleaseHeader,
  type ReleaseState,
  releaseStateAfter,
  trackedOfReport,
} from '../../publication/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';
import { Problem } from '../../shared/problem.ts';
import { recordOnRelease } from './record-release.ts';

/** `shown`: the hash, in hexadecimal digits, of the content that whoever publishes had before them. */
export type ReleaseStepAsked = {
  releaseId: string;
  action: Exclude<ReleaseAction, 'freeze'>;
  note?: string;
  shown?: string;
};

/**
 * Publishes, reopens, withdraws or discards an edition. Throws `picture.release-step-not-possible`,
 * `picture.release-same-person` where whoever froze it would publish it, `picture.release-note-needed`.
 */
export async function stepRelease(
  store: Store,
  actor: Actor,
  asked: ReleaseStepAsked,
): Promise<ReleaseState> {
  ensureMay(actor, RELEASE_ACTIONS[asked.action].permission);
  return inTransaction(store, async (tx) => {
    const release = await lockRelease(tx, asked.releaseId);
    const state = ensureStep(release, actor, asked.action);
    const note = ensureNote(asked.action, asked.note);
    const contentHash = asked.action === 'publish' ? await ensureAsShown(tx, release, asked.shown) : null;
    const step = { note, contentHash, doneBy: actor.id, doneAt: store.clock.now() };
    await addReleaseStep(tx, release.id, { ...step, action: asked.action, state });
    if (asked.action === 'discard') await giveBackCarried(tx, release, step);
    if (asked.action === 'publish') await enqueue(tx, [{ kind: 'render-publication', subject: release.id }]);
    await recordOnRelease(tx, actor, {
      action: `${asked.action}-release`,
      releaseId: release.id,
      verb: asked.action === 'publish' ? 'disclosed' : 'altered',
      detail: { edition: release.edition, state },
      ...(contentHash && { digest: contentHash }),
    });
    return state;
  });
}

/** The state that the action leads to. */
export function ensureStep(release: ReleaseHeader, actor: PersonActor, action: ReleaseAction): ReleaseState {
  const state = releaseStateAfter(release.state, action);
  if (!state)
    throw new Problem('picture.release-step-not-possible', {
      detail: `${action} a ${release.state} edition`,
    });
  if (RELEASE_ACTIONS[action].byAnother && release.frozenBy === actor.id)
    throw new Problem('picture.release-same-person');
  return state;
}

export function ensureNote(action: ReleaseAction | 'revise', given: string | undefined): string | null {
  const note = cleanLine(given ?? '');
  const isNeeded = action === 'revise' || RELEASE_ACTIONS[action].needsNote;
  if (isNeeded && note === '') throw new Problem('picture.release-note-needed');
  ensureFields('picture.invalid-release', { note }, []);
  return note === '' ? null : note;
}

/** What is published is what was frozen, to the last byte, and what was shown. */
async function ensureAsShown(tx: Tx, { id }: ReleaseHeader, shown: string | undefined): Promise<Buffer> {
  const { document, contentHash } = (await latestContent(tx, id))!;
  if (!hashOfContent(document).equals(contentHash))
    throw new Error('a frozen edition is not what was frozen');
  if (shown !== undefined && shown !== contentHash.toString('hex'))
    throw new Problem('picture.release-step-not-possible', {
      detail: 'it was frozen anew since it was shown',
    });
  return contentHash;
}

/** Of a discarded first edition: what it had carried over is open again where it came from. */
async function giveBackCarried(
  tx: Tx,
  release: ReleaseHeader,
  { doneBy, doneAt }: { doneBy: string; doneAt: Date },
) {
  if (release.edition > 1) return;
  const carried = (await trackedOfReport(tx, release.reportId)).filter((item) => item.carriedFrom !== null);
  for (const { carriedFrom } of carried) {
    await lockTracked(tx, carriedFrom!);
    const item = await findTracked(tx, carriedFrom!);
    if (item?.state === 'carried-over')
      await addTrackedVersion(
        tx,
        { ...item, state: 'open', version: item.version + 1 },
        { by: doneBy, at: doneAt },
      );
  }
}
