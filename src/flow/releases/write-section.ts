import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addSectionVersion,
  cleanLine,
  cleanText,
  ensureFields,
  lockRelease,
  type ReleaseHeader,
  sectionsOf,
  type WrittenSection,
  writeHeading,
} from '../../publication/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { recordOnRelease } from './record-release.ts';

/** `version`: the one that whoever writes had before them. */
export type SectionWriting = {
  releaseId: string;
  section: string;
  version: number;
  heading?: string;
  text: string;
};

/**
 * Writes a section of a draft as its next version; earlier ones stay. Throws `picture.section-changed` where somebody
 * else has written it meanwhile, `picture.release-step-not-possible` for what is no draft, `picture.invalid-release`.
 */
export async function writeReleaseSection(
  store: Store,
  actor: Actor,
  { releaseId, ...writing }: SectionWriting,
): Promise<WrittenSection> {
  ensureMay(actor, 'write-release');
  return inTransaction(store, async (tx) => {
    const release = await lockDraft(tx, releaseId);
    return writeSectionIn(tx, { actor, release, writing, now: store.clock.now() });
  });
}

type InDraft = {
  actor: PersonActor;
  release: ReleaseHeader;
  writing: Omit<SectionWriting, 'releaseId'>;
  now: Date;
};

/** The same within the transaction that holds the draft. */
export async function writeSectionIn(
  tx: Tx,
  { actor, release, writing, now }: InDraft,
): Promise<WrittenSection> {
  const before = (await sectionsOf(tx, release.id)).find(({ id }) => id === writing.section);
  if (!before) throw new Problem('picture.unknown-release', { detail: 'it has no such section' });
  if (before.version !== writing.version) throw new Problem('picture.section-changed');
  const heading = cleanLine(writing.heading ?? before.heading);
  const text = cleanText(writing.text).trim();
  ensureFields('picture.invalid-release', { heading, text }, ['heading']);
  if (heading === before.heading && text === before.text) return before;
  const next = { ...before, heading, text, version: before.version + 1, writtenBy: actor.id, writtenAt: now };
  await addSectionVersion(tx, release.id, next);
  const detail = { section: next.id, version: next.version };
  await recordOnRelease(tx, actor, { action: 'write-release-section', releaseId: release.id, detail });
  return next;
}

/** A draft, held until the transaction ends. Throws `picture.release-step-not-possible` where it is none. */
export async function lockDraft(tx: Tx, releaseId: string): Promise<ReleaseHeader> {
  const release = await lockRelease(tx, releaseId);
  if (release.state !== 'draft')
    throw new Problem('picture.release-step-not-possible', { detail: 'only a draft is written' });
  return release;
}

export type HeadingWriting = { releaseId: string; version: number; title: string; summary: string };

/** Title and summary of a draft. Throws as `writeReleaseSection` does. */
export async function writeReleaseHeading(
  store: Store,
  actor: Actor,
  writing: HeadingWriting,
): Promise<void> {
  ensureMay(actor, 'write-release');
  await inTransaction(store, async (tx) => {
    const release = await lockDraft(tx, writing.releaseId);
    if (release.version !== writing.version) throw new Problem('picture.section-changed');
    const [title, summary] = [cleanLine(writing.title), cleanLine(writing.summary)];
    ensureFields('picture.invalid-release', { title, summary }, ['title']);
    const version = release.version + 1;
    await writeHeading(tx, release.id, { title, summary, version });
    await recordOnRelease(tx, actor, {
      action: 'write-release-heading',
      releaseId: release.id,
      detail: { version },
    });
  });
}
