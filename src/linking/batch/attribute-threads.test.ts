import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LinkSpec } from '../model/link-spec.ts';
import { SHIPPED_MODEL } from '../model/shipped/shipped-model.ts';
import { type HeldAttributes, holdAttributes } from './hold-attributes.ts';
import { NO_VALUE } from './intern-values.ts';
import type { RowTables } from './table-rows.ts';
import { groupedRows } from './value-terms.ts';
import { openWorkbench } from './workbench.ts';

/** More than DuckDB keeps together in one group of rows, so that their order is put to the test. */
const ROWS = 130_000;

const spec: LinkSpec = {
  name: 's',
  version: '1',
  attributes: [
    { name: 'number', kind: 'identifier', columns: { value: 'number' } },
    { name: 'town', kind: 'place', columns: { name: 'town' } },
    { name: 'mail', kind: 'email', columns: { address: 'mail' } },
  ],
};
const tables: RowTables = {
  tables: [{ name: 'a', file: 'a.csv', columns: ['number', 'town', 'mail'], rows: ROWS }],
  mode: 'dedupe',
  rows: ROWS,
  firstOfB: ROWS,
};

test('threads read, key, count and compare as one thread does by itself', async () => {
  const bench = await openWorkbench();
  try {
    await bench.run(
      `create table a as select 'n' || (i % 90000) as c0, 'town ' || (i % 7) as c1,
       case when i % 3 = 0 then null else 'p' || (i % 5000) || '@mail.example' end as c2 from range(${ROWS}) r(i)`,
    );
    const hold = (threads: number) =>
      holdAttributes(bench, tables, { spec, threads, onProgress: () => undefined });
    const [here, there] = [await hold(0), await hold(2)];
    try {
      assert.deepEqual(await answersOf(there), await answersOf(here));
    } finally {
      there.close();
    }
  } finally {
    bench.close();
  }
});

/** Everything that is asked of attributes, by row: which number a value or a term has is nobody's business. */
async function answersOf({ attributes }: HeldAttributes) {
  const pairs = {
    from: Uint32Array.from({ length: 1000 }, (_, i) => i),
    to: Uint32Array.from({ length: 1000 }, (_, i) => ROWS - 1 - i * 9),
  };
  const groups = groupedRows(Int32Array.from({ length: ROWS }, (_, row) => row - (row % 4)));
  return Promise.all(
    attributes.map(async ({ valueAt, keys, terms, ownLevels, held, compare, weigh }, attribute) => {
      const byRows = await weigh({ model: SHIPPED_MODEL, attribute });
      const byGroups = await weigh({ model: SHIPPED_MODEL, attribute, groups });
      const factsOf = (value: number) => {
        const own = terms.terms.subarray(terms.starts[value], terms.starts[value + 1]);
        return {
          keys: [...keys.single, ...keys.facet].map(([name, { starts, hashes }]) => [
            name,
            ...hashes.subarray(starts[value], starts[value + 1]),
          ]),
          level: ownLevels[value],
          holders: [...own].map((term) => [
            [held.holders[term], byRows.holders[term], byGroups.holders[term]],
            [byRows.bitsOfTerm[term], byGroups.bitsOfTerm[term]],
          ]),
          bits: [byRows.bitsOfValue[value], byGroups.bitsOfValue[value]],
        };
      };
      return {
        known: held.records,
        rows: Array.from(
          valueAt.filter((_, row) => row % 17 === 0),
          (value) => (value === NO_VALUE ? null : factsOf(value)),
        ),
        levels: Array.from(await compare(pairs)),
      };
    }),
  );
}
