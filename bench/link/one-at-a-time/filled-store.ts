import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PERSON_SPEC_VERSION } from '../../../src/linking/people/scoring-in-force.ts';
import { settableClock } from '../../../src/shared/clock.ts';
import type { Db, Store } from '../../../src/shared/db.ts';
import { fileKeyService } from '../../../src/shared/file-key-service.ts';
import { openDb } from '../../../src/store/connect.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { fillStore } from './fill-store.ts';
import { firstSlice, SLICE } from './slices.ts';
import { plantReferrals, storePeople } from './store-people.ts';

export type FilledStore = { store: Store; ownerDb: Db; close(): Promise<void> };

/** What was filled, beside the data: written last, so that it stands for a whole store. */
const MARK = 'filled.json';
type Mark = { records: number; spec: string };

/** Whose referrals are there before anything is measured. */
const SOURCE_ID = 'platform-one';

const NOW = new Date('2026-03-02T09:00:00Z');

/**
 * A store of so many people. With a folder it is made there once and opened again; a folder that holds another number
 * of people, or people of another specification, or anything else, is refused.
 */
export async function openFilledStore(records: number, folder?: string): Promise<FilledStore> {
  const home = folder ?? (await mkdtemp(path.join(tmpdir(), 'everydot-link-one-')));
  const wanted: Mark = { records, spec: PERSON_SPEC_VERSION };
  if (!(await isFilled(home, wanted))) await fill(home, wanted);
  const opened = await openServer(home);
  const close = async (): Promise<void> => {
    await opened.close();
    if (!folder) await rm(home, { recursive: true });
  };
  return { ...opened, close };
}

async function isFilled(home: string, wanted: Mark): Promise<boolean> {
  const file = path.join(home, MARK);
  if (existsSync(file)) {
    const held = await readFile(file, 'utf8');
    if (held === JSON.stringify(wanted)) return true;
    throw new Error(
      `${home} holds ${held}, not ${JSON.stringify(wanted)}: name another folder, or remove it`,
    );
  }
  if (existsSync(path.join(home, 'postgres')))
    throw new Error(`${home} holds a store that is none of this bench, or one half filled: remove it`);
  return false;
}

/** So many people are all different; of more, each is stored several times. Chosen: minutes to invent. */
const DIFFERENT = 1_000_000;

/** What is lost when the machine fails is filled again: only the measured store is durable. */
const WHILE_FILLING = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_wal_size: '8GB',
};

async function fill(home: string, wanted: Mark): Promise<void> {
  const copies = Math.ceil(wanted.records / DIFFERENT);
  const slices = Math.ceil(wanted.records / copies / SLICE);
  await mkdir(home, { recursive: true, mode: 0o711 });
  await withServer(home, WHILE_FILLING, async ({ server, store }) => {
    await plantReferrals(store, 1, SOURCE_ID);
    await fillStore({
      superuserUrl: server.superuserUrl.replace('/postgres?', '/everydot?'),
      folder: home,
      slices,
      copies,
      sourceId: SOURCE_ID,
      receivedAt: NOW,
      onProgress: (step, done, total) => console.error(`${step}: ${done} of ${total}`),
    });
  });
  await withServer(home, {}, ({ store }) => storePeople(store, firstSlice().stored, SOURCE_ID));
  await writeFile(path.join(home, MARK), JSON.stringify(wanted));
}

async function withServer(
  home: string,
  settings: Record<string, string>,
  work: (opened: Awaited<ReturnType<typeof openServer>>) => Promise<void>,
): Promise<void> {
  const opened = await openServer(home, settings);
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}

async function openServer(home: string, settings: Record<string, string> = {}) {
  const server: EmbeddedServer = await startEmbeddedServer({ home, settings });
  await migrate(server.ownerUrl);
  const [db, ownerDb] = [openDb({ url: server.appUrl }), openDb({ url: server.ownerUrl, maxConnections: 2 })];
  const keys = await fileKeyService(path.join(home, 'keys'));
  const store = { db, keys, clock: settableClock(NOW) };
  const close = async (): Promise<void> => {
    await Promise.all([db.destroy(), ownerDb.destroy()]);
    await server.stop();
  };
  return { server, store, ownerDb, close };
}
