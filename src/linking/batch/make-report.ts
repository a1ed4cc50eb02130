import path from 'node:path';
import { LINK_BAND_NAMES, LINK_BANDS } from '../clusters/bands.ts';
import { groupSizes, positionsWhere } from '../clusters/positions.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import { copyBits } from './copy-bits.ts';
import { NO_VALUE } from './intern-values.ts';
import type { LinkReport, UnlinkableReport, VectorReport } from './link-report.ts';
import type { LinkedTables, LinkOptions } from './link-tables.ts';
import { bitsOf, probabilityOf } from './scored-pairs.ts';
import { possiblePairs } from './table-rows.ts';
import { accuracyOf, accuracyOfClusters, accuracyOfPairs, type Truth } from './truth.ts';

const BITS_AT_95 = bitsOf(0.95);
/** Bits beyond which a histogram says no more. */
const MOST_SHOWN_BITS = 60;
const MOST_VECTORS = 60;

type Context = {
  options: LinkOptions;
  suggested: boolean;
  truth: Truth | null;
};

export async function makeReport(
  linked: LinkedTables,
  { options, suggested, truth }: Context,
): Promise<LinkReport> {
  const { tables, spec, model, formed, scores, links } = linked;
  return {
    mode: tables.mode,
    tables: tables.tables.map(({ name, file, rows }) => ({
      name: name.toUpperCase(),
      file: path.basename(file),
      rows,
    })),
    spec: {
      name: spec.name,
      version: spec.version,
      suggested,
      attributes: linked.attributes.map(({ attribute: { name, kind }, valueAt }) => ({
        name,
        kind,
        known: countWhere(valueAt, (value) => value !== NO_VALUE) / tables.rows,
      })),
    },
    model,
    modelSource: options.model ? 'given' : 'trained',
    blocking: {
      rules: formed.rules,
      leftOut: formed.leftOut,
      cap: formed.cap,
      candidates: formed.pairs.from.length,
      possible: possiblePairs(tables),
    },
    scores: {
      histogram: histogram(scores.bits).map(({ from, held }) => ({ from, pairs: held })),
      at50: countWhere(scores.bits, (bits) => bits >= 0),
      at95: countWhere(scores.bits, (bits) => bits >= BITS_AT_95),
      linked: links.length,
      bands: bandReport(linked.bands),
      leastBits: options.leastBits,
      oneToOne: options.oneToOne,
      rivals: scores.rivals !== undefined,
    },
    vectors: vectorReport(linked),
    unlinkable: await unlinkableReport(linked),
    clusters: clusterReport(linked.labels),
    judgements: options.judgements.length,
    accuracy: truth && accuracyReport(linked, truth),
    seconds: linked.seconds,
  };
}

function bandReport(bands: Uint8Array): LinkReport['scores']['bands'] {
  const pairs = new Uint32Array(LINK_BAND_NAMES.length + 1);
  for (let pair = 0; pair < bands.length; pair += 1) pairs[bands[pair]!]! += 1;
  return LINK_BAND_NAMES.map((name, i) => ({ name, label: LINK_BANDS[name].label, pairs: pairs[i]! }));
}

function vectorReport({ pairs, scores }: LinkedTables): LinkReport['vectors'] {
  const shown = pairs.vectors
    .map(({ levels, count }, vector): VectorReport => {
      const bits = scores.vectorBits[vector]!;
      return {
        levels: Array.from(levels, (level) => (level === UNKNOWN ? null : level)),
        pairs: count,
        bits,
        probability: probabilityOf(bits),
      };
    })
    .sort((a, b) => b.pairs - a.pairs)
    .slice(0, MOST_VECTORS);
  return { different: pairs.vectors.length, shown };
}

async function unlinkableReport(linked: LinkedTables): Promise<UnlinkableReport> {
  const bits = await copyBits(linked, linked.tables.rows);
  return {
    below50: countWhere(bits, (one) => one < 0),
    below95: countWhere(bits, (one) => one < BITS_AT_95),
    histogram: histogram(bits).map(({ from, held }) => ({ from, rows: held })),
  };
}

function clusterReport(labels: Int32Array): LinkReport['clusters'] {
  const clustersOf = new Map<number, number>();
  let count = 0;
  for (const size of groupSizes(labels)) {
    if (size === 0) continue;
    count += 1;
    clustersOf.set(size, (clustersOf.get(size) ?? 0) + 1);
  }
  const sizes = [...clustersOf]
    .map(([size, clusters]) => ({ size, clusters }))
    .sort((a, b) => a.size - b.size);
  return { count, sizes, largest: sizes.at(-1)?.size ?? 0 };
}

function accuracyReport(
  { tables, pairs, scores, links, labels, bands }: LinkedTables,
  truth: Truth,
): LinkReport['accuracy'] {
  const isRight = (pair: number) => {
    const entity = truth.entity[pairs.from[pair]!]!;
    return entity !== -1 && entity === truth.entity[pairs.to[pair]!];
  };
  const top = positionsWhere(bands.length, (pair) => bands[pair] === 0);
  return {
    truePairs: truth.pairs,
    among: positionsWhere(pairs.from.length, isRight).length,
    pairs: accuracyOfPairs({ from: pairs.from, to: pairs.to, bits: scores.bits }, truth),
    linked: accuracyOf(countWhere(links, isRight), links.length, truth.pairs),
    top: accuracyOf(countWhere(top, isRight), top.length, truth.pairs),
    clusters: accuracyOfClusters(labels, truth, tables),
  };
}

/** Whole bits, with nothing left out between the first and the last. */
function histogram(bits: Float32Array): { from: number; held: number }[] {
  const counts = new Uint32Array(2 * MOST_SHOWN_BITS + 1);
  for (let i = 0; i < bits.length; i += 1) {
    const shown = Math.min(MOST_SHOWN_BITS, Math.max(-MOST_SHOWN_BITS, Math.floor(bits[i]!)));
    counts[MOST_SHOWN_BITS + shown]! += 1;
  }
  const first = counts.findIndex((held) => held > 0);
  const last = counts.findLastIndex((held) => held > 0);
  if (first < 0) return [];
  return Array.from(counts.subarray(first, last + 1), (held, i) => ({
    from: first + i - MOST_SHOWN_BITS,
    held,
  }));
}

function countWhere(numbers: ArrayLike<number>, holds: (number: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < numbers.length; i += 1) if (holds(numbers[i]!)) count += 1;
  return count;
}
