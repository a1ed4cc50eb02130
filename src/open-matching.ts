import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HashSearch, searchHere, searchOverSocket } from './matching/index.ts';
import type { Db } from './shared/db.ts';
import { answers, matchingSocketOf, startMatching } from './start-matching.ts';

export type MatchingOptions = {
  db: Db;
  databaseUrl: string;
  home: string;
  /** Whether a matching process is started where none is named: by the service, not by a short command. */
  starts: boolean;
  onFault(fault: { code: string }): void;
};

export type OpenMatching = { search: HashSearch; close(): Promise<void> };

/**
 * Where hashes are searched: at the matching process that EVERYDOT_MATCHING_SOCKET names, else at this home's, else in
 * this process, which then first reads the lists.
 */
export async function openMatching(options: MatchingOptions): Promise<OpenMatching> {
  const { db, databaseUrl, home, starts, onFault } = options;
  const named = process.env['EVERYDOT_MATCHING_SOCKET'];
  if (named) return overSocket(named);
  const ofHome = await matchingSocketOf(home);
  if (!starts) {
    return ofHome !== null && (await answers(ofHome))
      ? overSocket(ofHome)
      : { search: searchHere(db), close: async () => undefined };
  }
  // Lookups go on all the same; other commands of this home then search by themselves.
  if (ofHome === null) onFault({ code: 'store.data-folder-unusable' });
  const socketPath = ofHome ?? path.join(await mkdtemp(path.join(tmpdir(), 'everydot-matching-')), 's');
  const folder = path.join(home, 'matching');
  const matching = startMatching({ databaseUrl, socketPath, folder, onFault });
  const { search, close } = overSocket(socketPath);
  return {
    search,
    async close() {
      await close();
      await matching.stop();
      if (ofHome === null) await rm(path.dirname(socketPath), { recursive: true, force: true });
    },
  };
}

function overSocket(socketPath: string): OpenMatching {
  const search = searchOverSocket({ socketPath });
  return { search, close: () => search.close() };
}
