import { inSharedMemory, widened } from '../../shared/number-arrays.ts';
import type { Key, Kind, NormalValue } from '../kinds/kind.ts';

/** The hashes of all values under one name, value by value in one array: of value v those from `starts[v]` to `starts[v + 1]`. */
export type KeyHashes = { starts: Uint32Array; hashes: Float64Array };

/** By the name of the key. */
export type AttributeKeys = { single: Map<string, KeyHashes>; facet: Map<string, KeyHashes> };

/** Hashes the keys of values, one value after another. */
export class KeyHasher {
  readonly #kind: Kind;
  readonly #most: number;
  readonly #asked: Record<keyof AttributeKeys, boolean>;
  readonly #found = { single: new Map<string, GrowingHashes>(), facet: new Map<string, GrowingHashes>() };
  #values = 0;

  /** `isWanted`: false for keys that no rule asks for. `most`: there are no more values. */
  constructor(kind: Kind, isWanted: (key: string) => boolean, most: number) {
    this.#kind = kind;
    this.#most = most;
    this.#asked = { single: kind.keyNames.some(isWanted), facet: kind.facetNames.some(isWanted) };
  }

  add(list: readonly NormalValue[]): void {
    for (const value of list) {
      if (this.#asked.single) this.#addTo(this.#found.single, this.#kind.keys(value));
      if (this.#asked.facet) this.#addTo(this.#found.facet, this.#kind.facets(value));
    }
    this.#values += 1;
  }

  /** In the order of the kind, whatever value came first. */
  all(): AttributeKeys {
    const allOf = (names: readonly string[], found: Map<string, GrowingHashes>) =>
      new Map(
        names.filter((name) => found.has(name)).map((name) => [name, found.get(name)!.all(this.#values)]),
      );
    return {
      single: allOf(this.#kind.keyNames, this.#found.single),
      facet: allOf(this.#kind.facetNames, this.#found.facet),
    };
  }

  #addTo(found: Map<string, GrowingHashes>, keys: readonly Key[]): void {
    for (const { name, text } of keys) {
      if (!found.has(name)) found.set(name, new GrowingHashes(this.#most));
      found.get(name)!.add(this.#values, hashText(text));
    }
  }
}

class GrowingHashes {
  readonly #starts: Uint32Array;
  #hashes: Float64Array;
  #count = 0;
  #last = -1;

  constructor(values: number) {
    this.#starts = new Uint32Array(values + 1);
    this.#hashes = new Float64Array(Math.max(16, values));
  }

  /** Values come in their order; a hash that a value has already is not added again. */
  add(value: number, hash: number): void {
    if (value > this.#last) this.#startAt(value);
    for (let at = this.#starts[value]!; at < this.#count; at += 1) if (this.#hashes[at] === hash) return;
    if (this.#count === this.#hashes.length) this.#hashes = widened(this.#hashes);
    this.#hashes[this.#count] = hash;
    this.#count += 1;
  }

  all(values: number): KeyHashes {
    this.#startAt(values);
    return {
      starts: inSharedMemory(this.#starts.subarray(0, values + 1)),
      hashes: inSharedMemory(this.#hashes.subarray(0, this.#count)),
    };
  }

  #startAt(value: number): void {
    this.#starts.fill(this.#count, this.#last + 1, value + 1);
    this.#last = value;
  }
}

/** 52 bits from two rounds of FNV-1a with different starts: of ten million keys no two are expected to collide. */
export function hashText(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    low = Math.imul(low ^ sign, 0x01000193);
    high = Math.imul(high ^ sign, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (scatter(low ^ high) >>> 0);
}

/** The hash of two keys together. */
export function mix(before: number, hash: number): number {
  const high = Math.imul(scatter(highOf(before)) ^ scatter(highOf(hash)), 0x9e3779b1);
  const low = scatter(Math.imul(lowOf(before), 0x85ebca6b) ^ lowOf(hash) ^ high);
  return (scatter(high) & 0xfffff) * 2 ** 32 + (low >>> 0);
}

function highOf(hash: number): number {
  return Math.floor(hash / 2 ** 32);
}

/** Its lower 32 bits. */
function lowOf(hash: number): number {
  return (hash - highOf(hash) * 2 ** 32) | 0;
}

/** The last step of MurmurHash3 (Appleby, public domain). */
function scatter(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
