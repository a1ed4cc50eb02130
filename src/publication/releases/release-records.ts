import { type Db, row, rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { FrozenContent, Release, ReleaseState } from './release.ts';
import { isFast, type ReleaseAction } from './release-life.ts';

/** An edition without what it says. `version`: of title and summary. `frozenBy`: a person's id; null in a draft. */
export type ReleaseHeader = Omit<Release, 'sections' | 'priorities' | 'gaps'> & {
  /** Shared by all editions of a report. */
  reportId: string;
  version: number;
  createdBy: string;
  createdAt: string;
  frozenBy: string | null;
  publishedBy: string | null;
};

/** `contentHash`: SHA-256 of what was frozen or published; null for other steps. */
export type ReleaseStep = {
  action: 'new' | 'revise' | ReleaseAction;
  state: ReleaseState;
  note: string | null;
  contentHash: Buffer | null;
  doneBy: string;
  doneAt: Date;
};

/** What an edition says, whole, as it was frozen. */
export type FrozenRelease = { release: Release; content: FrozenContent };

const HEADER = sql`r.id, r.report_id as "reportId", r.slug, r.edition, r.title, r.summary,
  jsonb_build_object('from', r.period_from, 'to', r.period_to) as period, r.state, r.version,
  r.revision_note as "revisionNote", r.created_by as "createdBy", r.created_at as "createdAt",
  frozen.done_by as "frozenBy", frozen.done_at as "frozenAt",
  published.done_by as "publishedBy", published.done_at as "publishedAt"`;

const WITH_STEPS = sql`from picture_release r
  left join lateral (select s.done_by, s.done_at from release_step s
    where s.release_id = r.id and s.action = 'freeze' and r.state not in ('draft', 'discarded')
    order by s.seq desc limit 1) frozen on true
  left join lateral (select s.done_by, s.done_at from release_step s
    where s.release_id = r.id and s.action = 'publish' order by s.seq desc limit 1) published on true`;

type HeaderRow = Omit<ReleaseHeader, 'createdAt' | 'frozenAt' | 'publishedAt'> & {
  createdAt: Date;
  frozenAt: Date | null;
  publishedAt: Date | null;
};

function headerFrom(found: HeaderRow): ReleaseHeader {
  return {
    ...found,
    createdAt: found.createdAt.toISOString(),
    frozenAt: found.frozenAt?.toISOString() ?? null,
    publishedAt: found.publishedAt?.toISOString() ?? null,
  };
}

/** The same slug and edition cannot be added twice while the first stands. */
export async function addRelease(
  db: Db,
  release: Omit<ReleaseHeader, 'frozenAt' | 'frozenBy' | 'publishedAt' | 'publishedBy' | 'version' | 'state'>,
): Promise<void> {
  const { id, reportId, slug, edition, title, summary, period, revisionNote, createdBy, createdAt } = release;
  await rows(
    db,
    sql`insert into picture_release (id, report_id, slug, edition, title, summary, period_from, period_to, state,
          revision_note, created_by, created_at)
        values (${id}, ${reportId}, ${slug}, ${edition}, ${title}, ${summary}, ${period.from}::date,
          ${period.to}::date, 'draft', ${revisionNote}, ${createdBy}, ${createdAt})`,
  );
}

/** Two that begin a report of the same name at once take turns. */
export async function lockReportName(db: Db, slug: string): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtextextended(${`report:${slug}`}, 0))`);
}

/** Those that freeze take turns: each edition is held against all that were frozen before it. */
export async function lockFreezing(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtextextended('freeze a report', 0))`);
}

/** Editions of all reports, latest report first, its latest edition first. Discarded ones only where asked for. */
export async function listReleases(db: Db, { discarded = false } = {}): Promise<ReleaseHeader[]> {
  const found = await rows(
    db,
    sql<HeaderRow>`select ${HEADER} ${WITH_STEPS}
      where ${discarded} or r.state <> 'discarded'
      order by r.period_to desc, r.slug, r.edition desc, r.created_at desc`,
  );
  return found.map(headerFrom);
}

