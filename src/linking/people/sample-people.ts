import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { LINK_BAND_NAMES, LINK_BANDS, type LinkBand } from '../clusters/bands.ts';
import type { Verdict } from '../clusters/edges.ts';
import { type BandSample, type LinkQuality, qualityOfLinks } from '../clusters/link-quality.ts';
import type { EdgeRow } from './edge-rows.ts';
import type { PersonLink } from './person-link.ts';
import { describeEdges } from './read-people-links.ts';
import { currentScoring, type ScoringInForce } from './scoring-in-force.ts';

/** A pair drawn at random from its band. `verdict`: what was said of it without its score; null: it waits. */
export type SampledPair = {
  id: number;
  a: number;
  b: number;
  band: LinkBand;
  bits: number;
  drawnAt: Date;
  verdict: Verdict | null;
};

/** Scores that can lie in a band: the top one asks for more than its score, so what falls short of it stands in the next. */
const SCORES: Record<LinkBand, readonly [from: number, to: number]> = {
  'near-certain': [LINK_BANDS['near-certain'].leastBits, Number.MAX_VALUE],
  likely: [LINK_BANDS.likely.leastBits, Number.MAX_VALUE],
  possible: [LINK_BANDS.possible.leastBits, LINK_BANDS.likely.leastBits],
};

/** How many more pairs are looked at than are wanted of a band. Chosen: the top bands share their scores. */
const LOOKED_AT_EACH = 10;

type Draw = { perBand: number; personId: string; at: Date };

/** Draws pairs of each band at random, judged or not, and keeps them: only such tell how often a band is right. */
export async function samplePairsForQuality(tx: Tx, { perBand, personId, at }: Draw): Promise<SampledPair[]> {
  const inForce = await currentScoring(tx);
  if (!inForce) return [];
  const drawn = await Promise.all(LINK_BAND_NAMES.map((band) => drawBand(tx, inForce, { band, perBand })));
  const pairs = drawn.flat();
  if (pairs.length === 0) return [];
  const kept = await rows(
    tx,
    sql<{ id: number }>`insert into er_sample (a, b, band, bits, activation, drawn_by, drawn_at)
      select a, b, band, bits, ${inForce.activation.id}, ${personId}, ${at}
      from unnest(${pairs.map(({ a }) => a)}::bigint[], ${pairs.map(({ b }) => b)}::bigint[],
        ${pairs.map(({ band }) => band)}::text[], ${pairs.map(({ bits }) => bits)}::double precision[]) as new (a, b, band, bits)
      returning id`,
  );
  const ids = new Set(kept.map(({ id }) => id));
  return (await sampledPairs(tx)).filter(({ id }) => ids.has(id));
}

async function drawBand(
  tx: Tx,
  inForce: ScoringInForce,
  { band, perBand }: { band: LinkBand; perBand: number },
): Promise<PersonLink[]> {
  const [from, to] = SCORES[band];
  const edges = await rows(
    tx,
    sql<EdgeRow>`select e.a, e.b, e.bits, e.levels, e.classes, e.activation from er_edge e
      where e.bits >= ${from} and e.bits < ${to} and not exists (
        select from er_sample s where s.a = e.a and s.b = e.b and s.activation = ${inForce.activation.id})
      order by random() limit ${perBand * LOOKED_AT_EACH}`,
  );
  const position = new Map(edges.map(({ a, b }, i) => [`${a} ${b}`, i]));
  return (await describeEdges(tx, inForce, edges))
    .filter((link) => link.band === band)
    .sort((one, other) => position.get(`${one.a} ${one.b}`)! - position.get(`${other.a} ${other.b}`)!)
    .slice(0, perBand);
}

/** Every pair that was drawn under the model in force, the latest first. */
export async function sampledPairs(db: Db): Promise<SampledPair[]> {
  return rows(
    db,
    sql<SampledPair>`select s.id, s.a, s.b, s.band, s.bits, s.drawn_at as "drawnAt", (
        select j.verdict from er_judgement j where j.sample_id = s.id order by j.id limit 1) as verdict
      from er_sample s join er_model_activation a on a.id = s.activation
      where a.version = (select version from er_model_activation order by id desc limit 1)
      order by s.id desc`,
  );
}

/** How often each band is right, as far as judged samples tell. */
export async function qualityOf(db: Db): Promise<LinkQuality & { modelVersion: string | null }> {
  const inForce = await currentScoring(db);
  const samples = await sampledPairs(db);
  const pairs = inForce ? await countBands(db, inForce) : { 'near-certain': 0, likely: 0, possible: 0 };
  const bands = LINK_BAND_NAMES.map((band): BandSample => {
    const count = (verdict: Verdict) =>
      samples.filter((one) => one.band === band && one.verdict === verdict).length;
    const judged = { same: count('same'), different: count('different'), unsure: count('unsure') };
    return { band, pairs: pairs[band], ...judged };
  });
  return { ...qualityOfLinks(bands), modelVersion: inForce?.scoring.model.version ?? null };
}

/** Pairs looked at to tell how many of those with a score for it are in the top band. Chosen: to within 4 in 100. */
const TOP_LOOKED_AT = 500;

/** How many pairs each band has; the top one's share of its scores is estimated where there are many. */
async function countBands(db: Db, inForce: ScoringInForce): Promise<Record<LinkBand, number>> {
  const top = LINK_BANDS['near-certain'].leastBits;
  const [counted] = await rows(
    db,
    sql<{ high: number; middle: number; low: number }>`select count(*) filter (where bits >= ${top}) as high,
        count(*) filter (where bits < ${top} and bits >= ${LINK_BANDS.likely.leastBits}) as middle,
        count(*) filter (where bits < ${LINK_BANDS.likely.leastBits}) as low
      from er_edge where bits >= ${LINK_BANDS.possible.leastBits}`,
  );
  const { high, middle, low } = counted!;
  const looked = await rows(
    db,
    sql<EdgeRow>`select e.a, e.b, e.bits, e.levels, e.classes, e.activation from er_edge e where e.bits >= ${top}
      order by hashint8extended(e.a, e.b) limit ${TOP_LOOKED_AT}`,
  );
  const described = await describeEdges(db, inForce, looked);
  const isTop = described.filter(({ band }) => band === 'near-certain').length;
  const nearCertain = Math.round((high * isTop) / Math.max(1, described.length));
  return { 'near-certain': nearCertain, likely: high - nearCertain + middle, possible: low };
}
