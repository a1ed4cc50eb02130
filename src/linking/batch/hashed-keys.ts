import { widened } from '../../shared/number-arrays.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { type AttributeKeys, type KeyHashes, mix } from './attribute-keys.ts';
import { NO_VALUE } from './intern-values.ts';

/** A rule of blocking: the keys that must be alike together, as "attribute.key". */
export type BlockingRule = { name: string; parts: readonly { attribute: number; key: string }[] };

/** A row's key under a rule as a number: 52 bits of a hash, since only equality counts. */
export type KeyColumns = { hash: Float64Array; row: Int32Array; count: number };

/** Of one attribute: which value each row has, and the keys of the values. */
export type KeyedAttribute = { valueAt: Int32Array; keys: AttributeKeys };

/** Which keys of an attribute any rule asks for. */
export function wantedKeys({ blocking }: LinkSpec): (attribute: string) => (key: string) => boolean {
  const named = blocking && new Set(blocking.flat());
  return (attribute) => (key) => !named || named.has(`${attribute}.${key}`);
}

/** Finds the keys of rows by those of their values. */
export class HashedKeys {
  readonly #spec: LinkSpec;
  readonly #attributes: readonly KeyedAttribute[];

  constructor(spec: LinkSpec, attributes: readonly KeyedAttribute[]) {
    this.#spec = spec;
    this.#attributes = attributes;
  }

  /** The rules of the specification; without any, each kind's keys, and every two facets of two attributes. */
  rules(): BlockingRule[] {
    if (this.#spec.blocking) return this.#spec.blocking.map((names) => this.#ruleOf(names));
    const named = (sort: keyof AttributeKeys) =>
      this.#attributes.map(({ keys }, i) => [...keys[sort].keys()].map((key) => ({ attribute: i, key })));
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

  /** Where the parts of a rule are found; [] where no row has one of them. */
  sourcesOf(rule: BlockingRule): KeySource[] {
    const sources = rule.parts.map(({ attribute, key }) => {
      const { valueAt, keys } = this.#attributes[attribute]!;
      // Under a name that is in both stand the same texts.
      return { valueAt, keys: keys.single.get(key) ?? keys.facet.get(key) };
    });
    return sources.every(isFound) ? sources : [];
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
export type KeySource = { valueAt: Int32Array; keys: KeyHashes };

function isFound(source: { valueAt: Int32Array; keys: KeyHashes | undefined }): source is KeySource {
  return source.keys !== undefined;
}

/** The keys of so many rows, or of a share of them, in the order of the rows. */
export function keysOfRows(sources: readonly KeySource[], rows: number, share: number): KeyColumns {
  if (sources.length === 0) return new GrowingKeys(0).columns();
  const made = new GrowingKeys(rows * share);
  for (let row = 0; row < rows; row += 1) {
    if (!isAmong(row, share) || !hasAll(sources, row)) continue;
    const only = onlyHash(sources, row);
    if (only === null) for (const hash of allHashes(sources, row)) made.add(hash, row);
    else made.add(only, row);
  }
  return made.columns();
}

function hasAll(sources: readonly KeySource[], row: number): boolean {
  for (const { valueAt } of sources) if (valueAt[row] === NO_VALUE) return false;
  return true;
}

/** Every n-th row by a scattered number, so that no order of the rows decides. */
function isAmong(row: number, share: number): boolean {
  return share === 1 || (Math.imul(row, 0x9e3779b1) >>> 0) / 2 ** 32 < share;
}

/** The hash of a row that has one key for each part, as most rows have; null where it has none or several. */
function onlyHash(sources: readonly KeySource[], row: number): number | null {
  let joint = 0;
  for (const { valueAt, keys } of sources) {
    const value = valueAt[row]!;
    const start = keys.starts[value]!;
    if (keys.starts[value + 1]! - start !== 1) return null;
    joint = mix(joint, keys.hashes[start]!);
  }
  return joint;
}

/** Each key of one part with each of the next, every hash once. */
function allHashes(sources: readonly KeySource[], row: number): Iterable<number> {
  let sofar: number[] = [0];
  for (const { valueAt, keys } of sources) {
    const own = hashesOf(keys, valueAt[row]!);
    sofar = sofar.flatMap((before) => own.map((hash) => mix(before, hash)));
  }
  return new Set(sofar);
}

function hashesOf({ starts, hashes }: KeyHashes, value: number): number[] {
  return [...hashes.subarray(starts[value], starts[value + 1])];
}

class GrowingKeys {
  #hash: Float64Array;
  #row: Int32Array;
  #count = 0;

  constructor(room: number) {
    this.#hash = new Float64Array(Math.max(16, Math.ceil(room)));
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
    [this.#hash, this.#row] = [widened(this.#hash), widened(this.#row)];
  }
}
