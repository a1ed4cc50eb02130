import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { RejectionCode } from './given-entry.ts';
import type { ListFormat } from './read-list.ts';

/** What became of a file's entries. `withdrawn` counts the entries that were there to be withdrawn. */
export type ImportCounts = {
  entries: number;
  added: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  unknownWithdrawals: number;
  notTaken: number;
  opinions: number;
  rejections: Partial<Record<RejectionCode, number>>;
  values: Record<string, number>;
  /** Hashes of kinds that are not compared here, by kind. */
  otherKinds: Record<string, number>;
  classifications: Record<string, number>;
};

export type ListImport = {
  id: string;
  listId: number;
  format: ListFormat;
  fileSha256: string | null;
  fileBytes: number | null;
  startedBy: string;
  startedAt: Date;
  finishedAt: Date | null;
  failedWith: string | null;
  country: string | null;
  cursor: string | null;
  counts: Partial<ImportCounts>;
};

export type Rejection = { entry: number; line: number | null; code: RejectionCode };

const COLUMNS = sql`id, list_id as "listId", format, encode(file_sha256, 'hex') as "fileSha256", file_bytes as "fileBytes",
  started_by as "startedBy", started_at as "startedAt", finished_at as "finishedAt", failed_with as "failedWith",
  country, cursor, counts`;

export type NewImport = Pick<ListImport, 'id' | 'listId' | 'format' | 'startedBy' | 'startedAt'> & {
  file: { sha256: Buffer; bytes: number; options: string } | null;
};

export async function addImport(tx: Tx, started: NewImport): Promise<void> {
  await rows(
    tx,
    sql`insert into hash_list_import (id, list_id, format, file_sha256, file_bytes, options, started_by, started_at)
      values (${started.id}, ${started.listId}, ${started.format}, ${started.file?.sha256 ?? null},
        ${started.file?.bytes ?? null}, ${started.file?.options ?? '{}'}, ${started.startedBy}, ${started.startedAt})`,
  );
}

export type ImportEnd = {
  at: Date;
  counts: Partial<ImportCounts>;
  failedWith: string | null;
  country: string | null;
  cursor: string | null;
};

export async function endImport(tx: Tx, id: string, end: ImportEnd): Promise<void> {
  await rows(
    tx,
    sql`update hash_list_import set finished_at = ${end.at}, counts = ${JSON.stringify(end.counts)}::jsonb,
        failed_with = ${end.failedWith}, country = ${end.country}, cursor = ${end.cursor} where id = ${id}`,
  );
}

/** Counts so far, so that an import that dies half-way still tells what it took. */
export async function putCounts(
  tx: Tx,
  id: string,
  { counts, country }: { counts: Partial<ImportCounts>; country: string | null },
): Promise<void> {
  await rows(
    tx,
    sql`update hash_list_import set counts = ${JSON.stringify(counts)}::jsonb, country = ${country} where id = ${id}`,
  );
}

/** The import that took in this very file whole, read in the same way, if one did. */
export async function importOfFile(
  db: Db,
  listId: number,
  { sha256, options }: { sha256: Buffer; options: string },
): Promise<ListImport | undefined> {
  return row(
    db,
    sql<ListImport>`select ${COLUMNS} from hash_list_import where list_id = ${listId} and file_sha256 = ${sha256} and options = ${options}
      and finished_at is not null and failed_with is null order by started_at desc limit 1`,
  );
}

export async function findImport(db: Db, id: string): Promise<ListImport | undefined> {
  return row(db, sql<ListImport>`select ${COLUMNS} from hash_list_import where id = ${id}`);
}

/** The latest first. */
export async function importsOf(db: Db, listId: number, limit = 50): Promise<ListImport[]> {
  return rows(
    db,
    sql<ListImport>`select ${COLUMNS} from hash_list_import where list_id = ${listId} and format <> 'own'
      order by started_at desc, id desc limit ${limit}`,
  );
}

export async function addRejections(
  tx: Tx,
  importId: string,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  await rows(
    tx,
    sql`insert into hash_list_rejection (import_id, entry, line, code)
      select ${importId}::uuid, entry, line, code
      from unnest(${rejections.map(({ entry }) => entry)}::bigint[], ${rejections.map(({ line }) => line)}::bigint[],
        ${rejections.map(({ code }) => code)}::text[]) as new (entry, line, code)`,
  );
}

export async function rejectionsOf(db: Db, importId: string, limit: number): Promise<Rejection[]> {
  return rows(
    db,
    sql<Rejection>`select entry, line, code from hash_list_rejection where import_id = ${importId}
      order by id limit ${limit}`,
  );
}

/** Keeps the holder's names for its members; a known member keeps its first name. In one order, as two imports may. */
export async function addMembers(
  tx: Tx,
  listId: number,
  members: ReadonlyMap<string, string>,
): Promise<void> {
  if (members.size === 0) return;
  await rows(
    tx,
    sql`insert into hash_list_member (list_id, member, name)
      select ${listId}::integer, member, name
      from unnest(${[...members.keys()]}::text[], ${[...members.values()]}::text[]) as new (member, name)
      order by member on conflict do nothing`,
  );
}
