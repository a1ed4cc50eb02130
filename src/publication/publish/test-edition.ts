import { changeBetween } from '../../picture/index.ts';
import { memorySigner } from '../../shared/signer.ts';
import type { FrozenContent, Release, ReleasedFigure, ReleasedTable } from '../releases/release.ts';
import type { PublishOptions } from './publish-options.ts';

// An edition with something of everything, invented from end to end.

export const TEST_RELEASE: Release = {
  id: '0190c0de-0000-7000-8000-000000000001',
  slug: 'assessment-2012',
  edition: 2,
  title: 'Threat assessment 2012 & outlook',
  summary: 'There were [[figure image-reports]] reports of images, [[figure image-reports change]].',
  period: { from: '2012-01-01', to: '2012-12-31' },
  state: 'frozen',
  sections: [
    {
      id: 'images',
      heading: 'Images',
      text: 'A share of [[figure no-abuse]] ended early ([[figure no-abuse interval]]).\n\n- One <b>thing</b>\n- [[figure lone coverage]] answered: [[figure lone estimate]].\n\n[[chart by-threat]]\n\n[[chart lone]]\n\n[[claim children]]',
    },
    { id: 'ahead', heading: 'Ahead', text: '[[forecast reports]]\n\n[[series tor]]\n\n[[alerts]]' },
  ],
  priorities: [
    {
      id: 'p1',
      title: 'Answer sooner',
      why: 'It takes too long.',
      owner: 'Head of triage',
      dueOn: '2013-06-30',
      state: 'open',
      progress: '',
    },
  ],
  gaps: [
    {
      id: 'g1',
      question: 'How many reports are doubles?',
      owner: 'Lead analyst',
      reviewOn: '2013-03-31',
      state: 'open',
      answer: '',
    },
  ],
  revisionNote: 'One force sent its return late.',
  frozenAt: '2013-02-01T09:30:00.000Z',
  publishedAt: '2013-02-14T10:00:00.000Z',
};

const period = TEST_RELEASE.period;
const COMMON = {
  period,
  version: 1,
  provenance: 'Defined by this project, 2026-11.',
  group: 'images',
  before: null,
  comparedWith: null,
  change: null,
  compared: null,
  breaks: [],
  marks: [],
  interval: null,
  coverage: null,
  estimate: null,
  earlier: null,
  computedAt: '2013-02-01T09:00:00.000Z',
} as const satisfies Partial<ReleasedFigure>;

const FIGURES: ReleasedFigure[] = [
  {
    ...COMMON,
    id: 'image-reports',
    group: 'images',
    origin: 'records',
    title: 'Reports of indecent images of children',
    definition: 'Incidents whose threat is the proliferation of indecent images of children.',
    unit: 'incidents',
    measured: { numerator: 8000, denominator: null, value: 8000 },
    before: { numerator: 4000, denominator: null, value: 4000 },
    comparedWith: { from: '2011-01-01', to: '2011-12-31' },
    change: changeBetween(4000, 8000),
    compared: { dispersion: 1.1, isWidened: false, forces: null },
    marks: ['p'],
    earlier: 7990,
  },
  {
    ...COMMON,
    id: 'no-abuse',
    group: 'exploitation',
    origin: 'records',
    title: 'Exploitation in which no abuse was achieved',
    definition: 'Of reports of exploitation.',
    unit: 'share',
    measured: { numerator: 790, denominator: 1145, value: 790 / 1145 },
    interval: [0.6624, 0.7167],
  },
  {
    ...COMMON,
    id: 'lone',
    group: 'contact',
    origin: 'returns',
    title: 'Lone perpetrators',
    definition: 'As forces counted them.',
    unit: 'offenders',
    measured: { numerator: 2120, denominator: null, value: 2120 },
    before: { numerator: 0, denominator: null, value: null },
    coverage: {
      scope: 'england-and-wales',
      answered: 25,
      of: 43,
      shareOfPopulation: 0.612,
      missing: ['kent', 'wiltshire'],
    },
    estimate: {
      value: 3476.123456789,
      low: 3010.2,
      high: 3942.1,
      size: 'recorded crime',
      largestMissing: true,
    },
    marks: ['u'],
    breaks: ['Counting rules changed in April 2012'],
  },
];

