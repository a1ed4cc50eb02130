import type { Db, Tx } from '../../shared/db.ts';
import type { LinkModel } from '../model/link-model.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { SHIPPED_MODEL } from '../model/shipped/shipped-model.ts';
import {
  type Activation,
  activations,
  insertActivation,
  insertModel,
  lastActivation,
  storedModels,
} from './model-rows.ts';
import { type Scoring, scoringBy } from './score-pairs.ts';

/** The specification under which records are read now. */
export const PERSON_SPEC_VERSION = `${PERSON_SPEC.name} ${PERSON_SPEC.version}`;

const SYSTEM = 'system:link-people';

export type ScoringInForce = {
  scoring: Scoring;
  activation: Activation;
  /** With what a pair was scored that names this activation. */
  scoringOf: (activation: number) => Promise<Scoring>;
};

/** With what pairs are scored now. The model that the system came with is put in force where there is none. */
export async function scoringInForce(tx: Tx, at: Date): Promise<ScoringInForce> {
  return scoringUnder(tx, (await lastActivation(tx)) ?? (await activateShipped(tx, at)));
}

/** The same for reading; undefined before any record was linked. */
export async function currentScoring(db: Db): Promise<ScoringInForce | undefined> {
  const activation = await lastActivation(db);
  return activation && scoringUnder(db, activation);
}

async function scoringUnder(db: Db, activation: Activation): Promise<ScoringInForce> {
  const known = new Map([[activation.id, scoringAt(db, activation)]]);
  const scoringOf = (id: number) => {
    const scoring = known.get(id) ?? readScoring(db, id);
    known.set(id, scoring);
    return scoring;
  };
  return { activation, scoringOf, scoring: await scoringOf(activation.id) };
}

async function readScoring(db: Db, id: number): Promise<Scoring> {
  const activation = (await activations(db)).find((one) => one.id === id);
  if (!activation) throw new Error(`no model was put in force under ${id}`);
  return scoringAt(db, activation);
}

async function scoringAt(db: Db, activation: Activation): Promise<Scoring> {
  return scoringBy(PERSON_SPEC, await readModel(db, activation.version), activation);
}

/** Models never change, and their versions tell them apart: each is read once in a process. */
const READ = new Map<string, LinkModel>();

async function readModel(db: Db, version: string): Promise<LinkModel> {
  const known = READ.get(version);
  if (known) return known;
  const [stored] = await storedModels(db, [version]);
  if (!stored) throw new Error(`there is no model ${version}`);
  READ.set(version, stored.model);
  return stored.model;
}

/** A share is never counted against fewer records than the model has seen: in a small bureau every value is rare. */
export function populationFor(model: LinkModel, records: number): number {
  return Math.max(model.trainedOn.rows, records, 1);
}

async function activateShipped(tx: Tx, at: Date): Promise<Activation> {
  const { version } = SHIPPED_MODEL;
  await keepShipped(tx, at);
  const activation = {
    version,
    population: populationFor(SHIPPED_MODEL, 0),
    activatedBy: SYSTEM,
    activatedAt: at,
  };
  return { ...activation, id: await insertActivation(tx, activation) };
}

/** Keeps the model that this version of the system came with beside the others. What was kept under its name stands. */
export async function keepShipped(tx: Tx, at: Date): Promise<void> {
  const { version } = SHIPPED_MODEL;
  const kept = { version, model: SHIPPED_MODEL, madeBy: SYSTEM, madeAt: at };
  await insertModel(tx, kept, { candidates: [], random: [] });
}
