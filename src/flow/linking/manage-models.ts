import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  activateModel,
  keepModel,
  lockLinking,
  lockLinkingSoon,
  type RescoreReport,
  rescoreInForce,
  type TrainedModel,
  trainOnPeople,
} from '../../linking/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';

/** Learns a model from the bureau's own records and keeps it; nothing is scored by it until it is put in force. */
export async function trainLinkModel(store: Store, actor: Actor): Promise<TrainedModel['model']> {
  ensureMay(actor, 'manage-link-models');
  const at = store.clock.now();
  const trained = await trainOnPeople(store, store.db, at);
  const { version, trainedOn } = trained.model;
  await inTransaction(store, async (tx) => {
    await keepModel(tx, trained, { by: actorRef(actor), at });
    await recordAct(tx, actor, { action: 'train-link-model', detail: { version, records: trainedOn.rows } });
  });
  return trained.model;
}

/**
 * Puts a model in force for pairs that are scored from now on; those that are scored keep their score until everything
 * is scored again. Throws `linking.unknown-model`, `linking.model-in-force`, `linking.busy`.
 */
export async function activateLinkModel(store: Store, actor: Actor, version: string): Promise<void> {
  ensureMay(actor, 'manage-link-models');
  await inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    await activateModel(tx, version, { by: actorRef(actor), at: store.clock.now() });
    await recordAct(tx, actor, { action: 'activate-link-model', detail: { version } });
  });
}

/** Scores every pair again with the model in force, against as many records as there are now. Links wait meanwhile. */
export async function rescoreLinks(store: Store, actor: Actor): Promise<RescoreReport> {
  ensureMay(actor, 'manage-link-models');
  return inTransaction(store, async (tx) => {
    await lockLinking(tx);
    const report = await rescoreInForce(store, tx, { by: actorRef(actor), at: store.clock.now() });
    const { pairs, groups, version } = report;
    const { gained, lost } = pairs;
    await recordAct(tx, actor, {
      action: 'rescore-links',
      detail: { version, gained, lost, changedBand: report.changedBand, recordsMoved: groups.recordsMoved },
    });
    return report;
  });
}

type Act = { action: string; detail: Record<string, string | number> };

/** About the whole, so without subjects. */
async function recordAct(tx: Tx, actor: PersonActor, { action, detail }: Act): Promise<void> {
  await record(tx, [
    { verb: 'combined', action, actor: actorRef(actor), purpose: 'linking', subjects: [], detail },
  ]);
}
