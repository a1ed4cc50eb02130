import type { Scheme } from './vocabulary.ts';

/** What a value of one scheme may be in another: never a grade, always a hint for whoever grades. */
export type Candidates = { scheme: Scheme; values: readonly string[] };

type Row = { from: Scheme; value: string; to: Scheme; values: readonly string[] };

/**
 * Sentencing Council 2012 consultation and 2014 guideline: A is levels 4 and 5, B is 2 and 3, C is 1. The US digit is the
 * act and its letter the child's stage, so that rank 1 may be UK A or B, and rank 2 C: a judgement, not a rule. Nothing
 * leads to prohibited images, which are a class of their own.
 */
const CROSSWALK: readonly Row[] = [
  ...['4', '5'].map((value) => ({ from: 'uk-sap', value, to: 'uk-abc', values: ['A'] }) as const),
  ...['2', '3'].map((value) => ({ from: 'uk-sap', value, to: 'uk-abc', values: ['B'] }) as const),
  { from: 'uk-sap', value: '1', to: 'uk-abc', values: ['C'] },
  { from: 'uk-abc', value: 'A', to: 'uk-sap', values: ['4', '5'] },
  { from: 'uk-abc', value: 'B', to: 'uk-sap', values: ['2', '3'] },
  { from: 'uk-abc', value: 'C', to: 'uk-sap', values: ['1'] },
  ...['A1', 'B1'].map((value) => ({ from: 'us-industry', value, to: 'uk-abc', values: ['A', 'B'] }) as const),
  ...['A2', 'B2'].map((value) => ({ from: 'us-industry', value, to: 'uk-abc', values: ['C'] }) as const),
];

export function candidatesFor(scheme: string, value: string | null): Candidates[] {
  return CROSSWALK.filter((row) => row.from === scheme && row.value === value).map(({ to, values }) => ({
    scheme: to,
    values,
  }));
}
