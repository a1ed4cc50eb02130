import { type Db, rows, sql } from '../../shared/db.ts';
import { driftOfModel, type ModelDrift } from '../clusters/model-drift.ts';
import type { EdgeRow } from './edge-rows.ts';
import { countRecords } from './record-rows.ts';
import { explainEdge } from './score-pairs.ts';
import { currentScoring } from './scoring-in-force.ts';

/** `grown`: records now, for each that the shares of values were counted against. */
export type PeopleDrift = ModelDrift & { modelVersion: string; grown: number };

/** From so many times the records on, every score is a bit too high: that many more are strangers. */
const SHIFTING_FROM = 2;
/** Three bits: a pair stands in a band that it should not. */
const DRIFTED_FROM = 8;

const WORST_FIRST = ['drifted', 'shifting', 'steady', 'too-few'] as const;

/** Pairs of the records that came last. Chosen: enough that a level of one in a hundred is seen dozens of times. */
const RECENT_PAIRS = 5_000;

/** How far the pairs scored last lie from what the model in force was trained on; undefined before any record. */
export async function driftOf(db: Db): Promise<PeopleDrift | undefined> {
  const inForce = await currentScoring(db);
  if (!inForce) return undefined;
  const { model, population } = inForce.scoring;
  const edges = await rows(
    db,
    sql<EdgeRow>`select e.a, e.b, e.bits, e.levels, e.classes, e.activation from er_edge e
      order by e.b desc, e.a desc limit ${RECENT_PAIRS}`,
  );
  const recent = await Promise.all(
    edges.map(async (edge) => {
      const { probability } = explainEdge(await inForce.scoringOf(edge.activation), edge);
      return { levels: edge.levels, probability };
    }),
  );
  const drift = driftOfModel(model, recent);
  // Pairs that cannot be links are not kept, so that the share of links among candidates is not to be told here.
  const parts = drift.parts.filter(({ name }) => name !== 'share-of-links');
  const grown = (await countRecords(db)) / population;
  const told = new Set([...parts.map((part) => part.verdict), verdictOfGrowth(grown)]);
  const verdict = WORST_FIRST.find((one) => told.has(one))!;
  return { ...drift, verdict, parts, modelVersion: model.version, grown };
}

/** Of few records nothing is told, so that growth alone never makes a model look steady. */
function verdictOfGrowth(grown: number): PeopleDrift['verdict'] {
  if (grown >= DRIFTED_FROM) return 'drifted';
  return grown >= SHIFTING_FROM ? 'shifting' : 'too-few';
}
