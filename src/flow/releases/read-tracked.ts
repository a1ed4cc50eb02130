import { type Actor, ensureMay } from '../../access/index.ts';
import {
  getRelease,
  isOverdue,
  listReleases,
  type ReleaseHeader,
  type TrackedItem,
  trackedOfReport,
} from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { type OpenItem, openItems } from './read-releases.ts';

/** `proposed`: what is open of earlier reports, for a draft to carry over. */
export type TrackedPage = {
  release: ReleaseHeader;
  items: (TrackedItem & { overdue: boolean })[];
  proposed: OpenItem[];
};

/** Priorities and gaps of a report as they stand. Throws `picture.unknown-release`. */
export async function readTracked(store: Store, actor: Actor, releaseId: string): Promise<TrackedPage> {
  ensureMay(actor, 'see-releases');
  const release = await getRelease(store.db, releaseId);
  const today = store.clock.now().toISOString().slice(0, 10);
  const items = await trackedOfReport(store.db, release.reportId);
  const isDraft = release.state === 'draft';
  return {
    release,
    items: items.map((item) => ({ ...item, overdue: isOverdue(item, today) })),
    proposed: isDraft ? await openItems(store, await listReleases(store.db), release.reportId) : [],
  };
}
