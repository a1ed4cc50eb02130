import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { compareRecords } from '../model/compare-records.ts';
import { type LinkRecord, normaliseValues } from '../model/link-record.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { toDuckDb } from '../model/to-duckdb.ts';
import type { Kind, NormalValue, RawParts } from './kind.ts';
import { KINDS, type KindName } from './kinds.ts';
import { ValuePacker } from './pack-values.ts';
import { samplesOf } from './test-values.ts';
import { damerauLevenshtein, jaroWinkler } from './text-distance.ts';
import type { Texts } from './texts.ts';

let duckdb: DuckDBInstance;
let connection: DuckDBConnection;

before(async () => {
  duckdb = await DuckDBInstance.create(':memory:');
  connection = await duckdb.connect();
});

after(() => {
  connection.closeSync();
  duckdb.closeSync();
});

async function ask(sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows() as unknown[][];
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function twoTexts(a: string, b: string): Texts {
  const packer = new ValuePacker(['a', 'b']);
  packer.add([{ a, b }]);
  return packer.packed.texts;
}

const letters = fc.string({ unit: fc.constantFrom(...'abcde1 '), maxLength: 12 });

test('distances between texts are those of DuckDB', async () => {
  const pairs = fc.sample(fc.tuple(letters, letters), { numRuns: 2_000, seed: 4 });
  const found = await ask(
    `select jaro_winkler_similarity(a, b), damerau_levenshtein(a, b) from (values ${pairs
      .map(([a, b], i) => `(${i}, ${quoted(a)}, ${quoted(b)})`)
      .join(', ')}) as t(i, a, b) order by i`,
  );
  pairs.forEach(([a, b], i) => {
    assert.ok(
      Math.abs(jaroWinkler(twoTexts(a, b), 0, 1) - Number(found[i]![0])) < 1e-12,
      `jaro_winkler_similarity ${a}, ${b}`,
    );
    assert.equal(
      damerauLevenshtein(twoTexts(a, b), 0, 1),
      Number(found[i]![1]),
      `damerau_levenshtein ${a}, ${b}`,
    );
  });
});

for (const kind of Object.keys(KINDS) as KindName[])
  test(`${kind}: TypeScript and DuckDB find the same level for every pair`, async () => {
    const raws = samplesOf(kind, 60, 11);
    const records = [...raws, ...raws.slice(0, 25).map((raw, i) => [...raw, ...raws[(i * 7) % 60]!])].map(
      (values): LinkRecord => [normaliseValues(kind, values)],
    );
    const { weigh } = KINDS[kind] as Kind;
    const note = weigh?.(records.flatMap(([values]) => values!));
    const seen = await compareBoth(kind, note ? records.map(([values]) => [values!.map(note)]) : records);
    assert.ok(seen.size >= Math.min(4, KINDS[kind].levels.length), `levels seen: ${[...seen]}`);
  });

/** Fails at the first pair on which the two disagree; answers which levels there were. */
async function compareBoth(kind: KindName, records: readonly LinkRecord[]): Promise<Set<number>> {
  const spec: LinkSpec = { name: 't', version: '1', attributes: [{ name: 'x', kind, columns: {} }] };
  const [attribute] = toDuckDb(spec);
  await ask(`create or replace table r (i integer, x ${attribute!.columnType})`);
  await ask(
    `insert into r values ${records.map((record, i) => `(${i}, ${listSql(kind, record[0]!)})`).join(', ')}`,
  );
  const rows = await ask(
    `select a.i, b.i, ${attribute!.levelSql('a.x', 'b.x')},
       case when len(a.x) < 2 and len(b.x) < 2 then ${attribute!.singleLevelSql('a.x', 'b.x')} end
     from r a, r b`,
  );
  const seen = new Set<number>();
  for (const [i, j, level, single] of rows as number[][]) {
    const [here] = compareRecords(spec, records[i!]!, records[j!]!);
    assert.equal(level, here, JSON.stringify([records[i!], records[j!]]));
    if (single !== null) assert.equal(single, here, JSON.stringify([records[i!], records[j!]]));
    seen.add(here!);
  }
  return seen;
}

function listSql(kind: KindName, values: readonly NormalValue[]): string {
  const structs = values.map(
    (value) =>
      `{${KINDS[kind].normalParts.map((part) => `${quoted(part)}: ${quoted(value[part]!)}`).join(', ')}}`,
  );
  return `[${structs.join(', ')}]`;
}

test('a comparison is the same whichever record stands first', () => {
  for (const kind of Object.keys(KINDS) as KindName[]) {
    const spec: LinkSpec = { name: 't', version: '1', attributes: [{ name: 'x', kind, columns: {} }] };
    const records = samplesOf(kind, 40, 3).map((raw: readonly RawParts[]) => [normaliseValues(kind, raw)]);
    for (const a of records)
      for (const b of records) assert.deepEqual(compareRecords(spec, a, b), compareRecords(spec, b, a), kind);
  }
});
