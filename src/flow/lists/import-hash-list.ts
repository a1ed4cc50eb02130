import { createHash } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { type NewEntry, record } from '../../ledger/index.ts';
import {
  addImport,
  endImport,
  findList,
  type HashList,
  type ImportCounts,
  importOfFile,
  type ListFormat,
  ListImporting,
  type ReadOptions,
  readList,
} from '../../matching/index.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

/** `open` is called twice: for the file's digest, then for its entries. `again`: take in a known file once more. */
export type ListFile = {
  list: string;
  open(): AsyncIterable<Uint8Array>;
  options?: ReadOptions;
  again?: boolean;
  /** Bytes done and in all, while the entries are read. */
  onProgress?: (done: number, total: number) => void;
};

export type ImportResult = {
  importId: string;
  format: ListFormat;
  /** This very file was taken in before: nothing was done. */
  isRepeated: boolean;
  country: string | null;
  cursor: string | null;
  counts: Partial<ImportCounts>;
};

/**
 * Imports a file of any size into a list of somebody else's, in batches that commit one by one. A broken entry is left
 * out and counted; a file that breaks off keeps what came before, and can be given again.
 */
export async function importHashList(store: Store, actor: Actor, file: ListFile): Promise<ImportResult> {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-hash-lists');
  const list = await findList(store.db, file.list);
  if (list.own) throw new Problem('lists.own-list');
  const digest = await digestOf(file);
  const before = await importOfFile(store.db, list.id, digest);
  if (before && !file.again) {
    const { id, format, country, cursor, counts } = before;
    return { importId: id, format, isRepeated: true, country, cursor, counts };
  }
  return takeFile(store, actor, { file, list, digest });
}

/** What tells one file, read in one way, from another. */
type Digest = { sha256: Buffer; bytes: number; options: string };

async function digestOf(file: ListFile): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of file.open()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest(), bytes, options: canonicalJson(statedIn(file.options)) };
}

function statedIn(options: ReadOptions = {}): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

type Work = { file: ListFile; list: HashList; digest: Digest };

async function takeFile(store: Store, actor: Actor, work: Work): Promise<ImportResult> {
  const importId = newId(store.clock.now().getTime());
  const importing = new ListImporting(store, work.list, importId);
  let format: ListFormat | undefined;
  try {
    for await (const part of readList(counted(work), work.file.options)) {
      if (Array.isArray(part)) await importing.take(part);
      else {
        format = part.format;
        await begin(store, actor, work, { importId, format });
      }
    }
    await importing.finish();
  } catch (failure) {
    // Of a file that breaks off, what was read before stays.
    if (format && failure instanceof Problem) await importing.finish();
    if (format) await end(store, actor, work, { importId, importing, failedWith: codeOf(failure) });
    throw failure;
  }
  await end(store, actor, work, { importId, importing, failedWith: null });
  const { country, cursor, counts } = importing;
  return { importId, format: format!, isRepeated: false, country, cursor, counts };
}

async function* counted({ file, digest }: Work): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of file.open()) {
    done += piece.length;
    yield piece;
    file.onProgress?.(done, digest.bytes);
  }
}

async function begin(
  store: Store,
  actor: Actor,
  { list, digest }: Work,
  { importId, format }: { importId: string; format: ListFormat },
): Promise<void> {
  const startedAt = store.clock.now();
  await inTransaction(store, async (tx) => {
    const startedBy = actorRef(actor);
    await addImport(tx, { id: importId, listId: list.id, format, startedBy, startedAt, file: digest });
    await record(tx, [
      entryOf(actor, 'begin-list-import', { list: list.code, import: importId, format }, digest),
    ]);
  });
}

async function end(
  store: Store,
  actor: Actor,
  { list, digest }: Work,
  done: { importId: string; importing: ListImporting; failedWith: string | null },
): Promise<void> {
  const { country, cursor, counts } = done.importing;
  const { rejections, values, otherKinds, classifications, ...figures } = counts;
  await inTransaction(store, async (tx) => {
    await endImport(tx, done.importId, {
      at: store.clock.now(),
      counts,
      failedWith: done.failedWith,
      country,
      cursor,
    });
    const detail = { list: list.code, import: done.importId, failed: done.failedWith, ...figures };
    await record(tx, [entryOf(actor, 'import-list', detail, digest)]);
  });
}

function entryOf(
  actor: Actor,
  action: string,
  detail: NonNullable<NewEntry['detail']>,
  { sha256 }: Digest,
): NewEntry {
  return {
    verb: 'collected',
    action,
    actor: actorRef(actor),
    purpose: 'matching',
    subjects: [],
    digest: sha256,
    detail,
  };
}

function codeOf(failure: unknown): string {
  return failure instanceof Problem ? failure.code : 'bug';
}
