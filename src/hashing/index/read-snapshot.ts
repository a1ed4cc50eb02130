import { closeSync, openSync } from 'node:fs';
import { newShard, type Shard, shardLayout } from './shard.ts';
import { type Contents, readContents, readSection, type ShardContents } from './snapshot-file.ts';
import type { LooseRows } from './thread-messages.ts';
import { bytesOf } from './write-snapshot.ts';

export type ReadSnapshot = { shards: Shard[]; loose: LooseRows; revision: number | null };

/** Reads a whole snapshot, every checksum tried; throws a Refusal before anything of a damaged one could be used. */
export function readSnapshot(path: string): ReadSnapshot {
  const file = openSync(path, 'r');
  try {
    const contents = readContents(file);
    return {
      revision: contents.revision,
      shards: contents.shards.map((shard) => readShard(file, shard)),
      loose: readLoose(file, contents),
    };
  } finally {
    closeSync(file);
  }
}

function readShard(file: number, { rows, memory, ids, gone }: ShardContents): Shard {
  const shard = newShard(rows);
  readSection(file, memory, new Uint8Array(shard.memory.buffer, 0, shardLayout(rows).end));
  readSection(file, ids, bytesOf(shard.ids));
  readSection(file, gone, shard.gone);
  return shard;
}

function readLoose(file: number, { looseIds, looseHashes }: Contents): LooseRows {
  const loose = {
    ids: new Uint32Array(looseIds.bytes / Uint32Array.BYTES_PER_ELEMENT),
    hashes: new Uint8Array(looseHashes.bytes),
  };
  readSection(file, looseIds, bytesOf(loose.ids));
  readSection(file, looseHashes, loose.hashes);
  return loose;
}
