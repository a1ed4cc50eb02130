import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  type Checkpoint,
  databaseReader,
  type LedgerReport,
  type LedgerState,
  ledgerState,
  record,
  verifyLedger,
} from '../ledger/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { type ConservationReport, proveConservation } from './prove-conservation.ts';

export type LedgerView = LedgerState & { conservation: ConservationReport };

/** For an auditor: how far the ledger is sealed, and whether every receipt stands where its recorded moves led. */
export async function readLedger(store: Store, actor: Actor): Promise<LedgerView> {
  ensureMay(actor, 'see-ledger');
  const conservation = await proveConservation(store);
  const state = await ledgerState(store.db);
  const { holds, received } = conservation;
  await recordLook(store, actor, 'prove-conservation', { holds, received });
  return { ...state, conservation };
}

/** The newest checkpoint, to be kept where this bureau cannot change it. Throws `ledger.nothing-sealed`. */
export async function readCheckpoint(store: Store, actor: Actor): Promise<Checkpoint> {
  ensureMay(actor, 'see-ledger');
  const { last } = await ledgerState(store.db);
  if (!last) throw new Problem('ledger.nothing-sealed');
  await recordLook(store, actor, 'read-checkpoint', { checkpoint: last.number });
  return last;
}

/** Recomputes every hash and signature of the ledger; that somebody looked, and what came of it, is an entry too. */
export async function verifyWholeLedger(store: Store, actor: Actor, signer: Signer): Promise<LedgerReport> {
  ensureMay(actor, 'see-ledger');
  const publicKey = signer.publicKey.toString('hex');
  const report = await verifyLedger(databaseReader(store.db), { publicKey });
  const { checkpoints, entries, faults } = report;
  await recordLook(store, actor, 'verify-ledger', { checkpoints, entries, faults: faults.length });
  return report;
}

async function recordLook(
  { db }: Store,
  actor: Actor,
  action: string,
  detail: Record<string, number | boolean>,
): Promise<void> {
  const entry = { verb: 'consulted', purpose: 'supervision', subjects: [] } as const;
  await record(db, [{ ...entry, action, actor: actorRef(actor), detail }]);
}
