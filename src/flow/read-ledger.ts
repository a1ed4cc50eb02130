import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  databaseReader,
  type LedgerReport,
  type LedgerState,
  ledgerState,
  record,
  verifyLedger,
} from '../ledger/index.ts';
import type { Store } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';
import { type ConservationReport, proveConservation } from './prove-conservation.ts';

export type LedgerView = LedgerState & { conservation: ConservationReport };

/** For an auditor: how far the ledger is sealed, and whether every receipt stands where its recorded moves led. */
export async function readLedger(store: Store, actor: Actor): Promise<LedgerView> {
  ensureMay(actor, 'see-ledger');
  const conservation = await proveConservation(store);
  await record(store.db, [
    {
      verb: 'consulted',
      action: 'prove-conservation',
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { holds: conservation.holds, received: conservation.received },
    },
  ]);
  return { ...(await ledgerState(store.db)), conservation };
}

/** Recomputes every hash and signature of the ledger; that somebody looked, and what came of it, is an entry too. */
export async function verifyWholeLedger(store: Store, actor: Actor, signer: Signer): Promise<LedgerReport> {
  ensureMay(actor, 'see-ledger');
  const publicKey = signer.publicKey.toString('hex');
  const report = await verifyLedger(databaseReader(store.db), { publicKey });
  const { checkpoints, entries, faults } = report;
  await record(store.db, [
    {
      verb: 'consulted',
      action: 'verify-ledger',
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { checkpoints, entries, faults: faults.length },
    },
  ]);
  return report;
}