/** By its id, or by its slug: then the latest edition that is not discarded. */
export async function findRelease(db: Db, idOrSlug: string): Promise<ReleaseHeader | undefined> {
  const [, slug, edition] = /^(.+?)(?:[:/](\d{1,4}))?$/.exec(idOrSlug) ?? [];
  const found = await row(
    db,
    sql<HeaderRow>`select ${HEADER} ${WITH_STEPS}
      where r.id::text = ${idOrSlug} or (r.slug = ${slug ?? ''} and r.state <> 'discarded'
        and (${edition ?? null}::integer is null or r.edition = ${edition ?? null}::integer))
      order by r.edition desc limit 1`,
  );
  return found && headerFrom(found);
}

/** Throws `picture.unknown-release`. */
export async function getRelease(db: Db, idOrSlug: string): Promise<ReleaseHeader> {
  const found = await findRelease(db, idOrSlug);
  if (!found) throw new Problem('picture.unknown-release');
  return found;
}

/** Waits for whoever changes the same edition, until the transaction ends. Throws `picture.unknown-release`. */
export async function lockRelease(db: Db, idOrSlug: string): Promise<ReleaseHeader> {
  const { id } = await getRelease(db, idOrSlug);
  await rows(db, sql`select 1 from picture_release where id = ${id} for update`);
  return getRelease(db, id);
}

export async function writeHeading(
  db: Db,
  id: string,
  { title, summary, version }: Pick<ReleaseHeader, 'title' | 'summary' | 'version'>,
): Promise<void> {
  await rows(
    db,
    sql`update picture_release set title = ${title}, summary = ${summary}, version = ${version} where id = ${id}`,
  );
}

/** The step and the state that it leads to, together. */
export async function addReleaseStep(db: Db, id: string, step: ReleaseStep): Promise<void> {
  const { action, state, note, contentHash, doneBy, doneAt } = step;
  await rows(db, sql`update picture_release set state = ${state} where id = ${id} and state <> ${state}`);
  await rows(
    db,
    sql`insert into release_step (release_id, action, state, note, content_hash, done_by, done_at)
        values (${id}, ${action}, ${state}, ${note}, ${contentHash}, ${doneBy}, ${doneAt})`,
  );
}

/** From the first to the last. */
export async function releaseSteps(db: Db, id: string): Promise<ReleaseStep[]> {
  return rows(
    db,
    sql<ReleaseStep>`select action, state, note, content_hash as "contentHash", done_by as "doneBy", done_at as "doneAt"
      from release_step where release_id = ${id} order by seq`,
  );
}

type Freezing = { document: FrozenRelease; contentHash: Buffer; frozenBy: string; frozenAt: Date };

export async function addContent(db: Db, id: string, freezing: Freezing): Promise<void> {
  await rows(
    db,
    sql`insert into release_content (release_id, freezing, document, content_hash, frozen_by, frozen_at)
        select ${id}, coalesce(max(freezing), 0) + 1, ${JSON.stringify(freezing.document)}::jsonb,
          ${freezing.contentHash}, ${freezing.frozenBy}, ${freezing.frozenAt}
        from release_content where release_id = ${id}`,
  );
}

/**
 * All that a frozen, published or withdrawn edition says, as it was when it was frozen. Throws `picture.unknown-release`,
 * and `picture.release-not-frozen` for a draft.
 */
export async function releaseContent(db: Db, idOrSlug: string): Promise<FrozenRelease> {
  const { id, state, publishedAt, frozenAt } = await getRelease(db, idOrSlug);
  if (!isFast(state)) throw new Problem('picture.release-not-frozen');
  const { release, content } = (await latestContent(db, id))!.document;
  return { release: { ...release, state, frozenAt, publishedAt }, content };
}

/** What was frozen last, whatever became of it; undefined where nothing was. */
export async function latestContent(
  db: Db,
  id: string,
): Promise<{ document: FrozenRelease; contentHash: Buffer } | undefined> {
  return row(
    db,
    sql<{ document: FrozenRelease; contentHash: Buffer }>`select document, content_hash as "contentHash"
      from release_content where release_id = ${id} order by freezing desc limit 1`,
  );
}
