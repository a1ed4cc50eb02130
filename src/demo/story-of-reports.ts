import type { PersonActor } from '../access/index.ts';
import {
  addReleaseItem,
  carryReleaseItem,
  freezeRelease,
  newRelease,
  type ReleaseSource,
  readDraft,
  readTracked,
  stepRelease,
  writeReleaseSection,
} from '../flow/index.ts';
import { figuresHere } from '../picture/index.ts';
import { faultsOf, knownIn, type TrackedKind } from '../publication/index.ts';
import { settableClock } from '../shared/clock.ts';
import type { Store } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';
import { type Cast, staffWith } from './people.ts';

/** A report of the example: what is written in each section. A paragraph whose figures are not there is left out. */
export type ExampleReport = {
  slug: string;
  title: string;
  summary: string;
  period: Period;
  sections: Readonly<Record<string, readonly string[]>>;
  items: readonly { kind: TrackedKind; what: string; why: string; owner: string; dueOn: string }[];
  isPublished: boolean;
};

/** By whom, and when; `at` in milliseconds. */
export type Reporting = { store: Store; cast: Cast; at: number };

/** A strategic analyst writes reports one after the other; a supervisor publishes those that are ready. */
export async function writeReports(
  { store, cast, at }: Reporting,
  reports: readonly ExampleReport[],
): Promise<void> {
  const own = { ...store, clock: settableClock(new Date(at)) };
  const source = { store: own, figures: figuresHere(store.db) };
  const [writer, publisher] = [staffWith(cast, 'statistician'), staffWith(cast, 'supervisor')];
  for (const report of reports) {
    const { id } = await newRelease(source, writer, { ...report, template: 'annual' });
    await writeSections(source, writer, { id, report });
    for (const item of report.items) {
      // One after the other: reports list them in the order in which they were added.
      own.clock.set(new Date(own.clock.now().getTime() + 1));
      await addReleaseItem(own, writer, { releaseId: id, soFar: '', ...item });
    }
    await carryOne(own, writer, id);
    if (!report.isPublished) continue;
    await freezeRelease(source, writer, id);
    await stepRelease(own, publisher, { releaseId: id, action: 'publish' });
  }
}

type Writing = { id: string; report: ExampleReport };

async function writeSections(
  source: ReleaseSource,
  writer: PersonActor,
  { id, report }: Writing,
): Promise<void> {
  const { sections, live } = await readDraft(source, writer, { releaseId: id });
  const known = knownIn(live);
  for (const section of sections) {
    const paragraphs = (report.sections[section.id] ?? []).filter(
      (text) => faultsOf([{ ...section, text }], known).length === 0,
    );
    if (paragraphs.length === 0) continue;
    const writing = { releaseId: id, section: section.id, version: section.version };
    await writeReleaseSection(source.store, writer, { ...writing, text: paragraphs.join('\n\n') });
  }
}

/** The first of what an earlier report left open. */
async function carryOne(store: Store, writer: PersonActor, releaseId: string): Promise<void> {
  const { proposed } = await readTracked(store, writer, releaseId);
  const [first] = proposed;
  if (first) await carryReleaseItem(store, writer, { releaseId, itemId: first.id });
}
