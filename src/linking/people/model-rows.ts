import { type Db, PREPARED, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { LinkModel } from '../model/link-model.ts';

/** On what a model was trained: counts of comparison vectors, no record. `levels`: as hexadecimal digits. */
export type StoredTraining = {
  candidates: { levels: string; count: number }[];
  random: { levels: string; count: number }[];
};

export type StoredModel = { version: string; model: LinkModel; madeBy: string; madeAt: Date };

/** When a model was put in force. `population`: the number of records against which shares of values count. */
export type Activation = {
  id: number;
  version: string;
  population: number;
  activatedBy: string;
  activatedAt: Date;
};

/** Keeps a model. The same version is kept once; answers whether it is new. */
export async function insertModel(
  tx: Tx,
  { version, model, madeBy, madeAt }: StoredModel,
  training: StoredTraining,
): Promise<boolean> {
  const kept = await rows(
    tx,
    sql`insert into er_model (version, model, training, made_by, made_at)
        values (${version}, ${JSON.stringify(model)}::jsonb, ${JSON.stringify(training)}::jsonb, ${madeBy}, ${madeAt})
        on conflict do nothing returning version`,
  );
  return kept.length > 0;
}

export async function insertActivation(
  tx: Tx,
  { version, population, activatedBy, activatedAt }: Omit<Activation, 'id'>,
): Promise<number> {
  const [kept] = await rows(
    tx,
    sql<{ id: number }>`insert into er_model_activation (version, population, activated_by, activated_at)
      values (${version}, ${population}, ${activatedBy}, ${activatedAt}) returning id`,
  );
  return kept!.id;
}

const ACTIVATION = sql`a.id, a.version, a.population, a.activated_by as "activatedBy", a.activated_at as "activatedAt"`;

/** Under what pairs are scored now; undefined before the first. */
export async function lastActivation(db: Db): Promise<Activation | undefined> {
  return row(
    db,
    sql<Activation>`${PREPARED}select ${ACTIVATION} from er_model_activation a order by a.id desc limit 1`,
  );
}

/** Each time a model was put in force, the latest first. */
export async function activations(db: Db): Promise<Activation[]> {
  return rows(db, sql<Activation>`select ${ACTIVATION} from er_model_activation a order by a.id desc`);
}

/** Models by their version; all where none are named, the newest first. */
export async function storedModels(db: Db, versions?: readonly string[]): Promise<StoredModel[]> {
  return rows(
    db,
    sql<StoredModel>`select m.version, m.model, m.made_by as "madeBy", m.made_at as "madeAt" from er_model m
      where ${versions === undefined}::boolean or m.version = any(${versions ?? []}::text[])
      order by m.made_at desc, m.version desc`,
  );
}

export async function insertRescoring(
  tx: Tx,
  rescoring: { activationId: number; report: object; by: string; at: Date },
): Promise<void> {
  const { activationId, report, by, at } = rescoring;
  await rows(
    tx,
    sql`insert into er_rescoring (activation_id, report, rescored_by, rescored_at)
        values (${activationId}, ${JSON.stringify(report)}::jsonb, ${by}, ${at})`,
  );
}

/** What scoring everything again changed, the latest first. */
export async function rescorings(
  db: Db,
): Promise<{ version: string; report: unknown; rescoredBy: string; rescoredAt: Date }[]> {
  return rows(
    db,
    sql<{ version: string; report: unknown; rescoredBy: string; rescoredAt: Date }>`
      select a.version, r.report, r.rescored_by as "rescoredBy", r.rescored_at as "rescoredAt"
      from er_rescoring r join er_model_activation a on a.id = r.activation_id order by r.id desc`,
  );
}

/** How many pairs each model scored. */
export async function countEdgesByModel(db: Db): Promise<{ version: string; edges: number }[]> {
  return rows(
    db,
    sql<{
      version: string;
      edges: number;
    }>`select a.version, count(*) as edges from er_edge e join er_model_activation a on a.id = e.activation
      group by a.version`,
  );
}

/** Whether pairs stand that were scored before the model in force was put in force. */
export async function hasOlderEdges(db: Db, activation: number): Promise<boolean> {
  const [found] = await rows(
    db,
    sql<{ has: boolean }>`select exists (select from er_edge where activation <> ${activation}) as has`,
  );
  return found!.has;
}
