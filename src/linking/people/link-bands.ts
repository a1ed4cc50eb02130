import { type Db, rows, sql } from '../../shared/db.ts';
import { bandOf, type LinkBand, type LinkStep } from '../clusters/bands.ts';
import type { Waterfall } from '../model/explain-pair.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import type { EdgeRow } from './edge-rows.ts';
import { DECIDES } from './judgement-rows.ts';

export type Explained = { edge: EdgeRow; waterfall: Waterfall };

/** The band of each pair, in the order given; null: no link. */
export async function bandsOf(db: Db, explained: readonly Explained[]): Promise<(LinkBand | null)[]> {
  const standings = await standingsOf(db, [...new Set(explained.flatMap(({ edge: { a, b } }) => [a, b]))]);
  return explained.map(({ edge, waterfall }) => {
    const [one, other] = [standings.get(edge.a), standings.get(edge.b)];
    return bandOf({
      bits: edge.bits,
      steps: waterfall.steps.map(stepOf),
      isTogether: one?.clusterId != null && one.clusterId === other?.clusterId,
      rivalBits: highest(one?.rivalBits ?? null, other?.rivalBits ?? null),
    });
  });
}

const KIND_OF = new Map(PERSON_SPEC.attributes.map(({ name, kind }) => [name, kind]));

function stepOf({ attribute, level, bits, frequencyBits }: Waterfall['steps'][number]): LinkStep {
  return { kind: KIND_OF.get(attribute)!, level, bits: bits + frequencyBits };
}

function highest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

type Standing = { id: number; clusterId: string | null; rivalBits: number | null };

/** The group of each record, and its best score with one of another group whom nobody has told from it. */
async function standingsOf(db: Db, ids: readonly number[]): Promise<Map<number, Standing>> {
  const found = await rows(
    db,
    sql<Standing>`
      select own.id, m.cluster_id as "clusterId", (
        select max(rival.bits) from (
          select e.b as id, e.bits, e.a, e.b from er_edge e where e.a = own.id and e.bits > 0
          union all select e.a, e.bits, e.a, e.b from er_edge e where e.b = own.id and e.bits > 0) as rival
        left join er_cluster_membership o on o.record = rival.id and o.valid_to is null
        where o.cluster_id is distinct from m.cluster_id and 'different' is distinct from (
          select j.verdict from er_judgement j where j.a = rival.a and j.b = rival.b and ${DECIDES}
          order by j.id desc limit 1)
      ) as "rivalBits"
      from unnest(${ids}::bigint[]) as own (id)
      left join er_cluster_membership m on m.record = own.id and m.valid_to is null`,
  );
  return new Map(found.map((standing) => [standing.id, standing]));
}
