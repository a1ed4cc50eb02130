import {
  type FoundAhead,
  findAhead,
  type HashSearch,
  NOTHING_FOUND_AHEAD,
  notCompared,
} from '../matching/index.ts';
import { type OpenedReferral, openContents, referralHeaders } from '../referral/index.ts';
import type { Store, Tx } from '../shared/db.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';

/** Content in the version in which it was opened. */
export type OpenedAhead = { version: number; content: OpenedReferral['content'] };

export type LookedAhead = FoundAhead & { contents: ReadonlyMap<string, OpenedAhead> };

/**
 * Opens referrals and searches the hash lists for their files before anybody holds the joining lock, so that neither
 * keys nor the index are waited for under it.
 */
export async function lookAhead(
  store: Store,
  search: HashSearch,
  ids: readonly string[],
): Promise<LookedAhead> {
  const headers = await referralHeaders(store.db, [...new Set(ids)]);
  const versions = new Map(headers.map(({ id, version }) => [id, version]));
  const opened = await openContents(store, store.db, [...versions.keys()]);
  const items = opened.map(({ id, content }) => ({ id, header: { version: versions.get(id)! }, content }));
  const found = await findUnlessAway(search, store, await notCompared(store.db, items));
  const contents = items.map(({ id, header, content }) => [id, { ...header, content }] as const);
  return { ...found, contents: new Map(contents) };
}

/** Nothing while the index is away: joining up and assessing must not wait for it. */
async function findUnlessAway(
  search: HashSearch,
  { db }: Store,
  items: Parameters<typeof findAhead>[2],
): Promise<FoundAhead> {
  if (items.length === 0) return NOTHING_FOUND_AHEAD;
  try {
    return await findAhead(db, search, items);
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'matching.index-unavailable') return NOTHING_FOUND_AHEAD;
    throw cause;
  }
}

/** How long after a miss a referral is compared with the lists again. Chosen: a killed index is back in seconds. */
const COMPARE_AGAIN_MS = 10_000;

/** Derives referrals again that could not be compared with the lists. */
export async function compareLater({ clock }: Store, tx: Tx, ids: readonly string[]): Promise<void> {
  const runAt = new Date(clock.now().getTime() + COMPARE_AGAIN_MS);
  await enqueue(
    tx,
    ids.map((subject) => ({ kind: 'derive-referral', subject, runAt })),
  );
}
