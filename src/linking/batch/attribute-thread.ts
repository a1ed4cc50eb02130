import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AskedOfThread, ThreadTask } from './attribute-threads.ts';
import { type HeldAttribute, holdHere } from './held-values.ts';
import { internValues } from './intern-values.ts';
import type { RowSource } from './table-rows.ts';
import { literal } from './workbench.ts';

// Reads attributes and keeps their values; answers what needs them. One message is worked off after the other.

const { tables, folder, spec }: ThreadTask = workerData;
const source = await openSource();
const held = new Map<number, HeldAttribute>();

parentPort!.on('message', async (asked: AskedOfThread) => {
  parentPort!.postMessage({ id: asked.id, answer: await answerTo(asked) });
});

async function openSource(): Promise<RowSource> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const { name } of tables.tables)
    await connection.run(
      `create view ${name} as from read_parquet(${literal(path.join(folder, `${name}.parquet`))})`,
    );
  // A file is read in the order in which it was written.
  return { connection, tables, order: '' };
}

async function answerTo(asked: AskedOfThread): Promise<unknown> {
  const { attribute } = asked;
  switch (asked.what) {
    case 'read': {
      const read = holdHere(await internValues(source, spec.attributes[attribute]!), spec);
      held.set(attribute, read);
      const { values: _, compare: __, heldInGroups: ___, ...facts } = read;
      return facts;
    }
    case 'compare':
      return held.get(attribute)!.compare(asked.pairs);
    case 'groups':
      return held.get(attribute)!.heldInGroups(asked.labels);
    default:
      return asked satisfies never;
  }
}
