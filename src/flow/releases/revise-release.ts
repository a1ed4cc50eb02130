import { type Actor, ensureMay } from '../../access/index.ts';
import {
  addRelease,
  addReleaseStep,
  addSectionVersion,
  isRevisable,
  listReleases,
  lockRelease,
  sectionsOf,
} from '../../publication/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { recordOnRelease } from './record-release.ts';
import { ensureNote } from './step-release.ts';

/**
 * Starts the next edition of a published report, with the words of the one before, which stays as it is. `note`: why.
 * Throws `picture.release-step-not-possible` where it was not published or its next edition is begun already, and
 * `picture.release-note-needed`.
 */
export async function reviseRelease(
  store: Store,
  actor: Actor,
  { releaseId, note }: { releaseId: string; note: string },
): Promise<{ id: string; edition: number }> {
  ensureMay(actor, 'write-release');
  const revisionNote = ensureNote('revise', note);
  return inTransaction(store, async (tx) => {
    const before = await lockRelease(tx, releaseId);
    const latest = (await listReleases(tx)).find(({ reportId }) => reportId === before.reportId);
    if (!isRevisable(before.state) || latest?.id !== before.id)
      throw new Problem('picture.release-step-not-possible', {
        detail: 'only the latest edition, once published, is revised',
      });
    const now = store.clock.now();
    const id = newId(now.getTime());
    const { reportId, slug, title, summary, period } = before;
    const edition = before.edition + 1;
    const own = { id, reportId, slug, edition, title, summary, period, revisionNote };
    await addRelease(tx, { ...own, createdBy: actor.id, createdAt: now.toISOString() });
    for (const section of await sectionsOf(tx, before.id))
      await addSectionVersion(tx, id, { ...section, version: 1, writtenBy: actor.id, writtenAt: now });
    const step = { note: revisionNote, contentHash: null, doneBy: actor.id, doneAt: now };
    await addReleaseStep(tx, id, { ...step, action: 'revise', state: 'draft' });
    await recordOnRelease(tx, actor, { action: 'revise-release', releaseId: id, detail: { edition } });
    return { id, edition };
  });
}
