import type { Store, Tx } from '../../shared/db.ts';
import { LINK_BAND_NAMES, LINK_BANDS, type LinkBand } from '../clusters/bands.ts';
import { countGroups } from './cluster-rows.ts';
import { markCrowded } from './crowd-rows.ts';
import { dropEdges, type EdgeRow, edgesBetween, putEdges } from './edge-rows.ts';
import { countingAmong } from './every-record.ts';
import { componentsInBatches } from './hanging-together.ts';
import { mendKeys } from './key-rows.ts';
import { pairsInPages } from './pairs-in-pages.ts';
import { groupsIn, keepClusters } from './rearrange.ts';
import { countRecords } from './record-rows.ts';
import { type Scoring, scorePair } from './score-pairs.ts';
import { isSameEdge, type OnRecords } from './verify-people.ts';

/** What scoring every pair again changed. A pair below every band is counted under "none". */
export type RescoreReport = {
  records: number;
  pairs: { before: number; after: number; gained: number; lost: number };
  bands: Record<LinkBand | 'none', { before: number; after: number }>;
  /** Pairs whose band is another one than before, of those that stand before and after. */
  changedBand: number;
  groups: { before: number; after: number; changed: number; recordsMoved: number };
};

/**
 * Links everything again from the records, with this model, and changes what is stored where it differs. The caller
 * holds the lock.
 */
export async function rescorePeople(
  store: Store,
  tx: Tx,
  { scoring, at, onRecords }: { scoring: Scoring; at: Date; onRecords?: OnRecords | undefined },
): Promise<RescoreReport> {
  await mendKeys(tx);
  const total = await countRecords(tx);
  const report = emptyReport(total);
  report.groups.before = await countGroups(tx);
  let done = 0;
  for await (const page of pairsInPages(store, tx, scoring.spec)) {
    const edges = page.pairs.flatMap(([one, other]) => scorePair(scoring, one, other, page.holders) ?? []);
    await rescorePage(tx, { before: await edgesBetween(tx, page), after: edges }, report);
    done += page.records.length;
    onRecords?.(done, total);
  }
  for await (const { ids, crowded } of componentsInBatches(tx)) {
    const clusters = await groupsIn(tx, { ids: await countingAmong(tx, ids), crowded });
    await markCrowded(tx, ids, crowded);
    const moved = await keepClusters(tx, { records: ids, clusters, at });
    report.groups.after += clusters.length;
    report.groups.changed += moved.clusters.length;
    report.groups.recordsMoved += moved.records.length;
  }
  return report;
}

function emptyReport(records: number): RescoreReport {
  const names = [...LINK_BAND_NAMES, 'none'] as const;
  const bands = names.map((name) => [name, { before: 0, after: 0 }]);
  return {
    records,
    pairs: { before: 0, after: 0, gained: 0, lost: 0 },
    bands: Object.fromEntries(bands),
    changedBand: 0,
    groups: { before: 0, after: 0, changed: 0, recordsMoved: 0 },
  };
}

type TwoScorings = { before: readonly EdgeRow[]; after: readonly EdgeRow[] };

/** Writes the pairs of a page that are others than before, and counts them. */
async function rescorePage(tx: Tx, { before, after }: TwoScorings, report: RescoreReport): Promise<void> {
  const was = new Map(before.map((edge) => [`${edge.a} ${edge.b}`, edge]));
  const isIn = new Set(after.map(({ a, b }) => `${a} ${b}`));
  const lost = before.filter(({ a, b }) => !isIn.has(`${a} ${b}`));
  const isChanged = (edge: EdgeRow) => {
    const known = was.get(`${edge.a} ${edge.b}`);
    return !known || known.activation !== edge.activation || !isSameEdge(known, edge);
  };
  await dropEdges(tx, lost);
  await putEdges(tx, after.filter(isChanged));
  report.pairs.before += before.length;
  report.pairs.after += after.length;
  report.pairs.lost += lost.length;
  report.pairs.gained += after.length - (before.length - lost.length);
  for (const { bits } of before) report.bands[bandByBits(bits)].before += 1;
  for (const edge of after) {
    const known = was.get(`${edge.a} ${edge.b}`);
    report.bands[bandByBits(edge.bits)].after += 1;
    if (known && bandByBits(edge.bits) !== bandByBits(known.bits)) report.changedBand += 1;
  }
}

/** The band that the score alone allows: what the top one asks beside is the same under every model. */
function bandByBits(bits: number): LinkBand | 'none' {
  return LINK_BAND_NAMES.find((name) => bits >= LINK_BANDS[name].leastBits) ?? 'none';
}
