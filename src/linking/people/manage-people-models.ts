import type { Db, Store, Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { LinkModel } from '../model/link-model.ts';
import {
  type Activation,
  activations,
  countEdgesByModel,
  hasOlderEdges,
  insertActivation,
  insertModel,
  insertRescoring,
  lastActivation,
  rescorings,
  storedModels,
} from './model-rows.ts';
import { countRecords } from './record-rows.ts';
import { type RescoreReport, rescorePeople } from './rescore-people.ts';
import { keepShipped, populationFor, scoringInForce } from './scoring-in-force.ts';
import type { TrainedModel } from './train-people.ts';
import type { OnRecords } from './verify-people.ts';

type By = { by: string; at: Date };

/** Keeps a trained model beside the others. */
export async function keepModel(tx: Tx, { model, training }: TrainedModel, { by, at }: By): Promise<void> {
  await insertModel(tx, { version: model.version, model, madeBy: by, madeAt: at }, training);
}

/** Throws `linking.unknown-model`, `linking.model-in-force`. The caller holds the linking lock. */
export async function activateModel(tx: Tx, version: string, by: By): Promise<void> {
  await keepShipped(tx, by.at);
  const [stored] = await storedModels(tx, [version]);
  if (!stored) throw new Problem('linking.unknown-model');
  if ((await lastActivation(tx))?.version === version) throw new Problem('linking.model-in-force');
  await putInForce(tx, stored.model, by);
}

async function putInForce(tx: Tx, model: LinkModel, { by, at }: By): Promise<Activation> {
  const population = populationFor(model, await countRecords(tx));
  const activation = { version: model.version, population, activatedBy: by, activatedAt: at };
  return { ...activation, id: await insertActivation(tx, activation) };
}

/** Scores everything again with the model in force, and keeps what that changed. The caller holds the linking lock. */
export async function rescoreInForce(
  store: Store,
  tx: Tx,
  { by, at }: By,
  onRecords?: OnRecords,
): Promise<RescoreReport & { version: string }> {
  const { model } = (await scoringInForce(tx, at)).scoring;
  const activation = await putInForce(tx, model, { by, at });
  const { scoring } = await scoringInForce(tx, at);
  const report = await rescorePeople(store, tx, { scoring, at, onRecords });
  await insertRescoring(tx, { activationId: activation.id, report, by, at });
  return { ...report, version: model.version };
}

/**
 * Makes keys, pairs and groups again from the records. Throws `linking.rescore-first` where a model stands that is not
 * in force any more: its pairs would be scored again unseen. The caller holds the linking lock.
 */
export async function rebuildPeople(
  store: Store,
  tx: Tx,
  at: Date,
  onRecords?: OnRecords,
): Promise<RescoreReport> {
  const { scoring, activation } = await scoringInForce(tx, at);
  if (await hasOlderEdges(tx, activation.id)) throw new Problem('linking.rescore-first');
  return rescorePeople(store, tx, { scoring, at, onRecords });
}

export type ModelVersion = {
  version: string;
  spec: LinkModel['spec'];
  trainedAt: string;
  trainedOn: LinkModel['trainedOn'];
  diagnostics: LinkModel['diagnostics'];
  madeBy: string;
  madeAt: Date;
  /** Each time it was put in force, the latest first. */
  activations: Activation[];
  inForce: boolean;
  /** Pairs that are scored by it now. */
  edges: number;
};

/** Every model that the bureau has had, the newest first. */
export async function modelVersions(db: Db): Promise<ModelVersion[]> {
  const [models, all, edges] = await Promise.all([storedModels(db), activations(db), countEdgesByModel(db)]);
  const counts = new Map(edges.map(({ version, edges: count }) => [version, count]));
  return models.map(({ version, model, madeBy, madeAt }) => ({
    version,
    spec: model.spec,
    trainedAt: model.trainedAt,
    trainedOn: model.trainedOn,
    diagnostics: model.diagnostics,
    madeBy,
    madeAt,
    activations: all.filter((one) => one.version === version),
    inForce: all[0]?.version === version,
    edges: counts.get(version) ?? 0,
  }));
}

/** What each rescoring changed, the latest first. */
export async function rescoringReports(
  db: Db,
): Promise<{ version: string; report: RescoreReport; rescoredBy: string; rescoredAt: Date }[]> {
  const all = await rescorings(db);
  return all.map((one) => ({ ...one, report: one.report as RescoreReport }));
}