const TABLE: ReleasedTable = {
  id: 'by-threat',
  title: 'Reports by threat & source',
  definition: 'Incidents.',
  dimensions: ['Threat', 'Source'],
  rows: [
    { cells: ['images', '=public'], count: 6100, marks: [], earlier: null },
    { cells: ['exploitation', 'platform'], count: 1145, marks: [], earlier: 1140 },
    { cells: ['transnational', ''], count: null, marks: ['c'], earlier: null },
  ],
  protection: 'suppress',
  note: '',
};

export const TEST_CONTENT: FrozenContent = {
  figures: FIGURES,
  tables: [TABLE],
  claims: [
    {
      id: 'children',
      statement: 'One child in 58 is affected.',
      value: 190_000,
      unit: 'children',
      saidBy: 'A national body',
      saidOn: '2013-06',
      document: 'A report, page 3',
      period: null,
      method: 'Survey',
      caveats: ['The question was a wide one.'],
      coverage: null,
      shareNotRecorded: 0.4,
    },
  ],
  series: [
    {
      id: 'tor',
      title: 'Daily users of a hidden network',
      publisher: 'Tor Metrics',
      licence: 'CC0',
      source: 'https://metrics.example/users',
      retrievedOn: '2013-01-31',
      unit: 'users',
      definition: 'Directly connecting users.',
      about: 'United Kingdom',
      breaks: [{ from: '2012-11', what: 'Counting changed' }],
      points: ['2012-10', '2012-11', '2012-12'].map((month, i) => ({
        period: month,
        value: i === 1 ? null : 12_000 + i * 1000,
        low: 11_000,
        high: i === 2 ? null : 14_000,
        marks: i === 1 ? (['b', 'x'] as const) : [],
      })),
    },
  ],
  alerts: [
    {
      id: 'a1',
      of: { threat: 'exploitation', unit: 'sample-force' },
      method: 'slow-rise',
      periodStart: '2012-10-01',
      periodName: '2012-10',
      count: 40,
      expected: 21.5,
      upper: null,
      says: 'Three months lie above the two years before.',
      foundAt: '2012-11-02T08:00:00.000Z',
      state: 'real',
      note: null,
    },
  ],
  forecasts: [
    {
      id: 'reports',
      title: 'Reports in 2013',
      unit: 'month',
      forecast: {
        series: 'reports',
        known: 700,
        total: 8412.4,
        low: 7900.2,
        high: 9001.7,
        periods: [{ start: '2013-02-01', expected: 701.234 }],
        hasSeason: true,
      },
      backtest: { tried: 30, textbook: 0.88, learned: 0.94, learnedFrom: 29 },
    },
  ],
  hidden: {
    unit: 'accounts',
    period,
    lists: ['public', 'industry', 'police'],
    collapsed: [{ lists: ['industry', 'hotline'], because: 'one feeds the other' }],
    result: {
      lists: ['public', 'industry + hotline', 'police'],
      known: 2744,
      stepwise: {
        total: 11_312.99,
        low: 9884,
        high: 13_027,
        pairs: ['public × police'],
        bca: { low: 9200, high: 14_900, resamples: 10_000, unfit: 2 },
      },
      spread: { models: 15, least: 10_546, most: 25_978 },
      averaged: { median: 22_985, low: 10_387, high: 33_439, mode: 22_000, most: 100_000 },
      models: { withEstimate: 900, all: 1024 },
    },
  },
};

export const TEST_OPTIONS: PublishOptions = {
  publisher: 'Test bureau',
  synthetic: true,
  licence: {
    name: 'OGL-UK-3.0',
    title: 'Open Government Licence v3.0',
    path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  },
  contact: 'statistics@bureau.example',
  address: 'https://bureau.example/publications',
  signer: memorySigner(),
  print: null,
};
