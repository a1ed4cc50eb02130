import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import { connectAs } from '../../../src/store/connect-as.ts';
import { copyPeople } from './copy-people.ts';
import type { SliceWork, WrittenSlice } from './slice-thread.ts';

export type Filling = {
  /** Of somebody who may read files of the server, in the database to fill. */
  superuserUrl: string;
  folder: string;
  /** Slices of people who are all different, and how often each is stored. */
  slices: number;
  copies: number;
  sourceId: string;
  receivedAt: Date;
  onProgress: (step: string, done: number, total: number) => void;
};

/** While one is taken in, two are written. */
const THREADS = 3;

/** Referrals, records and keys as the product would have stored them, without the pairs among them. */
export async function fillStore(filling: Filling): Promise<void> {
  const client = await connectAs(filling.superuserUrl);
  try {
    // The source is there: no reference is looked up.
    await client.query('set session_replication_role = replica');
    await client.query("set maintenance_work_mem = '2GB'; set work_mem = '512MB'");
    await withoutIndexes(client, ['er_record', 'er_key'], async () => {
      await copySlices(client, filling);
      await client.query('insert into er_key (k, record) select unnest(keys || terms), id from er_record');
      await copyPeople(client, filling);
    });
    await client.query('vacuum (analyze) er_key, er_record, er_common_term, referral');
  } finally {
    await client.end();
  }
}

async function withoutIndexes(client: pg.Client, tables: string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `select case when c.conname is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.conname is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
      end as make
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
     where i.indrelid = any($1::regclass[])`,
    [tables],
  );
  for (const { drop } of rows) await client.query(drop);
  await work();
  for (const { make } of rows) await client.query(make);
}

async function copySlices(client: pg.Client, filling: Filling): Promise<void> {
  const into = path.join(filling.folder, 'slices');
  await mkdir(into, { mode: 0o711 });
  const slices = Array.from({ length: filling.slices }, (_, i) => i + 1).values();
  let done = 0;
  const takeIn = async ({ referrals, records }: WrittenSlice): Promise<void> => {
    await copyIn(client, REFERRAL_COLUMNS, referrals);
    await copyIn(client, RECORD_COLUMNS, records);
    await Promise.all([rm(referrals), rm(records)]);
    done += 1;
    filling.onProgress('slices', done, filling.slices);
  };
  let turn = Promise.resolve();
  const take = (written: WrittenSlice): Promise<void> => {
    turn = turn.then(() => takeIn(written));
    return turn;
  };
  await Promise.all(Array.from({ length: THREADS }, () => writeSlices(slices, { filling, into, take })));
  await rm(into, { recursive: true });
}

const REFERRAL_COLUMNS =
  'referral (id, source_id, received_at, channel, state, state_since, key_id, wrapped_key)';
const RECORD_COLUMNS = 'er_record (referral_id, party, layer, version, spec, keys, terms, sealed)';

async function copyIn(client: pg.Client, columns: string, file: string): Promise<void> {
  await client.query(`copy ${columns} from ${client.escapeLiteral(file)}`);
}

type Writing = { filling: Filling; into: string; take: (written: WrittenSlice) => Promise<void> };

/** One thread; it begins its next slice when the last is taken in. */
async function writeSlices(
  slices: Iterable<number>,
  { filling: { folder, sourceId, receivedAt }, into, take }: Writing,
): Promise<void> {
  const keys = path.join(folder, 'keys');
  const workerData: SliceWork = { keys, into, sourceId, receivedAt: receivedAt.toISOString() };
  const thread = new Worker(new URL('slice-thread.ts', import.meta.url), { workerData });
  try {
    for (const slice of slices) {
      thread.postMessage(slice);
      const [written] = await once(thread, 'message');
      await take(written);
    }
  } finally {
    await thread.terminate();
  }
}
