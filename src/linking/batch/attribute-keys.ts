import { inSharedMemory, widened } from '../../shared/number-arrays.ts';
import type { Kind } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { InternedAttribute } from './intern-values.ts';

/** The hashes of all values under one name, value by value in one array: of value v those from `starts[v]` to `starts[v + 1]`. */
export type KeyHashes = { starts: Uint32Array; hashes: Float64Array };

/** By the name of the key. */
export type AttributeKeys = { single: Map<string, KeyHashes>; facet: Map<string, KeyHashes> };

/** The keys of each value, hashed, each value once; `isWanted`: false for keys that no rule asks for. */
export function keysOfValues(
  { attribute, values }: Pick<InternedAttribute, 'attribute' | 'values'>,
  isWanted: (key: string) => boolean,
): AttributeKeys {
  const kind = KINDS[attribute.kind];
  const hashed = (names: readonly string[], keysOf: Kind['keys']) =>
    names.some(isWanted) ? hashAll(values, keysOf) : new Map<string, KeyHashes>();
  return { single: hashed(kind.keyNames, kind.keys), facet: hashed(kind.facetNames, kind.facets) };
}

function hashAll(values: InternedAttribute['values'], keysOf: Kind['keys']): Map<string, KeyHashes> {
  const byName = new Map<string, GrowingHashes>();
  values.forEach((list, value) => {
    for (const one of list)
      for (const { name, text } of keysOf(one)) {
        if (!byName.has(name)) byName.set(name, new GrowingHashes(values.length));
        byName.get(name)!.add(value, hashText(text));
      }
  });
  return new Map([...byName].map(([name, hashes]) => [name, hashes.all()]));
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

  all(): KeyHashes {
    this.#startAt(this.#starts.length - 1);
    return {
      starts: inSharedMemory(this.#starts),
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
