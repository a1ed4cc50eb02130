import { type Actor, ensureMay } from '../../access/index.ts';
import {
  driftOf,
  type ModelVersion,
  modelVersions,
  type PeopleDrift,
  rescoringReports,
} from '../../linking/index.ts';
import type { Store } from '../../shared/db.ts';

/** Every model with its training and diagnostics, and what each rescoring changed. Nothing personal. */
export async function readLinkModels(
  store: Store,
  actor: Actor,
): Promise<{ models: ModelVersion[]; rescorings: Awaited<ReturnType<typeof rescoringReports>> }> {
  ensureMay(actor, 'see-link-models');
  return { models: await modelVersions(store.db), rescorings: await rescoringReports(store.db) };
}

/** How far the pairs scored last lie from what the model in force was trained on; undefined before any record. */
export async function readLinkDrift(store: Store, actor: Actor): Promise<PeopleDrift | undefined> {
  ensureMay(actor, 'see-link-models');
  return driftOf(store.db);
}
