import { type Db, rows, sql } from '../../shared/db.ts';
import { mostInformative } from '../clusters/most-informative.ts';
import { type EdgeRow, edgesAmong, reachedFrom } from './edge-rows.ts';
import { heldAmong, IS_HELD } from './judgement-rows.ts';
import type { PersonLayer, PersonLink } from './person-link.ts';
import { describeEdges } from './read-people-links.ts';
import { currentScoring } from './scoring-in-force.ts';

/** A pair that a person should be asked about. */
export type UndecidedPair = {
  link: PersonLink;
  /** Whether the two stand in one group now: "different" would part them, otherwise "same" would join them. */
  isTogether: boolean;
  /** Pairs of records whose answer follows from this one. */
  pairs: number;
  /** How many of them are expected to be wrong now. */
  expectedChange: number;
};

/** The most doubtful pairs from which the search starts. Chosen: what is further from even odds is rarely wrong. */
const DOUBTFUL_PAIRS = 1_000;

/** The pairs whose answers are expected to change the groups most, best first. Nobody holds to a judgement of them. */
export async function undecidedPairs(
  db: Db,
  { limit, layers }: { limit: number; layers: readonly PersonLayer[] },
): Promise<UndecidedPair[]> {
  const inForce = await currentScoring(db);
  if (!inForce) return [];
  const doubtful = await doubtfulPairs(db, layers);
  const ends = [...new Set(doubtful.flatMap(({ a, b }) => [a, b]))];
  const reached = await reachedFrom(db, ends);
  const ids = reached.filter(({ isCrowded }) => !isCrowded).map(({ id }) => id);
  const edges = await edgesAmong(db, ids);
  const questions = mostInformative(ids.length, asEdges(ids, edges), await judgementsAmong(db, ids), {
    most: limit,
  });
  const chosen = questions.map(({ edge }) => edges[edge]!);
  const links = await describeEdges(db, inForce, chosen);
  const linkOf = new Map(links.map((link) => [`${link.a} ${link.b}`, link]));
  return questions.map(({ isTogether, pairs, expectedChange }, i) => ({
    link: linkOf.get(`${chosen[i]!.a} ${chosen[i]!.b}`)!,
    isTogether,
    pairs,
    expectedChange,
  }));
}

async function doubtfulPairs(db: Db, layers: readonly PersonLayer[]): Promise<{ a: number; b: number }[]> {
  return rows(
    db,
    sql<{ a: number; b: number }>`select e.a, e.b from er_edge e
      join er_record r on r.id = e.a and r.layer = any(${layers}::text[])
      where abs(e.bits) < 8
        and not exists (select from er_judgement j where j.a = e.a and j.b = e.b and ${IS_HELD})
      order by abs(e.bits), e.a, e.b limit ${DOUBTFUL_PAIRS}`,
  );
}

function asEdges(ids: readonly number[], edges: readonly EdgeRow[]) {
  const node = new Map(ids.map((id, i) => [id, i]));
  return {
    from: Uint32Array.from(edges, ({ a }) => node.get(a)!),
    to: Uint32Array.from(edges, ({ b }) => node.get(b)!),
    bits: Float32Array.from(edges, ({ bits }) => bits),
  };
}

async function judgementsAmong(db: Db, ids: readonly number[]) {
  const node = new Map(ids.map((id, i) => [id, i]));
  return (await heldAmong(db, ids)).map(({ a, b, verdict }) => ({
    from: node.get(a)!,
    to: node.get(b)!,
    verdict,
  }));
}
