import type { Actor } from '../../access/index.ts';
import { ensureMay } from '../../access/index.ts';
import { getRelease, type PublishedFile, readPublishedFiles } from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { stepRelease } from '../releases/step-release.ts';
import type { Publishing } from './publishing-settings.ts';
import { renderPublication } from './render-publication.ts';

/**
 * Publishes a frozen edition and answers with all of its files; of one that is published already, those that were made
 * then, and a PDF that could not be made then. `shown`: the hash of the content that the person read; nobody publishes
 * without. Throws `picture.release-not-shown`, and as `stepRelease` does.
 */
export async function publishEdition(
  store: Store,
  actor: Actor,
  idOrSlug: string,
  { shown, ...publishing }: Publishing & { shown?: string | undefined },
): Promise<PublishedFile[]> {
  ensureMay(actor, 'publish-release');
  const { id, state } = await getRelease(store.db, idOrSlug);
  if (state !== 'published') {
    if (shown === undefined) throw new Problem('picture.release-not-shown');
    await stepRelease(store, actor, { releaseId: id, action: 'publish', shown });
  }
  await renderPublication(store, id, publishing);
  return readPublishedFiles(store.db, id);
}
