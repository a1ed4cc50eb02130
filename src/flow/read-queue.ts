import { type Actor, actorRef, ensureMay, may } from '../access/index.ts';
import {
  countQueue,
  type FoldedLine,
  openAlarmsAmong,
  type QueueCounts,
  type QueueFilter,
  type QueueLine,
  readCursor,
  readFoldedLines,
  readQueueLines,
  writeCursor,
} from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { reportersOfGroups } from '../matching/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';

/**
 * `mine`: only what the reader works on. `after`: the cursor of the page before. `each`: a line for each referral, where
 * otherwise those that show the same circulating content share one.
 */
export type QueueQuery = Omit<QueueFilter, 'assignedTo'> & {
  mine?: boolean;
  each?: boolean;
  after?: string | undefined;
  limit?: number;
};

/** `groupReporters`: of the line of a group, who ever reported the content. */
export type ShownLine = FoldedLine & { alarmOpen: boolean; groupReporters: number };

export type QueuePage = {
  lines: ShownLine[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
  counts: QueueCounts;
};

const PAGE_LINES = 25;
const MOST_LINES = 500;

/** One page of open referrals, worst first. What was shown is recorded: one entry for the page. */
export async function readQueue(store: Store, actor: Actor, query: QueueQuery = {}): Promise<QueuePage> {
  ensureMay(actor, 'see-queue');
  const { mine, each, after, limit = PAGE_LINES, ...filter } = query;
  const most = Math.min(Math.max(1, limit), MOST_LINES);
  return inTransaction(store, async (tx) => {
    const ask = {
      filter: mine ? { ...filter, assignedTo: actor.id } : filter,
      viewer: { personId: actor.id, seesAll: may(actor, 'see-sensitive') },
      now: store.clock.now(),
    };
    const page = { after: readCursor(after), limit: most + 1 };
    const found = each ? await readEach(tx, ask, page) : await readFoldedLines(tx, ask, page);
    const shown = found.slice(0, most);
    const open = await openAlarmsAmong(
      tx,
      shown.map(({ referralId }) => referralId),
    );
    const counts = await countQueue(tx, ask);
    const reporters = await reportersOfGroups(
      tx,
      shown.flatMap(({ group }) => group?.group ?? []),
    );
    await recordPage(tx, actorRef(actor), shown);
    return {
      lines: shown.map((line) => ({
        ...line,
        alarmOpen: open.has(line.referralId),
        groupReporters: reporters.get(line.group?.group ?? -1) ?? 0,
      })),
      next: found.length > most ? writeCursor(shown.at(-1)!) : null,
      counts,
    };
  });
}

async function readEach(...asked: Parameters<typeof readQueueLines>): Promise<FoldedLine[]> {
  return (await readQueueLines(...asked)).map((line) => ({ ...line, group: null }));
}

async function recordPage(tx: Parameters<typeof record>[0], actor: string, shown: readonly QueueLine[]) {
  if (shown.length === 0) return;
  const subjects = shown.map(({ referralId }) => referralId);
  await record(tx, [{ verb: 'consulted', action: 'read-queue', actor, purpose: 'triage', subjects }]);
}
