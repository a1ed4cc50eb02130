import { type Actor, actorRef } from '../../access/index.ts';
import {
  addImport,
  type CheckedEntry,
  type Entry,
  endImport,
  findEntryNamed,
  takeEntries,
} from '../../matching/index.ts';
import type { Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';

// The bureau's own list changes as received ones do, by rows that come from an import: here one of format `own`.
// Both are called inside `changingLists`.

export async function addOwn(
  tx: Tx,
  actor: Actor,
  { listId, entry, at }: { listId: number; entry: CheckedEntry; at: Date },
): Promise<number> {
  const importId = await ownImport(tx, actor, { listId, at, counts: { added: 1 } });
  await takeEntries(tx, { listId, importId, at }, { entries: [entry], withdrawals: [] });
  return (await findEntryNamed(tx, listId, entry.id))!.entryId;
}

export async function withdrawOwn(
  tx: Tx,
  actor: Actor,
  { listId, upstreamId }: Pick<Entry, 'listId' | 'upstreamId'>,
  at: Date,
): Promise<void> {
  const importId = await ownImport(tx, actor, { listId, at, counts: { withdrawn: 1 } });
  await takeEntries(tx, { listId, importId, at }, { entries: [], withdrawals: [upstreamId] });
}

async function ownImport(
  tx: Tx,
  actor: Actor,
  { listId, at, counts }: { listId: number; at: Date; counts: { added?: number; withdrawn?: number } },
): Promise<string> {
  const id = newId(at.getTime());
  await addImport(tx, {
    id,
    listId,
    format: 'own',
    startedBy: actorRef(actor),
    startedAt: at,
    file: null,
  });
  await endImport(tx, id, { at, counts, failedWith: null, country: null, cursor: null });
  return id;
}
