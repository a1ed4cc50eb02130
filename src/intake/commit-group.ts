import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../shared/problem.ts';

// Group commit: one flush is in flight; whatever arrives meanwhile forms the next group. Each caller is answered
// when the transaction that holds its item has committed, so that answering means durable.

/** Bounds the statement's size and what one failure makes slow. Source: stack.md's measurement, 2026-11. */
const MOST_PER_GROUP = 200;
/** Lets the requests that the last group's answers have set free join the next one. */
const GATHER_MS = 2;
/** About two seconds of work at full rate; beyond it a sender is better told to come back. */
const MOST_WAITING = 5_000;

export type CommitGroup<Item, Result> = {
  /** Answers when the item is committed; throws `intake.overloaded` at once where too many wait. */
  add(item: Item): Promise<Result>;
};

export type CommitGroupOptions = { mostPerGroup?: number; gatherMs?: number; mostWaiting?: number };

type Waiting<Item, Result> = {
  item: Item;
  resolve(result: Result): void;
  reject(failure: unknown): void;
};

/**
 * `commit` writes all items in one transaction, or none, and answers in their order. A group that fails because of
 * one of its items is written again one by one; where the database is at fault, all throw `store.unreachable`.
 */
export function commitGroup<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
  options: CommitGroupOptions = {},
): CommitGroup<Item, Result> {
  const { mostPerGroup = MOST_PER_GROUP, gatherMs = GATHER_MS, mostWaiting = MOST_WAITING } = options;
  const waiting: Waiting<Item, Result>[] = [];
  let flushing = false;

  const flushAll = async (): Promise<void> => {
    flushing = true;
    while (waiting.length > 0) {
      if (waiting.length < mostPerGroup) await pause(gatherMs);
      await flush(waiting.splice(0, mostPerGroup), commit);
    }
    flushing = false;
  };

  return {
    add(item) {
      if (waiting.length >= mostWaiting) return Promise.reject(new Problem('intake.overloaded'));
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!flushing) void flushAll();
      });
    },
  };
}

/** Never throws: every caller gets its answer or its failure. */
async function flush<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await commit(group.map(({ item }) => item));
    group.forEach(({ resolve }, i) => {
      resolve(results[i]!);
    });
  } catch (failure) {
    const unreachable = isAboutTheServer(failure);
    if (group.length > 1 && !unreachable) {
      for (const one of group) await flush([one], commit);
    } else {
      const reason = unreachable ? new Problem('store.unreachable', { cause: failure }) : failure;
      for (const { reject } of group) reject(reason);
    }
  }
}

/** SQLSTATE classes that speak of the connection, the server or its resources: trying again row by row is in vain. */
const SERVER_CLASSES = new Set(['08', '25', '53', '57', '58', 'XX']);

/** Where a connection was lost nobody knows whether the group was committed: its senders repeat it under their keys. */
function isAboutTheServer(failure: unknown): boolean {
  const { code, message } = failure as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return SERVER_CLASSES.has(code.slice(0, 2)) || /^E[A-Z]{4,}$/.test(code);
  return /^(?:Connection terminated|timeout exceeded|Client has encountered)/.test(String(message));
}
