import type { ReturnFigure } from './scheme/scheme.ts';

/** What was read of a return by its mapping. */
export type Reading = {
  figures: ReturnFigure[];
  unmapped: Unmapped[];
  faults: ReturnFault[];
  /** How the file differs from the one that the mapping was made for. */
  changes: ReadingChange[];
};

/** Counts that stand in the file and are in no figure. */
export type Unmapped = {
  sheet: string;
  /** "B7", or "B7:D9". */
  cell: string;
  /** The force's words; empty where they might name a person. */
  label: string;
  why: keyof typeof UNMAPPED;
};

export const UNMAPPED = {
  open: 'nobody has said what it means',
  'no-question': 'it is not known which question it answers',
  'two-questions': 'its row and its column answer different questions',
  'not-broken-down-so': 'the scheme does not break this question down so',
  new: 'it was not in the return that the mapping was made for',
} as const satisfies Record<string, string>;

export type ReturnFault = {
  sheet: string;
  cell: string;
  code: ReturnFaultCode;
  /** The question it bears on, where it is known. */
  question?: string;
  /** How often, where one entry stands for several cells or rows. */
  times?: number;
};

/** The vocabulary of faults. `refuses`: the value is not taken; else it stands until a person has looked. */
export const RETURN_FAULTS = {
  'not-a-count': { title: 'It is not a count', refuses: true },
  negative: { title: 'It is below nothing', refuses: true },
  fraction: { title: 'It is not a whole number', refuses: true },
  'separator-unclear': { title: 'A point before three figures: thousands, or a fraction?', refuses: true },
  share: { title: 'It is a share, not a count', refuses: true },
  date: { title: 'It is a date, perhaps made by the spreadsheet out of something else', refuses: true },
  'formula-without-value': { title: 'It is a formula whose result is not in the file', refuses: true },
  'formula-error': { title: 'It is a formula that failed', refuses: true },
  'too-large': { title: 'It is more than there can be', refuses: true },
  'merged-value': { title: 'One value stands for several rows or columns', refuses: true },
  'perhaps-a-label': {
    title: 'It reads as a label, not as a count: a column or a heading may be missing',
    refuses: true,
  },
  'double-answer': { title: 'The same question is answered twice, differently', refuses: true },
  'part-of-sum-missing': { title: 'One of the values that it is added up from is missing', refuses: true },
  'said-twice': { title: 'The same question is answered twice, with the same value', refuses: false },
  'dash-unclear': { title: 'A dash: nothing, or not known?', refuses: false },
  footnote: { title: 'The value has a footnote', refuses: false },
  hidden: { title: 'It stands in a hidden row, column or sheet', refuses: false },
  'part-exceeds-whole': { title: 'The part is larger than its whole', refuses: false },
  'parts-do-not-sum': { title: 'The parts do not add up to the total', refuses: false },
  'impossible-ratio': { title: 'The two counts cannot both be right', refuses: false },
  'whole-added-up': { title: 'The return gives no total; it was added up from the parts', refuses: false },
  'date-unclear': { title: 'The date of the case cannot be read; it is counted', refuses: false },
  'line-not-counted': { title: 'A line among the cases is no case, and is not counted', refuses: false },
  'unknown-code': { title: 'The code is in no list of the scheme', refuses: false },
  'row-twice': { title: 'The same case stands in two rows', refuses: false },
  'outside-period': { title: 'The case is dated outside the period, and is not counted', refuses: false },
  'identifies-people': {
    title: 'The file names people; rows were counted, and no name was kept',
    refuses: false,
  },
} as const satisfies Record<string, { title: string; refuses: boolean }>;
export type ReturnFaultCode = keyof typeof RETURN_FAULTS;

export type ReadingChange = {
  what: keyof typeof READING_CHANGES;
  sheet: string;
  label: string;
  /** Where it stands now, where it is there. */
  cell?: string;
};

const READING_CHANGES = {
  'sheet-missing': 'a sheet is no longer there, or was renamed',
  'sheet-renamed': 'a sheet was renamed',
  'sheet-new': 'a sheet is new',
  'row-missing': 'a row is no longer there, or was renamed',
  'row-new': 'a row is new',
  'column-missing': 'a column is no longer there, or was renamed',
  'column-new': 'a column is new',
  moved: 'the order of rows or columns changed; they were found by their names',
} as const satisfies Record<string, string>;
