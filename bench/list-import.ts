import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BenchResult, RunOptions } from '../checks/named-runs.ts';
import { createHashList, importHashList } from '../src/flow/index.ts';
import { rows, sql } from '../src/shared/db.ts';
import { startTestServer, type TestStore, testStore } from '../src/store/test-database.ts';

export const title = 'Importing a hash list of 200,000 entries, against bare inserts of the same rows';

/** The peer takes this many rows in one statement; so does the import in one transaction. */
const ROWS_TOGETHER = 5_000;
const SYSTEM = { kind: 'system', part: 'bench' } as const;

/** Options: `entries`. Each entry: MD5, SHA-1, a PDQ hash and a classification, as NCMEC's XML gives them. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const entries = Number(options['entries'] ?? 200_000);
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  const database = await testStore();
  try {
    const bare = await timed(() => insertBare(database, entries));
    const imported = await timed(() => importAll(database, entries, 'full'));
    const repeated = await timed(() => importAll(database, entries, 'again'));
    return {
      ratio: bare / imported,
      ratioOf: 'seconds of bare unnest inserts / seconds of the import (1 would be as fast as the bare rows)',
      facts: {
        entries,
        'bare inserts, entries/s': perSecond(entries, bare),
        'import, entries/s': perSecond(entries, imported),
        'the same entries once more, entries/s': perSecond(entries, repeated),
        'peak memory MB': (process.resourceUsage().maxRSS / 1024).toFixed(0),
      },
    };
  } finally {
    await database.drop();
    await server.stop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function perSecond(entries: number, seconds: number): string {
  return Math.round(entries / seconds).toLocaleString('en-GB');
}

/** What the import must at least write: one row an entry, three values, three references, with the same indexes. */
async function insertBare({ ownerDb }: TestStore, entries: number): Promise<void> {
  await rows(
    ownerDb,
    sql`create table bare_value (id integer generated always as identity primary key, kind text, value bytea, unique (kind, value))`,
  );
  await rows(
    ownerDb,
    sql`create table bare_entry (id bigint primary key, upstream_id text unique, classification text)`,
  );
  await rows(
    ownerDb,
    sql`create table bare_link (value_id integer, entry_id bigint, primary key (value_id, entry_id))`,
  );
  for (let from = 0; from < entries; from += ROWS_TOGETHER) await insertSome(ownerDb, from);
}

async function insertSome(db: TestStore['ownerDb'], from: number): Promise<void> {
  const numbers = Array.from({ length: ROWS_TOGETHER }, (_, i) => from + i);
  const values = numbers.flatMap((n) => hashesOf(n, 'bare').map((hash) => ({ ...hash, entry: n })));
  await rows(
    db,
    sql`insert into bare_entry select n, 'bare' || n, 'A1' from unnest(${numbers}::bigint[]) as n`,
  );
  await rows(
    db,
    sql`with given as (
        select * from unnest(${values.map(({ kind }) => kind)}::text[], ${values.map(({ hex }) => hex)}::text[],
          ${values.map(({ entry }) => entry)}::bigint[]) as g (kind, hex, entry)),
      placed as (insert into bare_value (kind, value) select kind, decode(hex, 'hex') from given returning id, kind, value)
      insert into bare_link select id, entry from placed join given on given.kind = placed.kind and decode(hex, 'hex') = value`,
  );
}

async function importAll({ store }: TestStore, entries: number, run: string): Promise<void> {
  if (run === 'full') {
    await createHashList(store, SYSTEM, {
      code: 'bench',
      name: 'Bench',
      holder: 'Nobody',
      meaning: 'harmful',
      scheme: 'us-industry',
      country: null,
      own: false,
      handling: null,
      contact: null,
    });
  }
  const open = () => Readable.from(xmlOf(entries, run));
  const { counts } = await importHashList(store, SYSTEM, { list: 'bench', open });
  const taken = run === 'full' ? counts.added : counts.unchanged;
  if (taken !== entries) throw new Error(`${taken} of ${entries} entries were taken`);
}

/** The comment makes the second file another one, so that it is not passed over as a whole. */
function* xmlOf(entries: number, run: string): Generator<Buffer> {
  yield Buffer.from(
    `<?xml version="1.0"?><!-- ${run} --><queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images>`,
  );
  for (let from = 0; from < entries; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, entries - from) }, (_, i) => entryXml(from + i));
    yield Buffer.from(some.join(''));
  }
  yield Buffer.from('</images></queryResult>');
}

function entryXml(n: number): string {
  const hashes = hashesOf(n, 'list').map(({ kind, hex }) => `<${kind}>${hex}</${kind}>`);
  return `<image><member id="7">Member</member><timestamp>2026-01-01T00:00:00Z</timestamp><id>e${n}</id>
    <classification>B2</classification><fingerprints>${hashes.join('')}</fingerprints></image>\n`;
}

function hashesOf(n: number, salt: string): { kind: string; hex: string }[] {
  return [
    { kind: 'md5', hex: createHash('md5').update(`${salt}${n}`).digest('hex') },
    { kind: 'sha1', hex: createHash('sha1').update(`${salt}${n}`).digest('hex') },
    { kind: 'pdq', hex: createHash('sha256').update(`${salt}${n}`).digest('hex') },
  ];
}
