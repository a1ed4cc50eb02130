import type { MessagePort } from 'node:worker_threads';
import type { Hits } from './hit-list.ts';
import type { Shard, ShardKey } from './shard.ts';
import type { Signals } from './signals.ts';

// What the threads of an index are started with, told and answer. Shards travel from thread to thread over ports of
// their own: the thread that keeps track of the ids never holds the large memories, which end with their threads.

/** Answers searches. Its shards come over a port, once. */
export type SearchTask = {
  task: 'search';
  module: WebAssembly.Module;
  signals: Signals;
  /** How many turns to a new delta the given deltas stand for. */
  freezes: number;
  deltas: readonly WebAssembly.Memory[];
  /** Which scratch in a shard's memory is the thread's own. */
  place: number;
  shardsFrom: MessagePort;
};

/** Builds new shards from some of the old ones and from deltas, hands them on with the old ones that stay, and ends. */
export type BuildTask = {
  task: 'build';
  module: WebAssembly.Module;
  deltas: readonly WebAssembly.Memory[];
  /** Places of the old shards that are taken apart. */
  merge: readonly number[];
  shardRows: number;
  shardsFrom: MessagePort;
  shardsTo: readonly MessagePort[];
};

/** Live rows outside the shards. */
export type LooseRows = { ids: Uint32Array; hashes: Uint8Array };

/** Writes a snapshot and ends. `gone` is each shard's at the moment that the snapshot stands for. */
export type WriteTask = {
  task: 'write';
  path: string;
  revision: number | null;
  gone: readonly Uint8Array[];
  loose: LooseRows;
  shardsFrom: MessagePort;
};

/** Reads a snapshot, hands its shards on, and ends. */
export type ReadTask = { task: 'read'; path: string; shardsTo: readonly MessagePort[] };

export type Task = SearchTask | BuildTask | WriteTask | ReadTask;

/** What a searching thread is told. */
export type SearchOrder = { kind: 'search'; job: number; queries: Uint8Array; radius: number };
export type Order =
  | SearchOrder
  | { kind: 'delta'; memory: WebAssembly.Memory }
  | { kind: 'lend'; job: number; port: MessagePort };

/** `hits` is null for a job that was no search. */
export type SearchAnswer = { kind: 'ready' } | { kind: 'done'; job: number; hits: Hits | null };

export type BuildAnswer = { keys: readonly ShardKey[] };
export type ReadAnswer =
  | { keys: readonly ShardKey[]; loose: LooseRows; revision: number | null }
  | { refused: string };
export type WriteAnswer = { written: true } | { refused: string };

export type ShardsMessage = { shards: readonly Shard[] };

export function keyOf({ rows, bytes, ids, gone }: Shard): ShardKey {
  return { rows, bytes, ids, gone };
}

/** The one message that comes over a port of shards. */
export function receiveShards(port: MessagePort): Promise<readonly Shard[]> {
  return new Promise((resolve, reject) => {
    port.once('message', ({ shards }: ShardsMessage) => {
      port.close();
      resolve(shards);
    });
    // Changes nothing once they have come.
    port.once('close', () => reject(new Error('the thread that was to send shards ended')));
  });
}

export function sendShards(ports: readonly MessagePort[], shards: readonly Shard[]): void {
  const message: ShardsMessage = { shards };
  for (const port of ports) port.postMessage(message);
}
