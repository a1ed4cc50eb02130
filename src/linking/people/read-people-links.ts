import type { Db } from '../../shared/db.ts';
import { type EdgeRow, edgesOf } from './edge-rows.ts';
import { verdictsOn } from './judgement-rows.ts';
import { bandsOf } from './link-bands.ts';
import type { PersonLink } from './person-link.ts';
import { layersOf, personRecords } from './record-rows.ts';
import { explainEdge } from './score-pairs.ts';
import { currentScoring, type ScoringInForce } from './scoring-in-force.ts';

/** Every scored pair that has one of these records, the most likely first; also those that are no link. */
export async function linksOfPeople(db: Db, recordIds: readonly number[]): Promise<PersonLink[]> {
  const inForce = await currentScoring(db);
  if (!inForce || recordIds.length === 0) return [];
  return describeEdges(db, inForce, await edgesOf(db, recordIds));
}

/** Stored pairs as others read them, with their bands and waterfalls. */
export async function describeEdges(
  db: Db,
  inForce: ScoringInForce,
  edges: readonly EdgeRow[],
): Promise<PersonLink[]> {
  if (edges.length === 0) return [];
  const ids = [...new Set(edges.flatMap(({ a, b }) => [a, b]))];
  const layers = layersOf(await personRecords(db, ids));
  const verdicts = await verdictsOn(db, edges);
  const explained = await Promise.all(
    edges.map(async (edge) => {
      const scoring = await inForce.scoringOf(edge.activation);
      return { edge, version: scoring.model.version, waterfall: explainEdge(scoring, edge) };
    }),
  );
  const bands = await bandsOf(db, explained);
  return explained
    .map(({ edge, version, waterfall }, i): PersonLink => {
      const { a, b, bits, levels } = edge;
      return {
        a,
        b,
        layer: layers.get(a)!,
        bits,
        probability: waterfall.probability,
        band: bands[i]!,
        modelVersion: version,
        levels: [...levels],
        waterfall,
        verdict: verdicts.get(`${a} ${b}`) ?? null,
      };
    })
    .sort((one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b);
}
