import { type Actor, ensureMay } from '../../access/index.ts';
import {
  checkTracked,
  checkWriting,
  type FrozenContent,
  faultsOf,
  getRelease,
  knownIn,
  markRevisions,
  type ReferenceFault,
  type ReleaseHeader,
  type Section,
  sectionsOf,
  type TrackedItem,
  trackedOfReport,
  type Warning,
  type WrittenSection,
} from '../../publication/index.ts';
import { contentsAlike, earlierEditions, editionsBeside, isSamePeriod } from './earlier-edition.ts';
import { type ReleaseSource, readLive } from './read-live.ts';

/** An edition as it would be if it were frozen now, and what a careful colleague would say of it. */
export type ReadDraft = {
  release: ReleaseHeader;
  sections: WrittenSection[];
  items: TrackedItem[];
  live: FrozenContent;
  /** What stands in the way of freezing. */
  faults: ReferenceFault[];
  warnings: Warning[];
};

/**
 * `instead`: words that are not saved yet, in place of those of one section. `tablesOf`: the id of a section, or all, whose
 * tables are needed with their rows.
 */
export type DraftAsked = { releaseId: string; instead?: Section; tablesOf?: string | 'all' };

/** Any edition with the figures of now; what was frozen of it is read by `releaseContent`. Throws `picture.unknown-release`. */
export async function readDraft(
  source: ReleaseSource,
  actor: Actor,
  { releaseId, instead, tablesOf }: DraftAsked,
): Promise<ReadDraft> {
  ensureMay(actor, 'see-releases');
  const { db, clock } = source.store;
  const release = await getRelease(db, releaseId);
  const sections = (await sectionsOf(db, release.id)).map((section) =>
    section.id === instead?.id ? { ...section, ...instead } : section,
  );
  const items = await trackedOfReport(db, release.reportId);
  const before = (await earlierEditions(db, release)).at(-1);
  const beside = await editionsBeside(
    db,
    release,
    (other) => tablesOf !== undefined || isSamePeriod(other, release),
  );
  const { content, leftOut } = await readLive(source, actor, {
    period: release.period,
    sections,
    tablesOf: sections.filter(({ id }) => tablesOf === 'all' || tablesOf === id),
    beside,
  });
  const live = markRevisions(content, before?.content ?? null, contentsAlike(beside, release));
  const warnings = [
    ...checkWriting(sections, live),
    ...leftOut,
    ...checkTracked(items, clock.now().toISOString().slice(0, 10)),
  ];
  return { release, sections, items, live, faults: faultsOf(sections, knownIn(live)), warnings };
}
