import type { Mark } from '../../shared/marks.ts';

/** What every force is asked for a year, in the same words: a version of the national scheme. */
export type Scheme = {
  id: string;
  version: number;
  title: string;
  /** First day of the years that it is for, YYYY-MM-DD. */
  validFrom: string;
  questions: readonly Question[];
  codeLists: readonly CodeList[];
};

export type Question = {
  id: string;
  title: string;
  /** In words: what is counted, and what is not. */
  definition: string;
  unit: 'reports' | 'offences' | 'offenders' | 'groups' | 'victims' | 'files' | 'arrests' | 'operations';
  /** Ids of the code lists by which it may be broken down. */
  by: readonly string[];
  /** Other names by which forces are known to ask it: what a mapping is proposed from. */
  alsoNamed: readonly string[];
  /** Ids of questions whose count this one cannot exceed. */
  atMost: readonly string[];
};

export type CodeList = {
  id: string;
  title: string;
  codes: readonly { code: string; label: string; alsoNamed: readonly string[] }[];
};

/** One answer of a force's return in national terms. `codes`: code list id to code; empty for the whole question. */
export type ReturnFigure = {
  question: string;
  codes: Readonly<Record<string, string>>;
  value: number | null;
  marks: readonly Mark[];
  /** Where it was read: "Sheet1!C12"; where rows were counted, the column. */
  cell: string;
  /** The force's code is wider than the national one, or narrower: something was lost on the way. */
  isLossy: boolean;
};
