import { HASH_BYTES } from '../hash-index.ts';
import { type Delta, deltaBlocks, newDelta } from './delta.ts';
import { HALF_BYTES, isGone, markGone, rowOf, type ShardKey } from './shard.ts';
import { countFreeze, type Signals, whileWriting } from './signals.ts';
import type { LooseRows } from './thread-messages.ts';

/** Which ids live where: the one writer of deltas and of what is gone. Threads read both while it writes. */
export type TrackedRows = {
  put(ids: Uint32Array, hashes: Uint8Array): void;
  remove(ids: Uint32Array): void;
  size(): number;
  /** Rows that are gone but still take room. */
  tombstones(): number;
  /** Live rows of the deltas, and of the youngest one alone. */
  loose(): number;
  young(): Delta;
  /** True while anything is outside the shards, gone or not. */
  isLoose(): boolean;
  shardSizes(): readonly { rows: number; gone: number }[];
  bytes(): number;
  /** From now on puts go to a new delta; the others can be built in. */
  freeze(): { frozen: readonly WebAssembly.Memory[]; young: WebAssembly.Memory };
  /** The frozen deltas are built in: `keys` are the shards now. */
  replace(keys: readonly ShardKey[]): void;
  /** A copy of each shard's marks. */
  copyGone(): Uint8Array[];
  /** A copy of what is outside the shards. */
  copyLoose(): LooseRows;
};

export function newTrackedRows(signals: Signals): TrackedRows {
  let keys: readonly ShardKey[] = [];
  let goneRows: number[] = [];
  let frozen: Delta[] = [];
  let young = newDelta();
  /** Ids that lost a row outside the youngest delta since the freeze: what a build may have taken in all the same. */
  let lost: number[] = [];

  const loseInShards = (id: number): boolean => {
    for (const [place, { ids, gone }] of keys.entries()) {
      const row = rowOf(ids, id);
      if (row === -1 || isGone(gone, row)) continue;
      markGone(gone, row);
      goneRows[place]! += 1;
      return true;
    }
    return false;
  };
  const lose = (id: number, deltas: readonly Delta[]): boolean => {
    for (const delta of deltas) {
      const row = delta.find(id);
      if (row === -1) continue;
      delta.markGone(row);
      return true;
    }
    return loseInShards(id);
  };
  /** Marks the id's row before the youngest delta's newest one as gone. */
  const loseOlder = (id: number, inYoung: number): void => {
    if (inYoung !== -1) young.markGone(inYoung);
    else if (lose(id, frozen) && frozen.length > 0) lost.push(id);
  };
  const all = () => [...frozen, young];
  const live = () => keys.reduce((sum, { rows }, place) => sum + rows - goneRows[place]!, 0);
  const loose = () => all().reduce((sum, delta) => sum + delta.live(), 0);
  return {
    put: (ids, hashes) =>
      whileWriting(signals, () => {
        ids.forEach((id, place) => {
          // First the new row, then the mark: a search in between finds the id twice rather than not at all.
          const before = young.find(id);
          young.append(id, hashes, place);
          loseOlder(id, before);
        });
      }),
    remove: (ids) =>
      whileWriting(signals, () => {
        for (const id of ids) loseOlder(id, young.find(id));
      }),
    size: () => live() + loose(),
    tombstones: () =>
      goneRows.reduce((sum, gone) => sum + gone, 0) +
      all().reduce((sum, delta) => sum + delta.rows() - delta.live(), 0),
    loose,
    young: () => young,
    isLoose: () => all().some((delta) => delta.rows() > 0),
    shardSizes: () => keys.map((key, place) => ({ rows: key.rows, gone: goneRows[place]! })),
    bytes: () =>
      keys.reduce((sum, { bytes }) => sum + bytes, 0) +
      all().reduce((sum, { memory }) => sum + memory.buffer.byteLength, 0),
    freeze() {
      frozen = all();
      countFreeze(signals);
      young = newDelta();
      lost = [];
      return { frozen: frozen.map(({ memory }) => memory), young: young.memory };
    },
    replace(newKeys) {
      keys = newKeys;
      goneRows = keys.map(({ gone }) => countOnes(gone));
      frozen = [];
      for (const id of lost) loseInShards(id);
      lost = [];
    },
    copyGone: () => keys.map(({ gone }) => gone.slice()),
    copyLoose: () =>
      copyLoose(
        all().map(({ memory }) => memory),
        loose(),
      ),
  };
}

function countOnes(bits: Uint8Array): number {
  let ones = 0;
  for (let byte of bits) for (; byte !== 0; byte &= byte - 1) ones += 1;
  return ones;
}

function copyLoose(deltas: readonly WebAssembly.Memory[], rows: number): LooseRows {
  const ids = new Uint32Array(rows);
  const hashes = new Uint8Array(rows * HASH_BYTES);
  let count = 0;
  for (const memory of deltas) {
    const bytes = new Uint8Array(memory.buffer);
    for (const { first, second, rows: here, ids: from, gone } of deltaBlocks(memory)) {
      for (let row = 0; row < here; row += 1) {
        if (gone[row] === 1) continue;
        ids[count] = from[row]!;
        for (const [half, at] of [first, second].entries()) {
          const place = at + row * HALF_BYTES;
          hashes.set(bytes.subarray(place, place + HALF_BYTES), count * HASH_BYTES + half * HALF_BYTES);
        }
        count += 1;
      }
    }
  }
  return { ids, hashes };
}
