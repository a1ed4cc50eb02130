import { type Actor, actorRef, ensureMay, may } from '../access/index.ts';
import {
  countQueue,
  openAlarmsAmong,
  type QueueCounts,
  type QueueFilter,
  type QueueLine,
  readCursor,
  readQueueLines,
  writeCursor,
} from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';

/** `mine`: only what the reader works on. `after`: the cursor of the page before. */
export type QueueQuery = Omit<QueueFilter, 'assignedTo'> & {
  mine?: boolean;
  after?: string | undefined;
  limit?: number;
};

export type QueuePage = {
  lines: (QueueLine & { alarmOpen: boolean })[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
  counts: QueueCounts;
};

const PAGE_LINES = 25;
const MOST_LINES = 500;

/** One page of open referrals, worst first. What was shown is recorded: one entry for the page. */
export async function readQueue(store: Store, actor: Actor, query: QueueQuery = {}): Promise<QueuePage> {
  ensureMay(actor, 'see-queue');
  const { mine, after, limit = PAGE_LINES, ...filter } = query;
  const most = Math.min(Math.max(1, limit), MOST_LINES);
  return inTransaction(store, async (tx) => {
    const ask = {
      filter: mine ? { ...filter, assignedTo: actor.id } : filter,
      viewer: { personId: actor.id, seesAll: may(actor, 'see-sensitive') },
      now: store.clock.now(),
    };
    const found = await readQueueLines(tx, ask, { after: readCursor(after), limit: most + 1 });
    const shown = found.slice(0, most);
    const open = await openAlarmsAmong(
      tx,
      shown.map(({ referralId }) => referralId),
    );
    const counts = await countQueue(tx, ask);
    await recordPage(tx, actorRef(actor), shown);
    return {
      lines: shown.map((line) => ({ ...line, alarmOpen: open.has(line.referralId) })),
      next: found.length > most ? writeCursor(shown.at(-1)!) : null,
      counts,
    };
  });
}

async function recordPage(tx: Parameters<typeof record>[0], actor: string, shown: readonly QueueLine[]) {
  if (shown.length === 0) return;
  const subjects = shown.map(({ referralId }) => referralId);
  await record(tx, [{ verb: 'consulted', action: 'read-queue', actor, purpose: 'triage', subjects }]);
}
