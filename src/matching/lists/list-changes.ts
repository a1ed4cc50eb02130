import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { enqueue } from '../../shared/outbox.ts';
import { KNOWN_VALUES_CHANNEL } from './listings.ts';

/** Chosen at random; it only has to differ from the other advisory locks of this database. */
const LISTS_LOCK = 4_902_771_316;

/**
 * Changes what lists say: `work` draws revisions, and marks the values it was about. One such change at a time commits,
 * so that revisions become visible in their order. Afterwards the index process is told, and a job looks the values up
 * among the referrals received before.
 */
export async function changingLists<T>(
  tx: Tx,
  { listId, at }: { listId: number; at: Date },
  work: () => Promise<T>,
): Promise<T> {
  await rows(tx, sql`select pg_advisory_xact_lock(${LISTS_LOCK}::bigint)`);
  const first = await nextRevision(tx);
  const done = await work();
  const last = await nextRevision(tx);
  const changed = await row(
    tx,
    sql`select from known_value where revision between ${first} and ${last} limit 1`,
  );
  if (!changed) return done;
  const id = newId(at.getTime());
  await rows(
    tx,
    sql`insert into hash_list_change (id, list_id, at, first_revision, last_revision)
      values (${id}, ${listId}, ${at}, ${first}, ${last})`,
  );
  await enqueue(tx, [{ kind: 'match-list-values', subject: id }]);
  await rows(tx, sql`select pg_notify(${KNOWN_VALUES_CHANNEL}, ${String(last)})`);
  return done;
}

export async function nextRevision(db: Db): Promise<number> {
  const drawn = await row(db, sql<{ revision: number }>`select nextval('list_revision') as revision`);
  return drawn!.revision;
}

/** What the lists say of the values of these rows of entries is another from now on. */
export async function markValuesOf(tx: Tx, entryRows: readonly number[]): Promise<void> {
  if (entryRows.length === 0) return;
  await rows(
    tx,
    sql`update known_value set revision = nextval('list_revision')
      where id in (select value_id from entry_value where entry_id = any(${entryRows}::bigint[]))`,
  );
}

/** Entries whose values are marked in one transaction. Chosen, as for an import. */
const MARKED_TOGETHER = 5_000;

/** Marks the values of a list's entries, page by page: answers with the id to go on after, or null at the end. */
export async function markPageOf(tx: Tx, listId: number, after: string): Promise<string | null> {
  const page = await rows(
    tx,
    sql<{ id: number; upstreamId: string }>`select id, upstream_id as "upstreamId" from list_entry
      where list_id = ${listId} and ended_revision is null and upstream_id > ${after}
      order by upstream_id limit ${MARKED_TOGETHER}`,
  );
  await markValuesOf(
    tx,
    page.map(({ id }) => id),
  );
  return page.length < MARKED_TOGETHER ? null : page.at(-1)!.upstreamId;
}
