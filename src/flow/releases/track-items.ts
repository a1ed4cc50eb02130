import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addTracked,
  addTrackedVersion,
  cleanLine,
  cleanText,
  ensureFields,
  findTracked,
  getRelease,
  lockRelease,
  lockTracked,
  type ReleaseHeader,
  type TrackedAction,
  type TrackedItem,
  type TrackedKind,
  trackedStateAfter,
} from '../../publication/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { isDay } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { recordOnRelease } from './record-release.ts';

/** `what`: the priority, or the question. `dueOn`: when it is due, or reviewed. `soFar`: progress, or the answer. */
export type ItemWords = { what: string; why: string; owner: string; dueOn: string; soFar: string };

/** Adds a priority or a gap to a report. Throws `picture.invalid-item`. */
export async function addReleaseItem(
  store: Store,
  actor: Actor,
  { releaseId, kind, ...words }: ItemWords & { releaseId: string; kind: TrackedKind },
): Promise<TrackedItem> {
  ensureMay(actor, 'write-release');
  return inTransaction(store, async (tx) => {
    const release = await getRelease(tx, releaseId);
    return putItem(store, tx, { actor, release, kind, carriedFrom: null, words });
  });
}

type Put = {
  actor: PersonActor;
  release: ReleaseHeader;
  kind: TrackedKind;
  carriedFrom: string | null;
  words: ItemWords;
};

async function putItem(
  store: Store,
  tx: Tx,
  { actor, release, kind, carriedFrom, words }: Put,
): Promise<TrackedItem> {
  const at = store.clock.now();
  const own = { id: newId(at.getTime()), reportId: release.reportId, kind, carriedFrom };
  const item: TrackedItem = { ...own, ...cleanWords(words), version: 1, state: 'open' };
  await addTracked(tx, item, { by: actor.id, at });
  await recordOnRelease(tx, actor, {
    action: carriedFrom ? 'carry-release-item' : 'add-release-item',
    releaseId: release.id,
    detail: { kind, item: item.id },
  });
  return item;
}

function cleanWords({ what, why, owner, dueOn, soFar }: ItemWords): ItemWords {
  const words = {
    what: cleanLine(what),
    why: cleanText(why).trim(),
    owner: cleanLine(owner),
    dueOn: dueOn.trim(),
    soFar: cleanText(soFar).trim(),
  };
  ensureFields(
    'picture.invalid-item',
    { title: words.what, note: words.why, owner: words.owner, summary: words.soFar },
    ['title', 'owner'],
  );
  if (!isDay(words.dueOn))
    throw new Problem('picture.invalid-item', {
      faults: [{ path: 'dueOn', reason: 'is a day, YYYY-MM-DD' }],
    });
  return words;
}

/** `version`: the one that whoever writes had before them. `action`: none where only the words change. */
export type ItemWriting = ItemWords & { itemId: string; version: number; action?: TrackedAction };

/**
 * Writes how a priority or gap stands. What editions have said stays as it was. Throws `picture.section-changed` where
 * somebody else has written it meanwhile, `picture.item-step-not-possible`, `picture.invalid-item`.
 */
export async function writeReleaseItem(
  store: Store,
  actor: Actor,
  writing: ItemWriting,
): Promise<TrackedItem> {
  ensureMay(actor, 'write-release');
  const { itemId, version, action, ...words } = writing;
  return inTransaction(store, async (tx) => {
    const before = await lockItem(tx, itemId);
    if (before.version !== version) throw new Problem('picture.section-changed');
    const state = action ? trackedStateAfter(before, action) : before.state;
    if (!state) throw new Problem('picture.item-step-not-possible');
    const item = { ...before, ...cleanWords(words), state, version: version + 1 };
    await addTrackedVersion(tx, item, { by: actor.id, at: store.clock.now() });
    const detail = { kind: item.kind, item: item.id, state };
    await recordOnRelease(tx, actor, { action: 'write-release-item', releaseId: item.reportId, detail });
    return item;
  });
}

/** Held until the transaction ends. Throws `picture.unknown-item`. */
async function lockItem(tx: Tx, id: string): Promise<TrackedItem> {
  await lockTracked(tx, id);
  const item = await findTracked(tx, id);
  if (!item) throw new Problem('picture.unknown-item');
  return item;
}

/** `dueOn`: the new day, where the old one has passed. */
export type CarryAsked = { releaseId: string; itemId: string; dueOn?: string };

/** Takes what is open of another report over into a draft; there it is carried over, here it goes on. */
export async function carryReleaseItem(store: Store, actor: Actor, asked: CarryAsked): Promise<TrackedItem> {
  ensureMay(actor, 'write-release');
  return inTransaction(store, async (tx) => {
    const release = await lockRelease(tx, asked.releaseId);
    const before = await lockItem(tx, asked.itemId);
    if (before.state !== 'open' || before.reportId === release.reportId || release.state !== 'draft')
      throw new Problem('picture.item-step-not-possible');
    const next = { ...before, state: 'carried-over' as const, version: before.version + 1 };
    await addTrackedVersion(tx, next, { by: actor.id, at: store.clock.now() });
    const words = { ...before, dueOn: asked.dueOn || before.dueOn };
    return putItem(store, tx, { actor, release, kind: before.kind, carriedFrom: before.id, words });
  });
}
