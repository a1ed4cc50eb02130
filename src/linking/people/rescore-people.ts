import type { Store, Tx } from '../../shared/db.ts';
import { LINK_BAND_NAMES, LINK_BANDS, type LinkBand } from '../clusters/bands.ts';
import { allMemberships } from './cluster-rows.ts';
import { dropAllEdges, type EdgeRow, putEdges } from './edge-rows.ts';
import { allJudged } from './judgement-rows.ts';
import { rebuildKeys } from './key-rows.ts';
import { linkFromScratch } from './link-from-scratch.ts';
import type { Rearranged } from './person-link.ts';
import { groupsOf, keepClusters } from './rearrange.ts';
import type { Scoring } from './score-pairs.ts';
import { storedEdges, wholeRecords } from './whole-records.ts';

/** What scoring every pair again changed. A pair below every band is counted under "none". */
export type RescoreReport = {
  records: number;
  pairs: { before: number; after: number; gained: number; lost: number };
  bands: Record<LinkBand | 'none', { before: number; after: number }>;
  /** Pairs whose band is another one than before, of those that stand before and after. */
  changedBand: number;
  groups: { before: number; after: number; changed: number; recordsMoved: number };
};

/** Links everything again from the records, with this model, in place of what is stored. The caller holds the lock. */
export async function rescorePeople(
  store: Store,
  tx: Tx,
  scoring: Scoring,
  at: Date,
): Promise<RescoreReport> {
  const records = await wholeRecords(store, tx);
  await rebuildKeys(tx);
  const before = new Map<string, number>();
  for await (const { a, b, bits } of storedEdges(tx)) before.set(`${a} ${b}`, bits);
  const groupsBefore = new Set((await allMemberships(tx)).map(({ clusterId }) => clusterId)).size;
  const edges = [...linkFromScratch(scoring, records)];
  await dropAllEdges(tx);
  for (let from = 0; from < edges.length; from += WRITTEN_TOGETHER)
    await putEdges(tx, edges.slice(from, from + WRITTEN_TOGETHER));
  const groups = groupsOf(
    records.map(({ id }) => id),
    edges,
    await allJudged(tx),
  );
  const stood = (await allMemberships(tx)).map(({ record }) => record);
  const ids = [...new Set([...records.map(({ id }) => id), ...stood])];
  const moved = await keepClusters(tx, { records: ids, clusters: groups, at });
  return {
    records: records.length,
    ...comparePairs(before, edges),
    groups: groupChanges({ before: groupsBefore, after: groups.length }, moved),
  };
}

const WRITTEN_TOGETHER = 20_000;

function comparePairs(
  before: ReadonlyMap<string, number>,
  edges: readonly EdgeRow[],
): Pick<RescoreReport, 'pairs' | 'bands' | 'changedBand'> {
  const names = [...LINK_BAND_NAMES, 'none'] as const;
  const bands = Object.fromEntries(
    names.map((name) => [name, { before: 0, after: 0 }]),
  ) as RescoreReport['bands'];
  for (const bits of before.values()) bands[bandByBits(bits)].before += 1;
  for (const { bits } of edges) bands[bandByBits(bits)].after += 1;
  const stayed = edges.filter(({ a, b }) => before.has(`${a} ${b}`));
  const changedBand = stayed.filter(
    ({ a, b, bits }) => bandByBits(bits) !== bandByBits(before.get(`${a} ${b}`)!),
  ).length;
  const pairs = {
    before: before.size,
    after: edges.length,
    gained: edges.length - stayed.length,
    lost: before.size - stayed.length,
  };
  return { pairs, bands, changedBand };
}

/** The band that the score alone allows: what the top one asks beside is the same under every model. */
function bandByBits(bits: number): LinkBand | 'none' {
  return LINK_BAND_NAMES.find((name) => bits >= LINK_BANDS[name].leastBits) ?? 'none';
}

function groupChanges(counts: { before: number; after: number }, moved: Rearranged): RescoreReport['groups'] {
  return { ...counts, changed: moved.clusters.length, recordsMoved: moved.records.length };
}
