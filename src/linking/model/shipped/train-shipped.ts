import { writeFileSync } from 'node:fs';
import type { LinkModel } from '../link-model.ts';
import { candidatePairs, countVectors, drawnPairs } from '../pairs-in-memory.ts';
import { PERSON_SPEC } from '../person-spec.ts';
import { trainModel } from '../train-model.ts';
import { inventReports } from './invent-reports.ts';

/** Records enough to see what is rare, and few enough to train within a minute. */
const RECORDS = 20_000;
const RANDOM_PAIRS = 2_000_000;
const SEED = 4;
/** A key that more records share finds nobody. */
const CAP = 100;

/** Trains the model that is shipped: on invented reports, so that it holds nobody's data. */
export function trainShipped(records: number, randomPairs: number): LinkModel {
  const reports = inventReports(records, SEED);
  return trainModel({
    spec: PERSON_SPEC,
    version: `shipped-${PERSON_SPEC.version}`,
    source: `${records} invented reports (src/linking/model/shipped, seed ${SEED}); no real person's data`,
    trainedAt: new Date('2026-11-22T00:00:00Z'),
    rows: records,
    possiblePairs: (records * (records - 1)) / 2,
    candidates: countVectors(PERSON_SPEC, reports, candidatePairs(PERSON_SPEC, reports, CAP)),
    random: countVectors(PERSON_SPEC, reports, drawnPairs(records, randomPairs, SEED)),
  });
}

/** Six figures are more than is known, and keep the document short. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(
    new URL('shipped-model.json', import.meta.url),
    `${JSON.stringify(trainShipped(RECORDS, RANDOM_PAIRS), rounded, 1)}\n`,
  );
