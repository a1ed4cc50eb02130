import { type Actor, ensureMay } from '../../access/index.ts';
import {
  addRelease,
  addReleaseStep,
  addSectionVersion,
  cleanLine,
  ensureFields,
  findRelease,
  knownIn,
  lockReportName,
  sectionsFrom,
  slugOf,
  type TemplateName,
} from '../../publication/index.ts';
import { inTransaction } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { type ReleaseSource, readLive } from './read-live.ts';
import { recordOnRelease } from './record-release.ts';

const NOTHING_YET = { sections: [], tablesOf: [], beside: [] };

/** `slug`: made from the title where none is given. */
export type NewReport = {
  title: string;
  summary: string;
  period: Period;
  template: TemplateName;
  slug?: string;
};

/**
 * Starts a report: the draft of its first edition, with the sections of a template around the figures that there are.
 * Throws `picture.invalid-release`, and `picture.release-exists` where a report has that name.
 */
export async function newRelease(
  source: ReleaseSource,
  actor: Actor,
  asked: NewReport,
): Promise<{ id: string; slug: string }> {
  ensureMay(actor, 'write-release');
  const { store } = source;
  const [title, summary] = [cleanLine(asked.title), cleanLine(asked.summary)];
  const slug = slugOf(asked.slug || title);
  ensureFields('picture.invalid-release', { title, summary, slug }, ['title', 'slug']);
  const known = knownIn((await readLive(source, actor, { period: asked.period, ...NOTHING_YET })).content);
  const sections = sectionsFrom(asked.template, ({ kind, id: what }) => known[kind].has(what ?? ''));
  const now = store.clock.now();
  const id = newId(now.getTime());
  return inTransaction(store, async (tx) => {
    await lockReportName(tx, slug);
    if (await findRelease(tx, slug)) throw new Problem('picture.release-exists', { detail: slug });
    const edition = {
      reportId: id,
      slug,
      edition: 1,
      title,
      summary,
      period: asked.period,
      revisionNote: null,
    };
    await addRelease(tx, { ...edition, id, createdBy: actor.id, createdAt: now.toISOString() });
    for (const [position, section] of sections.entries())
      await addSectionVersion(tx, id, {
        ...section,
        position,
        version: 1,
        writtenBy: actor.id,
        writtenAt: now,
      });
    const step = { note: null, contentHash: null, doneBy: actor.id, doneAt: now };
    await addReleaseStep(tx, id, { ...step, action: 'new', state: 'draft' });
    await recordOnRelease(tx, actor, { action: 'new-release', releaseId: id, detail: { edition: 1 } });
    return { id, slug };
  });
}
