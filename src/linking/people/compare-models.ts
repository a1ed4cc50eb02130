import { type Db, rows, sql } from '../../shared/db.ts';
import { DEFAULT_CUT_BITS } from '../clusters/cluster-nodes.ts';
import type { LinkModel } from '../model/link-model.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import type { EdgeRow } from './edge-rows.ts';
import { storedModels } from './model-rows.ts';
import { countRecords } from './record-rows.ts';
import { explainEdge, scoringBy } from './score-pairs.ts';
import { populationFor } from './scoring-in-force.ts';

/** Of judged pairs that are one person, or two, how many a model holds to be a link. */
type Held = { pairs: number; links: number };

/** A model on the pairs that were drawn by lot and judged without a score. */
export type ModelOnSample = {
  version: string;
  same: Held;
  different: Held;
  /** Mean of -log2 of the probability that it gave to what people said: 1 bit is a coin, 0 a prophet. Null: no pair. */
  surpriseBits: number | null;
};

type Judged = EdgeRow & { verdict: 'same' | 'different' };

/** Bounds the surprise of one pair, so that a single certain error does not drown all others. Chosen. */
const MOST_SURPRISE_BITS = 10;

/**
 * Every model on the same judged pairs, by the levels that are stored of them: nothing is opened, and nothing is scored
 * anew. Drawn from what models in force proposed, so that what no model proposed is not among them.
 */
export async function modelsOnSample(db: Db): Promise<ModelOnSample[]> {
  const judged = await judgedSamples(db);
  const records = await countRecords(db);
  // One that reads people otherwise would not understand the levels that are stored.
  const alike = (await storedModels(db)).filter(({ model }) => nameOf(model.spec) === nameOf(PERSON_SPEC));
  return alike.map(({ version, model }) => onSample(version, model, { judged, records }));
}

function nameOf({ name, version }: LinkModel['spec']): string {
  return `${name} ${version}`;
}

async function judgedSamples(db: Db): Promise<Judged[]> {
  return rows(
    db,
    sql<Judged>`select distinct on (e.a, e.b) e.a, e.b, e.bits, e.levels, e.classes, e.activation, j.verdict
      from er_judgement j join er_edge e on e.a = j.a and e.b = j.b
      where j.sample_id is not null and j.verdict in ('same', 'different') order by e.a, e.b, j.id desc`,
  );
}

type Sample = { judged: readonly Judged[]; records: number };

function onSample(version: string, model: LinkModel, { judged, records }: Sample): ModelOnSample {
  const scoring = scoringBy(PERSON_SPEC, model, { id: 0, population: populationFor(model, records) });
  const scored = judged.map((pair) => ({ verdict: pair.verdict, bits: explainEdge(scoring, pair).total }));
  const heldOf = (verdict: Judged['verdict']): Held => {
    const said = scored.filter((pair) => pair.verdict === verdict);
    return { pairs: said.length, links: said.filter(({ bits }) => bits >= DEFAULT_CUT_BITS).length };
  };
  const surprise = scored.reduce((sum, pair) => sum + surpriseOf(pair), 0);
  return {
    version,
    same: heldOf('same'),
    different: heldOf('different'),
    surpriseBits: scored.length === 0 ? null : surprise / scored.length,
  };
}

/** -log2 of the probability of what was said, at odds of 2 ** bits for "same". */
function surpriseOf({ verdict, bits }: { verdict: Judged['verdict']; bits: number }): number {
  const forIt = verdict === 'same' ? bits : -bits;
  return Math.min(MOST_SURPRISE_BITS, Math.log2(1 + 2 ** -forIt));
}
