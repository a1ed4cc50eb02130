import { type Db, row, rows, sql } from '../shared/db.ts';
import type { Checkpoint } from './checkpoint.ts';
import { ENTRY_COLUMNS, type Entry } from './entry.ts';

const CHECKPOINT_COLUMNS = sql`number, first_txid::text as "firstTxid", first_id as "firstId",
  last_txid::text as "lastTxid", last_id as "lastId", entries, total, encode(root, 'hex') as root,
  encode(head, 'hex') as head, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt",
  encode(public_key, 'hex') as "publicKey", encode(signature, 'hex') as signature`;

/** A place in the ledger's one order: by transaction, then by number. */
export type Place = { txid: string; id: number };

/** Numbers begin at 1; one that somebody put below it is after this all the same, and so found. */
export const BEFORE_ALL: Place = { txid: '0', id: Number.MIN_SAFE_INTEGER };

/** Entries after a place whose transactions are all finished, so that none can still appear before them. */
export async function finishedEntriesAfter(db: Db, after: Place, limit: number): Promise<Entry[]> {
  return rows(
    db,
    sql<Entry>`select ${ENTRY_COLUMNS} from ledger_entry
      where (txid, id) > (${after.txid}::xid8, ${after.id}::bigint)
        and txid < pg_snapshot_xmin(pg_current_snapshot())
      order by ledger_entry.txid, ledger_entry.id limit ${limit}`,
  );
}

/** Entries after one place up to and including another, in the ledger's order. */
export async function entriesBetween(db: Db, after: Place, upTo: Place): Promise<Entry[]> {
  return rows(
    db,
    sql<Entry>`select ${ENTRY_COLUMNS} from ledger_entry
      where (txid, id) > (${after.txid}::xid8, ${after.id}::bigint)
        and (txid, id) <= (${upTo.txid}::xid8, ${upTo.id}::bigint)
      order by ledger_entry.txid, ledger_entry.id`,
  );
}

/** How many entries no checkpoint covers yet, and since when (ISO time, null if none). */
export async function unsealedAfter(
  db: Db,
  after: Place,
): Promise<{ entries: number; oldest: string | null }> {
  const found = await row<{ entries: number; oldest: string | null }>(
    db,
    sql`select count(*) as entries, to_char(min(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as oldest
        from ledger_entry where (txid, id) > (${after.txid}::xid8, ${after.id}::bigint)`,
  );
  return found!;
}

export async function lastCheckpoint(db: Db): Promise<Checkpoint | undefined> {
  return row(
    db,
    sql<Checkpoint>`select ${CHECKPOINT_COLUMNS} from ledger_checkpoint order by number desc limit 1`,
  );
}

export async function checkpointsAfter(db: Db, number: number, limit: number): Promise<Checkpoint[]> {
  return rows(
    db,
    sql<Checkpoint>`select ${CHECKPOINT_COLUMNS} from ledger_checkpoint where number > ${number} order by number limit ${limit}`,
  );
}

export async function addCheckpoint(db: Db, made: Checkpoint): Promise<void> {
  await rows(
    db,
    sql`insert into ledger_checkpoint
          (number, first_txid, first_id, last_txid, last_id, entries, total, root, head, sealed_at, public_key, signature)
        values (${made.number}, ${made.firstTxid}::xid8, ${made.firstId}, ${made.lastTxid}::xid8, ${made.lastId},
          ${made.entries}, ${made.total}, decode(${made.root}, 'hex'), decode(${made.head}, 'hex'), ${made.sealedAt},
          decode(${made.publicKey}, 'hex'), decode(${made.signature}, 'hex'))`,
  );
}

/** Waits for and takes the right to be the one sealer until the transaction ends. */
export async function becomeTheSealer(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtext('everydot ledger sealer'))`);
}

/** History of one referral, newest first. */
export async function entriesAbout(db: Db, subject: string, limit = 200): Promise<Entry[]> {
  return rows(
    db,
    sql<Entry>`select ${ENTRY_COLUMNS} from ledger_entry where subjects @> array[${subject}::uuid] order by id desc limit ${limit}`,
  );
}
