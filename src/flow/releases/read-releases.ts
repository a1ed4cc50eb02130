import { type Actor, ensureMay, may, namesOfPeople, type PersonActor } from '../../access/index.ts';
import {
  actionsIn,
  getRelease,
  isOverdue,
  isRevisable,
  latestContent,
  listReleases,
  openTrackedElsewhere,
  RELEASE_ACTIONS,
  type ReleaseAction,
  type ReleaseHeader,
  type ReleaseStep,
  releaseSteps,
  type TrackedItem,
} from '../../publication/index.ts';
import type { Db, Store } from '../../shared/db.ts';

/** Something that somebody owns and that is due, with the report that it belongs to. */
export type OpenItem = TrackedItem & { slug: string; title: string; overdue: boolean };

/** All editions, and what is open of all reports, what is due first standing first. */
export async function readReleases(
  store: Store,
  actor: Actor,
): Promise<{ releases: ReleaseHeader[]; open: OpenItem[] }> {
  ensureMay(actor, 'see-releases');
  const releases = await listReleases(store.db);
  return { releases, open: await openItems(store, releases, null) };
}

/** What is open of every report but one, as far as the report was not discarded. */
export async function openItems(
  { db, clock }: Store,
  releases: readonly ReleaseHeader[],
  besides: string | null,
): Promise<OpenItem[]> {
  const today = clock.now().toISOString().slice(0, 10);
  const latest = new Map(
    releases.map((release) => [release.reportId, release]).reverse() as [string, ReleaseHeader][],
  );
  return (await openTrackedElsewhere(db, besides)).flatMap((item) => {
    const report = latest.get(item.reportId);
    return report
      ? [{ ...item, slug: report.slug, title: report.title, overdue: isOverdue(item, today) }]
      : [];
  });
}

/** `by` is a name. `hinders`: why whoever reads cannot do it now. */
export type NamedStep = Omit<ReleaseStep, 'doneBy'> & { by: string };
export type PossibleAction = {
  action: ReleaseAction | 'revise';
  hinders: 'permission' | 'same-person' | null;
};

export type ReleaseOverview = {
  release: ReleaseHeader;
  steps: NamedStep[];
  editions: ReleaseHeader[];
  actions: PossibleAction[];
  /** Of what is frozen, in hexadecimal digits; null in a draft that never was. */
  contentHash: string | null;
};

/** One edition: where it stands, how it came there, and what may be done next. Throws `picture.unknown-release`. */
export async function readRelease(store: Store, actor: Actor, idOrSlug: string): Promise<ReleaseOverview> {
  ensureMay(actor, 'see-releases');
  const { db } = store;
  const release = await getRelease(db, idOrSlug);
  const editions = (await listReleases(db)).filter(({ reportId }) => reportId === release.reportId);
  const contentHash = (await latestContent(db, release.id))?.contentHash.toString('hex') ?? null;
  return {
    release,
    editions,
    steps: await namedSteps(db, release.id),
    actions: possibleActions(release, actor, editions[0]?.id === release.id),
    contentHash,
  };
}

async function namedSteps(db: Db, id: string): Promise<NamedStep[]> {
  const steps = await releaseSteps(db, id);
  const names = await namesOfPeople(db, [...new Set(steps.map(({ doneBy }) => doneBy))]);
  return steps.map(({ doneBy, ...step }) => ({ ...step, by: names.get(doneBy)! }));
}

function possibleActions(release: ReleaseHeader, actor: PersonActor, isLatest: boolean): PossibleAction[] {
  const own = actionsIn(release.state).map((action): PossibleAction => {
    const { permission, byAnother } = RELEASE_ACTIONS[action];
    const isSame = byAnother && release.frozenBy === actor.id;
    return { action, hinders: !may(actor, permission) ? 'permission' : isSame ? 'same-person' : null };
  });
  if (!isLatest || !isRevisable(release.state)) return own;
  return [...own, { action: 'revise', hinders: may(actor, 'write-release') ? null : 'permission' }];
}
