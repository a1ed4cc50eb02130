import { type Actor, ensureMay } from '../../access/index.ts';
import { getRelease, readCommentary, sectionsOf, writeCommentary } from '../../publication/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { lockDraft, writeSectionIn } from './write-section.ts';

/** The commentary of an edition as one text file, to be written elsewhere. Throws `picture.unknown-release`. */
export async function exportCommentary(store: Store, actor: Actor, releaseId: string): Promise<string> {
  ensureMay(actor, 'see-releases');
  const release = await getRelease(store.db, releaseId);
  return writeCommentary({ ...release, sections: await sectionsOf(store.db, release.id) });
}

/** Ids of the sections that were written. */
export type ImportedCommentary = { release: string; written: string[]; same: string[] };

/**
 * Writes what a file of commentary says differently, all of it or nothing. Throws `picture.section-changed` with every
 * section that somebody else has written since the file was made, and `picture.commentary-unreadable`.
 */
export async function importCommentary(
  store: Store,
  actor: Actor,
  { releaseId, file }: { releaseId: string; file: string },
): Promise<ImportedCommentary> {
  ensureMay(actor, 'write-release');
  const commentary = readCommentary(file);
  const release = await getRelease(store.db, releaseId);
  if (commentary.slug !== release.slug || commentary.edition !== release.edition)
    throw new Problem('picture.commentary-unreadable', {
      faults: [{ line: 1, reason: 'it is of another edition' }],
    });
  return inTransaction(store, async (tx) => {
    await lockDraft(tx, release.id);
    const before = new Map((await sectionsOf(tx, release.id)).map((section) => [section.id, section]));
    const differing = commentary.sections.filter(({ id, heading, text }) => {
      const was = before.get(id);
      return was?.text !== text || was.heading !== heading;
    });
    const faults = differing.flatMap(({ id, version }): Fault[] => {
      const was = before.get(id);
      if (!was) return [{ path: id, reason: 'there is no such section' }];
      return was.version === version
        ? []
        : [{ path: id, reason: `stands at version ${was.version}, the file has ${version}` }];
    });
    if (faults.length > 0) throw new Problem('picture.section-changed', { faults });
    const now = store.clock.now();
    for (const { id: section, ...words } of differing)
      await writeSectionIn(tx, { actor, release, writing: { section, ...words }, now });
    const written = differing.map(({ id }) => id);
    return {
      release: release.id,
      written,
      same: commentary.sections.map(({ id }) => id).filter((id) => !written.includes(id)),
    };
  });
}
