import { type HashIndex, MATCH_RADIUS } from '../../hashing/index.ts';
import type { Db } from '../../shared/db.ts';
import { changedValues, latestRevision } from '../lists/listings.ts';
import type { HashSearch, SearchAnswer, SearchStatus } from './hash-search.ts';
import { listedPdqPage } from './listed-records.ts';

/** Changes read at a time. */
const CHANGES = 20_000;

export type ListedIndex = HashSearch & {
  /** Brings the index level with the lists; answers with the revision that it stands at. */
  refresh(): Promise<number>;
};

type Opened = {
  db: Db;
  index: HashIndex;
  /** Of what the index holds already, from a snapshot; 0: nothing. */
  revision?: number;
  /** Whether every search first looks for changes: exact, one statement dearer. */
  levelFirst?: boolean;
};

/** An index that holds what the lists say, in this process. It is filled by the first `refresh` or search. */
export function listedIndex({ db, index, revision = 0, levelFirst = false }: Opened): ListedIndex {
  let held = revision;
  let levelAt = 0;
  let refreshing: Promise<number> | undefined;
  const refresh = (): Promise<number> => {
    refreshing ??= bringLevel(db, index, held)
      .then((reached) => {
        held = reached;
        levelAt = Math.floor(Date.now() / 1_000);
        return reached;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  };
  return {
    refresh,
    async search(queries, { radius = MATCH_RADIUS } = {}): Promise<SearchAnswer> {
      // One that is under way may have looked before a change that the caller has seen.
      if (levelFirst) await refreshing;
      if (levelFirst || levelAt === 0) await refresh();
      const at = held;
      return { ...(await index.search(queries, { radius })), revision: at };
    },
    async status(): Promise<SearchStatus> {
      return { ...index.status(), revisionHeld: held, levelAt };
    },
    close: () => index.close(),
  };
}

/** Whoever has read a revision has read all before it, so that the latest one may be read first. */
async function bringLevel(db: Db, index: HashIndex, held: number): Promise<number> {
  const latest = await latestRevision(db);
  if (latest < held) throw new RangeError('the lists went back: another database, or one from a backup');
  if (latest === held) return held;
  if (held === 0) await fill(db, index);
  else await takeChanges(db, index, held);
  return latest;
}

async function fill(db: Db, index: HashIndex): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const { ids, hashes, lastId } = await listedPdqPage(db, after);
    index.put(ids, hashes);
    after = lastId;
  }
}

async function takeChanges(db: Db, index: HashIndex, held: number): Promise<void> {
  for (let since = held; ; ) {
    const changes = await changedValues(db, since, { kind: 'pdq', limit: CHANGES });
    const listed = changes.filter((value) => value.listed);
    index.put(
      Uint32Array.from(listed, ({ id }) => id),
      Buffer.from(listed.map(({ hex }) => hex).join(''), 'hex'),
    );
    index.remove(
      Uint32Array.from(
        changes.filter((value) => !value.listed),
        ({ id }) => id,
      ),
    );
    if (changes.length < CHANGES) return;
    since = changes.at(-1)!.revision;
  }
}
