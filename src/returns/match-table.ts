import { labelKey, textKey } from './label-key.ts';
import type { MappedLabel, MappedTable, Mapping } from './mapping.ts';
import { aboutTable } from './propose/about-table.ts';
import type { Lexicon } from './propose/lexicon.ts';
import type { FoundTable } from './tables/found-table.ts';

/** `isSure`: the words above it are as they were, so that what was said of the table holds of this one. */
export type MatchedTable = { mapped: MappedTable; found: FoundTable; isSure: boolean };

/** A table that shares fewer of the labels that tell it from others is another table. Chosen. */
const LEAST_SHARED = 0.4;

export type MatchAsked = { lexicon: Lexicon; year: number | undefined };

/**
 * Each mapped table with the one of the file that it is now, by the words above it and its labels: never by its place
 * alone, since a question left out this year moves every table below it.
 */
export function matchTables(
  mapping: Mapping,
  found: readonly FoundTable[],
  { lexicon, year }: MatchAsked,
): MatchedTable[] {
  const matching = new Matching(mapping, found, { lexicon, year });
  const matched: MatchedTable[] = [];
  for (const { mapped, found: one, isSure } of matching.pairs())
    if (!matched.some((there) => there.mapped === mapped || there.found === one))
      matched.push({ mapped, found: one, isSure });
  return matched.sort((a, b) => mapping.tables.indexOf(a.mapped) - mapping.tables.indexOf(b.mapped));
}

/** Of the words above two tables: all are the same, or the nearest. */
type Likeness = 'all' | 'nearest' | 'none';
const LIKEST_FIRST: readonly Likeness[] = ['all', 'nearest', 'none'];
/** `isExact`: every word and every label is as it was. */
type Near = { mapped: MappedTable; found: FoundTable; words: Likeness; shared: number; isExact: boolean };

class Matching {
  readonly #mapping: Mapping;
  readonly #found: readonly FoundTable[];
  readonly #asked: MatchAsked;
  readonly #years: { made: number | undefined; now: number | undefined };

  constructor(mapping: Mapping, found: readonly FoundTable[], asked: MatchAsked) {
    this.#mapping = mapping;
    this.#found = found;
    this.#asked = asked;
    this.#years = { made: mapping.year, now: asked.year ?? mapping.year };
  }

  /** Likeliest first. */
  pairs(): MatchedTable[] {
    const near = this.#mapping.tables.flatMap((mapped) =>
      this.#found
        .filter(({ isCases }) => isCases === (mapped.layout === 'cases'))
        .map((found) => this.#compare(mapped, found))
        .filter(({ shared }) => shared >= LEAST_SHARED),
    );
    return near
      .map((one) => ({ ...one, isSure: isOnlyOne(one, near) }))
      .filter((one) => one.isSure || this.#saysTheSame(one))
      .sort(
        (a, b) =>
          Number(b.isSure) - Number(a.isSure) ||
          LIKEST_FIRST.indexOf(a.words) - LIKEST_FIRST.indexOf(b.words) ||
          b.shared - a.shared ||
          Number(b.mapped.id === b.found.id) - Number(a.mapped.id === a.found.id),
      );
  }

  #compare(mapped: MappedTable, found: FoundTable): Near {
    const labels = [...mapped.rows, ...mapped.columns];
    const telling = labels.filter(tells);
    const keysOf = (some: readonly MappedLabel[]) =>
      new Set(some.map(({ label }) => labelKey(label, this.#years.made)));
    const now = [...(found.isCases ? [] : found.rows), ...found.columns];
    const after = new Set(now.map(({ path }) => labelKey(path, this.#years.now)));
    const words = this.#words(mapped, found);
    const before = keysOf(telling.length > 0 ? telling : labels);
    return {
      mapped,
      found,
      words,
      shared: [...before].filter((key) => after.has(key)).length / Math.max(1, before.size),
      isExact: words === 'all' && isSameSet(keysOf(labels), after),
    };
  }

  #words(mapped: MappedTable, found: FoundTable): Likeness {
    const { made, now } = this.#years;
    if (textKey(mapped.sheet, made) !== textKey(found.sheet.name, now)) return 'none';
    const [before, after] = [mapped.above, wordsAbove(found)];
    if (labelKey(before, made) === labelKey(after, now)) return 'all';
    const nearest = after.slice(-2);
    const isSame = labelKey(before.slice(-2), made) === labelKey(nearest, now);
    return isSame && nearest.some((text) => text !== '') ? 'nearest' : 'none';
  }

  /** Under other words, or on another sheet: where those say by themselves what was said of the mapped table. */
  #saysTheSame({ mapped, found }: Near): boolean {
    if (mapped.columns.some(({ means }) => means.is === 'questions')) return true;
    const { means } = aboutTable(found, this.#asked.lexicon, { year: this.#years.now });
    return means.is !== 'open' && JSON.stringify(means) === JSON.stringify(mapped.about);
  }
}

/** Tables alike in every word are told apart by their order, as long as there are as many as there were. */
function isOnlyOne(one: Near, near: readonly Near[]): boolean {
  if (one.words === 'none') return false;
  const exact = near.filter(({ isExact }) => isExact);
  const isRival = (other: Near) => {
    if (one.isExact) return other.isExact;
    if (one.words === 'nearest') return other.words !== 'none';
    return (
      other.words === 'all' &&
      !exact.some(({ mapped, found }) => mapped === other.mapped || found === other.found)
    );
  };
  const rivals = near.filter(isRival);
  const before = rivals.filter(({ found }) => found === one.found).length;
  const now = rivals.filter(({ mapped }) => mapped === one.mapped).length;
  return one.isExact ? before === now : before === 1 && now === 1;
}

/** Words that stand above a table, outermost first, and in its corner: by these it is known again. */
export function wordsAbove({ captions, corner }: FoundTable): string[] {
  return [...captions.map(({ text }) => text), corner];
}

function isSameSet(before: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  return before.size === now.size && [...before].every((key) => now.has(key));
}

/** "Total", "Number" and "Not known" stand in every table. */
function tells({ means }: MappedLabel): boolean {
  if (means.is !== 'counted') return true;
  const codes = Object.values(means.codes ?? {});
  return means.question !== undefined || codes.some((code) => !SAYS_LITTLE.includes(code));
}

const SAYS_LITTLE: readonly string[] = ['not-known', 'ungraded'];
