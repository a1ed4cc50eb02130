import type { Actor } from '../../access/index.ts';
import { ensureMay } from '../../access/index.ts';
import { getRelease, type PublishedFile, readPublishedFiles } from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { stepRelease } from '../releases/step-release.ts';
import type { Publishing } from './publishing-settings.ts';
import { renderPublication } from './render-publication.ts';

/**
 * Publishes a frozen edition and answers with all of its files; of one that is published already, those that were made
 * then, and a PDF that could not be made then. Throws as `stepRelease` does.
 */
export async function publishEdition(
  store: Store,
  actor: Actor,
  idOrSlug: string,
  publishing: Publishing,
): Promise<PublishedFile[]> {
  ensureMay(actor, 'publish-release');
  const { id, state } = await getRelease(store.db, idOrSlug);
  if (state !== 'published') await stepRelease(store, actor, { releaseId: id, action: 'publish' });
  await renderPublication(store, id, publishing);
  return readPublishedFiles(store.db, id);
}
