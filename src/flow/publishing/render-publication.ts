import { readBureau } from '../../access/index.ts';
import {
  addPublication,
  isRendered,
  type PublishOptions,
  publishedFiles,
  publishedPages,
  releaseContent,
} from '../../publication/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { Publishing } from './publishing-settings.ts';

/** Renders every form of a published edition and keeps it for its readers. The same edition is rendered once. */
export async function renderPublication(
  store: Store,
  releaseId: string,
  publishing: Publishing,
): Promise<void> {
  const { release, content } = await releaseContent(store.db, releaseId);
  if (release.state !== 'published' || (await isRendered(store.db, release.id))) return;
  const options = await publishOptions(store, publishing);
  const files = await publishedFiles(release, content, options);
  const { id, title, summary, period } = release;
  await inTransaction(store, (tx) =>
    addPublication(tx, {
      ...{ releaseId: id, title, summary, period, files },
      pages: publishedPages(release, content, options),
      renderedAt: store.clock.now(),
    }),
  );
}

/** With the bureau's name, and whether its records are invented. */
async function publishOptions(
  { db }: Store,
  { baseUrl, print, ...given }: Publishing,
): Promise<PublishOptions> {
  const bureau = await readBureau(db);
  return {
    ...given,
    publisher: bureau?.name ?? 'Everydot',
    synthetic: bureau?.synthetic ?? true,
    address: baseUrl === null ? null : `${baseUrl.replace(/\/$/, '')}/publications`,
    print: print && orNothing(print),
  };
}

/** Where there is no browser an edition is published without its PDF; the page and the manifest list what there is. */
function orNothing(print: NonNullable<Publishing['print']>): PublishOptions['print'] {
  return async (html) => {
    try {
      return await print(html);
    } catch (failure) {
      if (failure instanceof Problem && failure.code === 'print.no-browser') return null;
      throw failure;
    }
  };
}
