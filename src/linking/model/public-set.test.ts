import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { compareRecords } from './compare-records.ts';
import { normaliseRow } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';
import { candidatePairs, countVectors, drawnPairs } from './pairs-in-memory.ts';
import { scorerOf } from './score-pair.ts';
import { trainModel } from './train-model.ts';

const FILE = new URL('../../../../shared/data/linking/splink/fake_1000.csv', import.meta.url);

const SPEC: LinkSpec = {
  name: 'fake 1000',
  version: '1',
  attributes: [
    { name: 'given', kind: 'given-name', columns: { name: 'first_name', other: 'surname' } },
    { name: 'family', kind: 'family-name', columns: { name: 'surname', other: 'first_name' } },
    { name: 'birth', kind: 'date-of-birth', columns: { date: 'dob' } },
    { name: 'city', kind: 'place', columns: { name: 'city' } },
    { name: 'email', kind: 'email', columns: { address: 'email' } },
  ],
};

/** fake_1000 (Splink, MIT): invented people; `cluster` says who is who, and is read only to judge. */
test('a public set of invented people is linked without labels: F1 of pairs at p >= 0.5 is at least .93', {
  skip: existsSync(FILE) ? false : 'the shared data are not here',
}, () => {
  const rows: Record<string, string>[] = parse(readFileSync(FILE), { columns: true });
  const records = rows.map((row) => normaliseRow(SPEC, row));
  const pairs = [...candidatePairs(SPEC, records, 300)];
  const model = trainModel({
    spec: SPEC,
    version: 't',
    source: 'fake_1000',
    trainedAt: new Date(0),
    rows: rows.length,
    possiblePairs: (rows.length * (rows.length - 1)) / 2,
    candidates: countVectors(SPEC, records, pairs),
    random: countVectors(SPEC, records, drawnPairs(rows.length, 100_000, 1)),
  });
  const { vectorBits } = scorerOf(model);
  const found = pairs.filter(([a, b]) => vectorBits(compareRecords(SPEC, records[a]!, records[b]!)) >= 0);
  const right = found.filter(([a, b]) => rows[a]!['cluster'] === rows[b]!['cluster']).length;
  const sizes = [...Map.groupBy(rows, ({ cluster }) => cluster).values()].map(({ length }) => length);
  const all = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const f1 = (2 * right) / (found.length + all);
  assert.ok(f1 >= 0.93, `F1 ${f1.toFixed(4)}`);
  assert.ok(right / found.length >= 0.97, `precision ${(right / found.length).toFixed(4)}`);
});
