// What can be compared: an attribute's kind says how a value is normalised, by which keys it is found, and in which
// levels two values agree. One test serves TypeScript and DuckDB, so that both find the same level for every pair.

import type { Texts } from './texts.ts';

/** A value in comparable form: ASCII, lower case, one text per part; '' is an unknown part. Safe to keep as JSON. */
export type NormalValue = Readonly<Record<string, string>>;

/** What a source gives for one value: the text of each part that it has. */
export type RawParts = Readonly<Record<string, string | undefined>>;

/** Whether it holds of two values, given where the texts of their parts begin. */
export type Holds = (texts: Texts, a: number, b: number) => boolean;

/** The place of a part among the parts of a value. */
export type PlaceOfPart = (part: string) => number;

/** A comparison of two values in both languages. `sql` is given two expressions that hold the values (structs). */
export type Test = {
  over: (placeOf: PlaceOfPart) => Holds;
  sql: (a: string, b: string) => string;
};

/**
 * `frequency`: how rare the agreed term is counts beside the level. `exchange`: the value stands where its partner's
 * belongs, so that the partner's is exchanged too. `shared`: a part is the same, as it often is of two who are related
 * (a household, one maker's products) and not of one slip of the pen.
 */
export type Level = { label: string; test: Test; frequency?: true; exchange?: true; shared?: true };

/** `name`: which of the kind's keys it is. `strong`: few strangers share it, so that it finds candidates alone. */
export type Key = { name: string; text: string };

export type Kind = {
  label: string;
  /** The parts that a source may give, each with what it holds. */
  parts: Readonly<Record<string, string>>;
  /** The parts of the normal value, in the order of its DuckDB struct. All are texts. */
  normalParts: readonly string[];
  normalise: (raw: RawParts) => NormalValue | null;
  /**
   * Where a value's words count by how rare they are: given all values, each once, it says how to note that in one of
   * them. Without it `normalise` counts all words alike.
   */
  weigh?: (values: readonly NormalValue[]) => (value: NormalValue) => NormalValue;
  /** Best first. What passes none of them differs: the level `levels.length`. */
  levels: readonly Level[];
  /** What is counted to know how common a value is. '' where that tells nothing. */
  term: (value: NormalValue) => string;
  /** The names that `keys` and `facets` give. */
  keyNames: readonly string[];
  facetNames: readonly string[];
  /** Keys that find candidates by themselves. */
  keys: (value: NormalValue) => Key[];
  /** Keys that find candidates only together with another attribute's: a year of birth, the sound of a name. */
  facets: (value: NormalValue) => Key[];
  /**
   * How likely each level is for two records of one person before any data are seen ("differ" last); training starts
   * from it and returns to it where the data say nothing. Chosen.
   */
  expected: readonly number[];
};
