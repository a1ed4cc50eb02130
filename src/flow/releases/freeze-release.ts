import { isDeepStrictEqual } from 'node:util';
import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addContent,
  addReleaseStep,
  asKept,
  contentShown,
  type FrozenContent,
  type FrozenRelease,
  faultsOf,
  hashOfContent,
  itemsToSay,
  knownIn,
  lockFreezing,
  lockRelease,
  markRevisions,
  type NewContent,
  type ReleaseHeader,
  sectionsOf,
  trackedOfReport,
  type Warning,
  type WrittenSection,
} from '../../publication/index.ts';
import { inTransaction, type Tx } from '../../shared/db.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { contentsAlike, earlierEditions, editionsBeside } from './earlier-edition.ts';
import { type ReleaseSource, readLive } from './read-live.ts';
import { recordOnRelease } from './record-release.ts';
import { ensureStep } from './step-release.ts';

/**
 * Copies all that a draft says, with the figures as they are now, so that nothing of it is worked out anew later.
 * Throws `picture.release-faulty` with section and line of what cannot be shown, and `picture.table-would-disclose` where
 * a table and other editions would together give a small count away, `picture.section-changed` where somebody wrote meanwhile,
 * and `picture.release-step-not-possible` where another edition was frozen meanwhile.
 */
export async function freezeRelease(
  source: ReleaseSource,
  actor: Actor,
  releaseId: string,
): Promise<{ contentHash: string }> {
  ensureMay(actor, 'write-release');
  const { store } = source;
  const draft = await inTransaction(store, (tx) => lockRelease(tx, releaseId));
  ensureStep(draft, actor, 'freeze');
  const sections = await sectionsOf(store.db, draft.id);
  const beside = await editionsBeside(store.db, draft);
  const asked = { period: draft.period, sections, tablesOf: sections, beside };
  const { content, leftOut } = await readLive(source, actor, asked);
  ensureSilent(leftOut);
  return inTransaction(store, async (tx) => {
    await lockFreezing(tx);
    const release = await lockRelease(tx, draft.id);
    const state = ensureStep(release, actor, 'freeze');
    await ensureUnchanged(tx, release, { sections, beside });
    const frozenAt = store.clock.now();
    const document = await documentOf(tx, { release, content, beside, frozenAt });
    const contentHash = hashOfContent(document);
    await addContent(tx, release.id, { document, contentHash, frozenBy: actor.id, frozenAt });
    const step = { note: null, contentHash, doneBy: actor.id, doneAt: frozenAt };
    await addReleaseStep(tx, release.id, { ...step, action: 'freeze', state });
    await recordFreezing(tx, actor, { release, document, contentHash });
    return { contentHash: contentHash.toString('hex') };
  });
}

/** What was worked out for the words and beside the editions that were read does not stand for others. */
async function ensureUnchanged(
  tx: Tx,
  release: ReleaseHeader,
  { sections, beside }: { sections: readonly WrittenSection[]; beside: readonly FrozenRelease[] },
): Promise<void> {
  const versions = (all: readonly WrittenSection[]) => all.map(({ id, version }) => [id, version]);
  if (!isDeepStrictEqual(versions(await sectionsOf(tx, release.id)), versions(sections)))
    throw new Problem('picture.section-changed');
  const readers = (all: readonly FrozenRelease[]) => all.map((one) => [one.release.id, one.release.frozenAt]);
  if (!isDeepStrictEqual(readers(await editionsBeside(tx, release)), readers(beside)))
    throw new Problem('picture.release-step-not-possible', {
      detail: 'another edition was frozen meanwhile',
    });
}

type Freezing = {
  release: ReleaseHeader;
  content: NewContent;
  beside: readonly FrozenRelease[];
  frozenAt: Date;
};

async function documentOf(tx: Tx, { release, content, beside, frozenAt }: Freezing): Promise<FrozenRelease> {
  const written = await sectionsOf(tx, release.id);
  const sections = written.map(({ id, heading, text }) => ({ id, heading, text }));
  const before = (await earlierEditions(tx, release)).at(-1);
  const marked = markRevisions(
    contentShown(content, sections),
    before?.content ?? null,
    contentsAlike(beside, release),
  );
  ensureShowable(sections, marked);
  const saidBefore = new Set(
    [...(before?.release.priorities ?? []), ...(before?.release.gaps ?? [])].map(({ id }) => id),
  );
  const { priorities, gaps } = itemsToSay(await trackedOfReport(tx, release.reportId), saidBefore);
  const { id, slug, edition, title, summary, period, revisionNote } = release;
  return asKept({
    release: {
      ...{ id, slug, edition, title, summary, period, sections, priorities, gaps, revisionNote },
      state: 'frozen',
      frozenAt: frozenAt.toISOString(),
      publishedAt: null,
    },
    content: marked,
  });
}

function ensureShowable(sections: Parameters<typeof faultsOf>[0], content: FrozenContent): void {
  const faults = faultsOf(sections, knownIn(content)).map(
    ({ section, line, code, text }): Fault => ({
      path: section,
      line,
      reason: `${FAULT_REASONS[code]}: ${text}`,
    }),
  );
  if (faults.length > 0) throw new Problem('picture.release-faulty', { faults });
}

const FAULT_REASONS = {
  unknown: 'there is nothing of that name to show',
  reference: 'that is no reference',
  'not-closed': 'the brackets do not close',
  'own-line': 'that stands on a line of its own',
} as const;

function ensureSilent(leftOut: readonly Warning[]): void {
  const faults = leftOut
    .filter(({ code }) => code === 'discloses')
    .map(({ id, what }): Fault => ({ path: id!, reason: `${what}: beside other editions or tables` }));
  if (faults.length > 0) throw new Problem('picture.table-would-disclose', { faults });
}

type Frozen = { release: ReleaseHeader; document: FrozenRelease; contentHash: Buffer };

async function recordFreezing(
  tx: Tx,
  actor: PersonActor,
  { release, document, contentHash }: Frozen,
): Promise<void> {
  const { figures, tables, claims } = document.content;
  await recordOnRelease(tx, actor, {
    action: 'freeze-release',
    releaseId: release.id,
    digest: contentHash,
    detail: {
      edition: release.edition,
      figures: figures.length,
      tables: tables.length,
      claims: claims.length,
    },
  });
}
