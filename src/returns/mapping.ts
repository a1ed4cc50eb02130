/**
 * How one force's return is read into the national scheme: plain JSON, to be stored, changed by hand and replayed next
 * year. Labels are known by their words, never by their place, so that a column may move.
 */
export type Mapping = {
  format: 'everydot-return-mapping';
  formatVersion: 1;
  scheme: string;
  schemeVersion: number;
  /** The calendar year of the return that it was made for: labels that name a year move with it. */
  year?: number;
  tables: readonly MappedTable[];
};

/** `counts`: labels to the left and above, counts where they meet. `cases`: one row a case, to be counted. */
export type MappedTable = {
  /** Of the table within its mapping: "Sheet1/1". */
  id: string;
  sheet: string;
  layout: Layout;
  /** Words that stand above the table, outermost first, and in its corner: by these it is known again next year. */
  above: readonly string[];
  caption: string;
  /** What the words above it and the sheet's name say of all of it. */
  about: Meaning;
  rows: readonly MappedLabel[];
  columns: readonly MappedLabel[];
};

const LAYOUTS = {
  questions: 'a question in each row',
  wide: 'a question in each column',
  'broken-down': 'a breakdown in rows and columns',
  cases: 'one row a case, to be counted',
} as const satisfies Record<string, string>;
export type Layout = keyof typeof LAYOUTS;

/** A label of a row or a column, its outer labels before it ("Female", "0-9"), and what it means. */
export type MappedLabel = {
  label: readonly string[];
  means: Meaning;
  /** In a table of cases: what each value of the column stands for, by the value folded. */
  values?: Readonly<Record<string, Meaning>>;
};

export type Meaning = Counted | LeftOut | CaseColumn | Open;

/** Part of what is counted; a cell counts what its table, its row and its column say together. */
export type Counted = {
  is: 'counted';
  question?: string;
  /** Code list id to code. */
  codes?: Readonly<Record<string, string>>;
  /** The whole of the rows or columns beside it. */
  isTotal?: boolean;
  /** One of several that add up: a month, a district, one of two old codes of one new. */
  isPart?: boolean;
  /** Something was lost on the way to the national code. */
  isLossy?: boolean;
};

export type LeftOut = { is: 'left-out'; because: LeftOutReason };

export const LEFT_OUT = {
  'other-year': 'it is of another year',
  share: 'it is a share or a rate, which is worked out again',
  note: 'it is a note or a comment',
  reference: 'it is a number of the line or the case',
  identifies: 'it names a person and is not read',
  'not-asked': 'the national scheme does not ask for it',
} as const satisfies Record<string, string>;
export type LeftOutReason = keyof typeof LEFT_OUT;

/** A column of a table of cases. `list`: its values are codes of it; `ages`: years of age, put into bands of `list`. */
export type CaseColumn = { is: 'codes' | 'ages'; list: string } | { is: 'questions' } | { is: 'dates' };

/** Nobody has said yet, and it is not guessed. */
export type Open = { is: 'open' };

/** Where a meaning stands in a mapping. `of`: 'about', or the label's place in rows or columns, or a value of a column. */
export type Place = {
  table: string;
  of: 'about' | 'row' | 'column' | 'value';
  index?: number;
  value?: string;
};

/** The mapping with one meaning changed, as a person decided. */
export function withMeaning(mapping: Mapping, place: Place, means: Meaning): Mapping {
  return {
    ...mapping,
    tables: mapping.tables.map((table) => (table.id === place.table ? changed(table, place, means) : table)),
  };
}

function changed(table: MappedTable, { of, index, value }: Place, means: Meaning): MappedTable {
  if (of === 'about') return { ...table, about: means };
  const at = (labels: readonly MappedLabel[], change: (one: MappedLabel) => MappedLabel) =>
    labels.map((one, i) => (i === index ? change(one) : one));
  if (of === 'row') return { ...table, rows: at(table.rows, (one) => ({ ...one, means })) };
  if (of === 'column') return { ...table, columns: at(table.columns, (one) => ({ ...one, means })) };
  return {
    ...table,
    columns: at(table.columns, (one) => ({ ...one, values: { ...one.values, [value ?? '']: means } })),
  };
}
