// A vocabulary: series of others that come with the program, as far as their figures could be attributed when this was
// written, and places for those that are to be imported.

import type { OutsidePoint, OutsideSeries } from './outside-series.ts';

const RESTATED = 'as restated in the notes of this project; the original was not re-read';

const NCMEC = {
  publisher: 'National Center for Missing and Exploited Children (NCMEC)',
  licence: 'Not stated; figures are facts, quoted with their source',
  retrievedOn: '2026-11-22',
  unit: 'reports',
} as const;

/** Of 2024, when reports about one event began to be counted as one. Source: NCMEC, CyberTipline data, 2024. */
const BUNDLING = {
  from: '2024',
  what: 'NCMEC began to bundle reports about the same event: earlier years cannot be compared with 2024 and later.',
} as const;

const MILLION = 1_000_000;

export const SHIPPED_SERIES: readonly OutsideSeries[] = [
  {
    ...NCMEC,
    id: 'ncmec-world',
    title: 'Reports to the CyberTipline, world-wide',
    source: `CyberTipline data by year, ${RESTATED}`,
    definition:
      'Reports of suspected child sexual exploitation that NCMEC received in the year, rounded to 100,000. Reports are neither children nor offenders, and much is reported more than once.',
    about: 'World',
    breaks: [BUNDLING],
    points: yearly(
      { 2019: 16.9, 2020: 21.8, 2021: 29.4, 2022: 32.1, 2023: 36.2, 2024: 20.5, 2025: 21.3 },
      MILLION,
      '2024',
    ),
  },
  {
    ...NCMEC,
    id: 'ncmec-uk',
    title: 'Reports to the CyberTipline that NCMEC attributed to the United Kingdom',
    source: `CyberTipline reports by country, ${RESTATED}`,
    definition:
      'Reports in which a place in the United Kingdom was named or resolved, in the year. A country is a hint: networks that hide where somebody is move reports from one country to another.',
    about: 'United Kingdom',
    breaks: [BUNDLING],
    points: yearly({ 2019: 74_330, 2020: 75_578, 2021: 97_727, 2022: 316_900, 2023: 178_648 }, 1),
  },
  {
    id: 'iwf-reports',
    title: 'Web addresses confirmed by the Internet Watch Foundation',
    publisher: 'Internet Watch Foundation (IWF)',
    licence: 'Not known: look it up when you import',
    source: 'Nothing imported yet',
    retrievedOn: '',
    unit: 'web addresses',
    definition:
      'A place for the yearly figures that the IWF publishes: fill it by importing them with their definition and source.',
    about: 'World',
    breaks: [],
    points: [],
  },
];

/** `broken`: from this year on something else is counted. */
function yearly(values: Record<number, number>, times: number, broken?: string): OutsidePoint[] {
  return Object.entries(values).map(([period, value]) => ({
    period,
    value: Math.round(value * times),
    low: null,
    high: null,
    marks: period === broken ? ['b'] : [],
  }));
}
