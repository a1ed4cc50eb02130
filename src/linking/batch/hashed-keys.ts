import type { Kind } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { type InternedAttribute, NO_VALUE } from './intern-values.ts';

/** A rule of blocking: the keys that must be alike together, as "attribute.key". */
export type BlockingRule = { name: string; parts: readonly { attribute: number; key: string }[] };

/** Keys of all values of one attribute, by their name. */
type HashedAttribute = Map<string, KeyHashes>;

/** A row's key under a rule as a number: 52 bits of a hash, since only equality counts. */
export type KeyColumns = { hash: Float64Array; row: Int32Array; count: number };

/** Finds the keys of interned values: each value is asked once, however many rows have it. */
export class HashedKeys {
  readonly #spec: LinkSpec;
  readonly #interned: readonly InternedAttribute[];
  readonly #attributes: { single: HashedAttribute; facet: HashedAttribute }[];

  constructor(spec: LinkSpec, interned: readonly InternedAttribute[]) {
    this.#spec = spec;
    this.#interned = interned;
    const named = spec.blocking && new Set(spec.blocking.flat());
    this.#attributes = interned.map(({ attribute, values }) => {
      const kind = KINDS[attribute.kind];
      const isWanted = (key: string) => !named || named.has(`${attribute.name}.${key}`);
      return {
        single: kind.keyNames.some(isWanted) ? hashAll(values, kind.keys) : new Map(),
        facet: kind.facetNames.some(isWanted) ? hashAll(values, kind.facets) : new Map(),
      };
    });
  }

  /** The rules of the specification; without any, each kind's keys, and every two facets of two attributes. */
  rules(): BlockingRule[] {
    if (this.#spec.blocking) return this.#spec.blocking.map((names) => this.#ruleOf(names));
    const named = (sort: 'single' | 'facet') =>
      this.#attributes.map((attribute, i) =>
        [...attribute[sort].keys()].map((key) => ({ attribute: i, key })),
      );
    const facets = named('facet');
    const pairs = facets.flatMap((one, i) =>
      facets.slice(i + 1).flatMap((later) => one.flatMap((a) => later.map((b) => [a, b]))),
    );
    return [
      ...named('single')
        .flat()
        .map((part) => [part]),
      ...pairs,
    ].map((parts) => this.#named(parts));
  }

  /** The keys of the rows that `pick` takes. */
  under(rule: BlockingRule, pick: (row: number) => boolean = () => true): KeyColumns {
    const sources = rule.parts.map(({ attribute, key }) => {
      const { single, facet } = this.#attributes[attribute]!;
      return {
        valueAt: this.#interned[attribute]!.valueAt,
        hashes: [single.get(key), facet.get(key)].filter((one) => one !== undefined),
      };
    });
    const rows = this.#interned[0]!.valueAt.length;
    const made = new GrowingKeys(rows);
    for (let row = 0; row < rows; row += 1) {
      if (!pick(row) || sources.some(({ valueAt }) => valueAt[row] === NO_VALUE)) continue;
      const only = onlyHash(sources, row);
      if (only === null) for (const hash of allHashes(sources, row)) made.add(hash, row);
      else made.add(only, row);
    }
    return made.columns();
  }

  #ruleOf(names: readonly string[]): BlockingRule {
    const parts = names.map((name) => {
      const attribute = this.#spec.attributes.findIndex((one) => name.startsWith(`${one.name}.`));
      return { attribute, key: name.slice((this.#spec.attributes[attribute]?.name.length ?? 0) + 1) };
    });
    return { name: names.join(' + '), parts };
  }

  #named(parts: BlockingRule['parts']): BlockingRule {
    const name = ({ attribute, key }: BlockingRule['parts'][number]) =>
      `${this.#spec.attributes[attribute]!.name}.${key}`;
    return { name: parts.map(name).join(' + '), parts };
  }
}

/** Where one part of a rule is found: the values of the rows, and the keys of that name. */
type KeySource = { valueAt: Int32Array; hashes: readonly KeyHashes[] };

/** The hash of a row that has one key for each part, as most rows have; null where it has none or several. */
function onlyHash(sources: readonly KeySource[], row: number): number | null {
  let joint = 0;
  for (const { valueAt, hashes } of sources) {
    if (hashes.length !== 1) return null;
    const hash = hashes[0]!.onlyOf(valueAt[row]!);
    if (hash === null) return null;
    joint = mix(joint, hash);
  }
  return joint;
}

/** Each key of one part with each of the next, every hash once. */
function allHashes(sources: readonly KeySource[], row: number): Iterable<number> {
  let sofar: number[] = [0];
  for (const { valueAt, hashes } of sources) {
    const own = hashes.flatMap((one) => one.of(valueAt[row]!));
    sofar = sofar.flatMap((before) => own.map((hash) => mix(before, hash)));
  }
  return new Set(sofar);
}

function hashAll(values: InternedAttribute['values'], keysOf: Kind['keys']): HashedAttribute {
  const byName: HashedAttribute = new Map();
  values.forEach((list, value) => {
    for (const one of list)
      for (const { name, text } of keysOf(one)) {
        if (!byName.has(name)) byName.set(name, new KeyHashes(values.length));
        byName.get(name)!.add(value, hashText(text));
      }
  });
  return byName;
}

/** The hashes of all values under one name, value by value in one array. */
class KeyHashes {
  /** By value: where its hashes end in `#hashes`; those before were added before. */
  readonly #ends: Uint32Array;
  #hashes: Float64Array;
  #count = 0;
  #last = -1;

  constructor(values: number) {
    this.#ends = new Uint32Array(values);
    this.#hashes = new Float64Array(Math.max(16, values));
  }

  /** Values come in their order; a hash that a value has already is not added again. */
  add(value: number, hash: number): void {
    this.#reach(value);
    for (let at = this.#startOf(value); at < this.#count; at += 1) if (this.#hashes[at] === hash) return;
    if (this.#count === this.#hashes.length) this.#hashes = widened(this.#hashes);
    this.#hashes[this.#count] = hash;
    this.#count += 1;
    this.#ends[value] = this.#count;
  }

  /** The hash of a value that has one; null where it has none or several. */
  onlyOf(value: number): number | null {
    const start = this.#startOf(value);
    return this.#endOf(value) - start === 1 ? this.#hashes[start]! : null;
  }

  of(value: number): number[] {
    return [...this.#hashes.subarray(this.#startOf(value), this.#endOf(value))];
  }

  #startOf(value: number): number {
    return value === 0 ? 0 : this.#endOf(value - 1);
  }

  #endOf(value: number): number {
    return value > this.#last ? this.#count : this.#ends[value]!;
  }

  #reach(value: number): void {
    if (value > this.#last) this.#ends.fill(this.#count, this.#last + 1, value + 1);
    this.#last = Math.max(this.#last, value);
  }
}

function widened(hashes: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(hashes.length * 2);
  wider.set(hashes);
  return wider;
}

/** 52 bits from two rounds of FNV-1a with different starts: of ten million keys no two are expected to collide. */
function hashText(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    low = Math.imul(low ^ sign, 0x01000193);
    high = Math.imul(high ^ sign, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (scatter(low ^ high) >>> 0);
}

function mix(before: number, hash: number): number {
  const high = Math.imul(scatter(before / 2 ** 32) ^ scatter(hash / 2 ** 32), 0x9e3779b1);
  const low = scatter(Math.imul(before | 0, 0x85ebca6b) ^ ((hash % 2 ** 32) | 0) ^ high);
  return (scatter(high) & 0xfffff) * 2 ** 32 + (low >>> 0);
}

/** The last step of MurmurHash3 (Appleby, public domain). */
function scatter(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

class GrowingKeys {
  #hash: Float64Array;
  #row: Int32Array;
  #count = 0;

  constructor(room: number) {
    this.#hash = new Float64Array(Math.max(16, room));
    this.#row = new Int32Array(this.#hash.length);
  }

  add(hash: number, row: number): void {
    if (this.#count === this.#hash.length) this.#grow();
    this.#hash[this.#count] = hash;
    this.#row[this.#count] = row;
    this.#count += 1;
  }

  columns(): KeyColumns {
    return { hash: this.#hash, row: this.#row, count: this.#count };
  }

  #grow(): void {
    const [hash, row] = [new Float64Array(this.#hash.length * 2), new Int32Array(this.#hash.length * 2)];
    hash.set(this.#hash);
    row.set(this.#row);
    [this.#hash, this.#row] = [hash, row];
  }
}
