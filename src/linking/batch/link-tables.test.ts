import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparePairs } from './compare-pairs.ts';
import { linkTables } from './link-tables.ts';
import { openWorkbench } from './workbench.ts';

const ROWS = 3000;

test('threads score, group and tell bands as one thread does by itself', async () => {
  const bench = await openWorkbench();
  try {
    await bench.run(
      `create table a as select 'p' || (i % 1700) || '@mail.example' as c0, 'town ' || (i % 40) as c1,
       case when i % 5 = 0 then 'x' || i else 'n' || (i % 1700) end as c2 from range(${ROWS}) r(i)`,
    );
    const columns = ['mail', 'town', 'number'];
    const link = async (threads: number) => {
      const { scores, links, labels, bands } = await linkTables(
        bench,
        {
          tables: [{ name: 'a', file: 'a.csv', columns, rows: ROWS }],
          mode: 'dedupe',
          rows: ROWS,
          firstOfB: ROWS,
        },
        {
          spec: {
            name: 's',
            version: '1',
            attributes: [
              { name: 'mail', kind: 'email', columns: { address: 'mail' } },
              { name: 'town', kind: 'place', columns: { name: 'town' } },
              { name: 'number', kind: 'identifier', columns: { value: 'number' } },
            ],
          },
          source: 'a.csv',
          at: new Date(0),
          limits: { cap: 100, pairsPerRow: 20 },
          leastBits: 0,
          oneToOne: false,
          judgements: [{ from: 1, to: 1701, verdict: 'different' }],
          compare: comparePairs,
          threads,
          onProgress: () => undefined,
        },
      );
      return { bits: scores.bits, links, labels, bands };
    };
    const here = await link(0);
    assert.ok(here.links.length > 0);
    assert.notEqual(here.labels[1], here.labels[1701]);
    assert.equal(here.labels[2], here.labels[1702]);
    assert.deepEqual(await link(2), here);
  } finally {
    bench.close();
  }
});
