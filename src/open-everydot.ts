import path from 'node:path';
import { readBureau } from './access/index.ts';
import { deriveReferrals, type Intake, openIntake } from './flow/index.ts';
import { sealEverything } from './ledger/index.ts';
import { systemClock } from './shared/clock.ts';
import type { Store } from './shared/db.ts';
import { fileKeyService } from './shared/file-key-service.ts';
import { fileSigner, type Signer } from './shared/signer.ts';
import { openDatabase, resolveHome } from './store/index.ts';

/** Everything a running Everydot is made of, but its edges. */
export type Everydot = {
  store: Store;
  signer: Signer;
  intake: Intake;
  /** Where the records are, in words that hold no secret. */
  where: string;
  home: string;
  synthetic(): Promise<boolean>;
  close(): Promise<void>;
};

export type OpenOptions = { share: boolean; onFault: (line: string) => void };

/** Opens the database, the keys and the intake of this machine's Everydot. Keys stand in files beside the data. */
export async function openEverydot({ share, onFault }: OpenOptions): Promise<Everydot> {
  const home = (await resolveHome()).folder;
  const database = await openDatabase({ home, share, onFault: (fault) => onFault(JSON.stringify(fault)) });
  const keysFolder = process.env['EVERYDOT_KEYS'] ?? path.join(home, 'keys');
  const store: Store = { db: database.db, keys: await fileKeyService(keysFolder), clock: systemClock };
  const intake = openIntake(store, {
    onReaderFault: (adapter) => onFault(`the reader of ${adapter} failed`),
  });
  return {
    store,
    signer: await fileSigner(keysFolder),
    intake,
    where: database.where,
    home,
    synthetic: async () => (await readBureau(store.db))?.synthetic === true,
    close: () => database.stop(),
  };
}
