import path from 'node:path';
import type { Opened } from './cli/index.ts';
import { openIntake, refreshPicture } from './flow/index.ts';
import { deriveHandler, linkHandler, matchHandler, startWorker } from './jobs/index.ts';
import { sealEverything } from './ledger/index.ts';
import type { HashSearch } from './matching/index.ts';
import { openMatching } from './open-matching.ts';
import { AnalysisStore } from './picture/index.ts';
import { systemClock } from './shared/clock.ts';
import type { Store } from './shared/db.ts';
import { fileKeyService } from './shared/file-key-service.ts';
import { fileSigner } from './shared/signer.ts';
import { openDatabase, resolveHome } from './store/index.ts';

export type Everydot = Opened & { keysFolder: string; search: HashSearch };

/** The most that the analysis of the picture may take. Chosen: a quarter of what the whole annual report may. */
const ANALYSIS_MEGABYTES = 1024;

/** Faults go to standard error as codes: never a message, which could quote a record. */
export function logFault(fault: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...fault })}\n`);
}

/**
 * Opens this machine's database, keys and intake. `share`: for a short command that may use the server of an Everydot
 * that is already running.
 */
export async function openEverydot({ share }: { share: boolean }): Promise<Everydot> {
  const { folder: home, reason } = await resolveHome();
  const database = await openDatabase({
    home,
    share,
    onFault: (fault) => logFault({ where: 'database', ...fault }),
  });
  const keysFolder = process.env['EVERYDOT_KEYS'] ?? path.join(home, 'keys');
  const store: Store = { db: database.db, keys: await fileKeyService(keysFolder), clock: systemClock };
  const signer = await fileSigner(keysFolder);
  const matching = await openMatching({
    db: store.db,
    databaseUrl: database.appUrl,
    home,
    starts: !share,
    onFault: (fault) => logFault({ where: 'matching', ...fault }),
  });
  const { search } = matching;
  const figures = await AnalysisStore.open({
    db: store.db,
    folder: path.join(home, 'analysis'),
    memoryMegabytes: ANALYSIS_MEGABYTES,
    now: () => store.clock.now(),
  });
  return {
    store,
    signer,
    intake: openIntake(store, { onReaderFault: (adapter) => logFault({ where: `reader ${adapter}` }) }),
    where: process.env['DATABASE_URL'] ? database.where : `${home}, ${reason}`,
    keysFolder,
    search,
    figures,
    settle: () => settle({ store, signer, search, figures }),
    close: async () => {
      await figures.close();
      await matching.close();
      await database.stop();
    },
  };
}

async function settle({
  store,
  signer,
  search,
  figures,
}: Pick<Everydot, 'store' | 'signer' | 'search' | 'figures'>): Promise<void> {
  // Joining up only: alarms are told by the service, which knows how.
  const handlers = [deriveHandler(store, search), matchHandler(store), linkHandler(store)];
  const worker = startWorker({ store, handlers, onFailure: logFault });
  await worker.idle();
  await worker.stop();
  await refreshPicture(store);
  await figures.follow();
  await sealEverything(store, signer);
}
