import type { IndicatorId } from '../indicators.ts';
import type { TableBreakdown } from './table-question.ts';

export type FixedTable = {
  title: string;
  /** In words: what is counted by what. */
  definition: string;
  count: IndicatorId;
  by: readonly TableBreakdown[];
  /** How many years it reaches back, the one of the edition among them. */
  years: number;
};

/** Tables that every edition of the report prints, suppressed in the same way. Chosen after those of earlier assessments, 2026-11. */
export const FIXED_TABLES = {
  'threat-by-year': {
    title: 'Incidents by threat and year',
    definition:
      'Incidents (readable, not folded into another, not retracted) by key threat and calendar year of receipt, five years.',
    count: 'incidents',
    by: ['threat', 'year'],
    years: 5,
  },
  'threat-by-month': {
    title: 'Incidents by threat and month',
    definition: 'Incidents by key threat and calendar month of receipt.',
    count: 'incidents',
    by: ['threat', 'month'],
    years: 1,
  },
  'source-by-threat': {
    title: 'Incidents by kind of source and threat',
    definition: 'Incidents by the kind of organisation or person that referred them, and key threat.',
    count: 'incidents',
    by: ['source-kind', 'threat'],
    years: 1,
  },
  'unit-by-threat': {
    title: 'Incidents by receiving unit and threat',
    definition:
      'Incidents by the unit that the first package went to, and key threat. Not sent yet stands apart.',
    count: 'incidents',
    by: ['unit', 'threat'],
    years: 1,
  },
  'band-by-threat': {
    title: 'Incidents by priority band and threat',
    definition:
      'Incidents by the band that was decided, or proposed where nobody has decided, and key threat.',
    count: 'incidents',
    by: ['band', 'threat'],
    years: 1,
  },
  'incident-type-by-year': {
    title: 'Incidents by type and year',
    definition: 'Incidents by type of incident and calendar year of receipt, five years.',
    count: 'incidents',
    by: ['incident-type', 'year'],
    years: 5,
  },
  'novelty-by-threat': {
    title: 'Incidents by novelty of content and threat',
    definition: 'Incidents by whether their content had been seen before, and key threat.',
    count: 'incidents',
    by: ['novelty', 'threat'],
    years: 1,
  },
} as const satisfies Record<string, FixedTable>;
export type FixedTableId = keyof typeof FIXED_TABLES;
