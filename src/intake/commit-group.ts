import { isDatabaseFault } from '../shared/database-fault.ts';
import { Problem } from '../shared/problem.ts';

// Group commit: one flush is in flight; whatever arrives meanwhile forms the next group. Each caller is answered
// when the transaction that holds its item has committed, so that answering means durable.

/** Bounds the statement, what one failure makes slow, and memory. Chosen by measurement: `npm run bench -- ingest`. */
const MOST_PER_GROUP = 200;
const MOST_BYTES_PER_GROUP = 32_000_000;
/** Lets the requests that the last group's answers have set free join the next one. */
const GATHER_MS = 2;
/** So many are written at once, while others are still being read: one processor for each. Chosen by measurement. */
const ENOUGH = 16;
/** About two seconds of work at full rate; beyond it a sender is better told to come back. */
const MOST_WAITING = 5_000;
const MOST_BYTES_WAITING = 512_000_000;

export type CommitGroup<Item, Result> = {
  /** Answers when the item is committed; throws `intake.overloaded` at once where too much waits. */
  add(item: Item): Promise<Result>;
};

export type CommitGroupOptions<Item> = {
  /** Bytes that an item takes. */
  sizeOf?: (item: Item) => number;
  mostPerGroup?: number;
  gatherMs?: number;
  mostWaiting?: number;
};

type Waiting<Item, Result> = {
  item: Item;
  bytes: number;
  resolve(result: Result): void;
  reject(failure: unknown): void;
};

type Commit<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * `commit` writes all items in one transaction, or none, and answers in their order. A group that fails because of
 * one of its items is written again one by one; where the database is at fault, all throw `store.unreachable`.
 */
export function commitGroup<Item, Result>(
  commit: Commit<Item, Result>,
  options: CommitGroupOptions<Item> = {},
): CommitGroup<Item, Result> {
  const { sizeOf = () => 0, gatherMs = GATHER_MS, mostWaiting = MOST_WAITING } = options;
  const mostPerGroup = options.mostPerGroup ?? MOST_PER_GROUP;
  const waiting: Waiting<Item, Result>[] = [];
  let bytesWaiting = 0;
  let flushing = false;
  let enoughWait = (): void => undefined;

  const gather = (): Promise<void> =>
    new Promise((resolve) => {
      if (waiting.length >= ENOUGH) return resolve();
      const timer = setTimeout(resolve, gatherMs);
      enoughWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const nextGroup = (): Waiting<Item, Result>[] => {
    const group = waiting.splice(0, fittingIn(waiting, mostPerGroup));
    bytesWaiting -= sumBytes(group);
    return group;
  };

  const flushAll = async (): Promise<void> => {
    flushing = true;
    while (waiting.length > 0) {
      await gather();
      await flush(nextGroup(), commit);
    }
    flushing = false;
  };

  return {
    add(item) {
      const bytes = sizeOf(item);
      const isFull = waiting.length >= mostWaiting || bytesWaiting + bytes > MOST_BYTES_WAITING;
      if (isFull) return Promise.reject(new Problem('intake.overloaded'));
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ item, bytes, resolve, reject });
        bytesWaiting += bytes;
        if (!flushing) void flushAll();
        else if (waiting.length === ENOUGH) enoughWait();
      });
    },
  };
}

/** How many of the first items make a group: at least one, whatever its size. */
function fittingIn(waiting: readonly { bytes: number }[], most: number): number {
  let bytes = 0;
  for (const [i, item] of waiting.entries()) {
    bytes += item.bytes;
    if (i >= most || (i > 0 && bytes > MOST_BYTES_PER_GROUP)) return i;
  }
  return waiting.length;
}

function sumBytes(items: readonly { bytes: number }[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Never throws: every caller gets its answer or its failure. */
async function flush<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  commit: Commit<Item, Result>,
): Promise<void> {
  try {
    const results = await commit(group.map(({ item }) => item));
    group.forEach(({ resolve }, i) => {
      resolve(results[i]!);
    });
  } catch (failure) {
    // Where a connection was lost nobody knows whether the group was committed: its senders repeat it under their keys.
    const unreachable = isDatabaseFault(failure);
    if (group.length > 1 && !unreachable) {
      for (const one of group) await flush([one], commit);
    } else {
      const reason = unreachable ? new Problem('store.unreachable', { cause: failure }) : failure;
      for (const { reject } of group) reject(reason);
    }
  }
}
