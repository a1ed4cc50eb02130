import { readBureau } from '../../access/index.ts';
import {
  addLaterFiles,
  addPublication,
  type FrozenRelease,
  filesPrintedLater,
  isRendered,
  listPublishedFiles,
  type PublishOptions,
  publishedFiles,
  publishedPages,
  type Release,
  readPublishedFiles,
  releaseContent,
} from '../../publication/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { Publishing } from './publishing-settings.ts';

/**
 * Renders every form of a published edition and keeps it for its readers. The same edition is rendered once; where no
 * browser could print it then, it is out all the same, and its PDF is made when this is called again. Says whether all
 * that was asked for is there.
 */
export async function renderPublication(
  store: Store,
  releaseId: string,
  publishing: Publishing,
): Promise<{ isWhole: boolean }> {
  const frozen = await releaseContent(store.db, releaseId);
  if (frozen.release.state !== 'published') return { isWhole: true };
  const options = await publishOptions(store, publishing);
  if (await isRendered(store.db, frozen.release.id)) await printLater(store, frozen.release, options);
  else await render(store, frozen, options);
  return { isWhole: options.print === null || (await hasPdf(store, frozen.release.id)) };
}

async function render(
  store: Store,
  { release, content }: FrozenRelease,
  options: PublishOptions,
): Promise<void> {
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

async function printLater(store: Store, release: Release, options: PublishOptions): Promise<void> {
  if (options.print === null || (await hasPdf(store, release.id))) return;
  const later = await filesPrintedLater(release, await readPublishedFiles(store.db, release.id), options);
  if (later.length > 0) await inTransaction(store, (tx) => addLaterFiles(tx, release.id, later));
}

/** One for each page: two that are printed at once may not both succeed. */
async function hasPdf({ db }: Store, releaseId: string): Promise<boolean> {
  const names = (await listPublishedFiles(db, releaseId)).map(({ name }) => name);
  const of = (ending: string) => names.filter((name) => name.endsWith(ending)).length;
  return of('.pdf') === of('.html');
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

/** Where there is no browser an edition is published without its PDF for now; page and manifest list what there is. */
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
