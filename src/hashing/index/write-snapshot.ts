import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Shard, shardLayout } from './shard.ts';
import { HEAD_BYTES, Refusal, type Section, writeContents, writeSection } from './snapshot-file.ts';
import type { LooseRows } from './thread-messages.ts';

export type SnapshotInput = {
  path: string;
  revision: number | null;
  shards: readonly Shard[];
  gone: readonly Uint8Array[];
  loose: LooseRows;
};

/** Writes beside the path, then renames: whoever opens the path finds the old snapshot or the new one, whole. */
export function writeSnapshot(input: SnapshotInput): void {
  const beside = `${input.path}.${process.pid}.part`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeAll(file, input);
    fsyncSync(file);
    renameSync(beside, input.path);
  } catch (failure) {
    rmSync(beside, { force: true });
    throw failure;
  } finally {
    closeSync(file);
  }
  syncFolder(path.dirname(input.path));
}

function writeAll(file: number, { revision, shards, gone, loose }: SnapshotInput): void {
  let end = HEAD_BYTES;
  const add = (bytes: Uint8Array): Section => {
    const section = writeSection(file, end, bytes);
    end += bytes.length;
    return section;
  };
  const contents = shards.map(({ memory, rows, ids }, place) => ({
    rows,
    memory: add(new Uint8Array(memory.buffer, 0, shardLayout(rows).end)),
    ids: add(bytesOf(ids)),
    gone: add(gone[place]!),
  }));
  const looseIds = add(bytesOf(loose.ids));
  writeContents(file, end + loose.hashes.length, {
    revision,
    shards: contents,
    looseIds,
    looseHashes: add(loose.hashes),
  });
}

export function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The new name is on disk only once its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Why some work with a file was refused, in words; null if it was done. What is not the file's fault is thrown on. */
export function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.message;
    const { code, syscall } = failure as NodeJS.ErrnoException;
    if (code !== undefined && syscall !== undefined) return `${syscall}: ${code}`;
    throw failure;
  }
}
