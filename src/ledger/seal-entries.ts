import { inTransaction, type Store } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';
import { type Checkpoint, chainHead, GENESIS_HEAD, signCheckpoint } from './checkpoint.ts';
import { type Entry, hashEntry } from './entry.ts';
import {
  addCheckpoint,
  BEFORE_ALL,
  becomeTheSealer,
  finishedEntriesAfter,
  lastCheckpoint,
  type Place,
} from './ledger-records.ts';
import { merkleRoot } from './merkle.ts';

// Chaining each entry at its commit would make every writer wait for one row. Instead one sealer follows behind: what
// is committed and can no longer be overtaken is sealed. See docs/decisions/0004-one-sealer.md.

/** Entries in one checkpoint at most: bounds the sealer's memory and a verifier's step. */
const RUN_LIMIT = 10_000;

/** Seals one run of finished entries; undefined where there is nothing to seal. */
export async function sealEntries(store: Store, signer: Signer): Promise<Checkpoint | undefined> {
  return inTransaction(store, async (tx) => {
    await becomeTheSealer(tx);
    const previous = await lastCheckpoint(tx);
    const run = await finishedEntriesAfter(tx, placeOf(previous), RUN_LIMIT);
    if (run.length === 0) return undefined;
    const made = makeCheckpoint(previous, run, { at: store.clock.now(), signer });
    await addCheckpoint(tx, made);
    return made;
  });
}

/** Seals until nothing is left. Returns how many checkpoints were made. */
export async function sealEverything(store: Store, signer: Signer): Promise<number> {
  let made = 0;
  while (await sealEntries(store, signer)) made += 1;
  return made;
}

export function placeOf(checkpoint: Checkpoint | undefined): Place {
  return checkpoint ? { txid: checkpoint.lastTxid, id: checkpoint.lastId } : BEFORE_ALL;
}

function makeCheckpoint(
  previous: Checkpoint | undefined,
  run: readonly Entry[],
  by: { at: Date; signer: Signer },
): Checkpoint {
  const [first, last] = [run[0]!, run.at(-1)!];
  const root = merkleRoot(run.map(hashEntry)).toString('hex');
  return signCheckpoint(
    {
      number: (previous?.number ?? 0) + 1,
      firstTxid: first.txid,
      firstId: first.id,
      lastTxid: last.txid,
      lastId: last.id,
      entries: run.length,
      total: (previous?.total ?? 0) + run.length,
      root,
      head: chainHead(previous?.head ?? GENESIS_HEAD, root),
      sealedAt: by.at.toISOString(),
    },
    by.signer,
  );
}
