import type { ChangeWords } from '../../../picture/index.ts';
import { MARKS } from '../../../shared/marks.ts';
import type { IntelligenceGap, Priority } from '../../releases/release.ts';

// Vocabulary: every sentence of ours in a published edition, in English. Short sentences and everyday words.

type Percent = Extract<ChangeWords, { percent: number }>;

const signed = (percent: number) => `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)}%`;
const range = ({ lowPercent, highPercent }: Percent) =>
  `between ${signed(lowPercent)} and ${signed(highPercent)}`;

const PRIORITY_STATES: Record<Priority['state'], string> = {
  open: 'Open',
  met: 'Done',
  'carried-over': 'Carried over',
  dropped: 'Dropped',
};
const GAP_STATES: Record<IntelligenceGap['state'], string> = {
  open: 'Open',
  answered: 'Answered',
  'carried-over': 'Carried over',
  dropped: 'Dropped',
};
const MARK_MEANINGS: Record<keyof typeof MARKS, string> = MARKS;

const ASSUMED: readonly string[] = [
  'Each one counted is the same kind of thing in the same time. Each could have been on every list.',
  'We matched records of the same person without mistakes. A missed match makes the answer too high.',
  'Being on one list does not change the chance of being on another, apart from the pairs named above.',
  'Lists that feed each other count as one list. To count them as two would make the answer too low.',
];

export const english = {
  language: 'en',
  locale: 'en-GB',
  skip: 'Skip to the report',
  contents: 'Contents',
  edition: (number: number) => `Edition ${number}`,
  about: (from: string, to: string) => `About the time from ${from} to ${to}`,
  publishedOn: (day: string) => `Published on ${day}.`,
  notPublished: 'Not published yet.',
  frozenOn: (day: string) => `The figures were fixed on ${day}. They do not change in this edition.`,
  synthetic: 'This is an example. All of its records are made up.',
  summary: 'Summary',
  caution: {
    title: 'How to read this report',
    lines: [
      'These figures count reports. They do not count how many children were harmed.',
      'When more is reported, that does not always mean that more has happened.',
      'Choose any figure to see how it was made.',
      'Each figure can change later. A changed figure is marked [r] in the next edition.',
    ],
  },
  revisions: {
    title: 'What changed in this edition',
    none: 'No figure has changed since the last edition.',
    caption: 'Figures that have changed',
    what: 'Figure',
    earlier: 'Last edition',
    now: 'This edition',
  },
  figure: {
    noValue: 'not known',
    estimated: (value: string, low: string, high: string) =>
      `an estimated ${value} (likely between ${low} and ${high})`,
    counted: (value: string) => `${value} counted`,
    interval: (low: string, high: string) => `likely between ${low} and ${high}`,
    coverage: (answered: number, of: number, share: string) =>
      `${answered} of ${of} forces, where ${share} of people live`,
    noCoverage: 'all records held by the bureau',
    noChange: 'not compared',
  },
  change: {
    'counts-only': (before: string, after: string) =>
      `from ${before} to ${after}, too few to give a percentage`,
    'no-clear-change': 'no clear change',
    'at-least-doubled': (percent: Percent) =>
      `at least doubled (${signed(percent.percent)}, likely ${range(percent)})`,
    'about-doubled': (percent: Percent) =>
      `about doubled (${signed(percent.percent)}, likely ${range(percent)})`,
    up: (percent: Percent) => `up ${Math.abs(percent.percent)}% (likely ${range(percent)})`,
    down: (percent: Percent) => `down ${Math.abs(percent.percent)}% (likely ${range(percent)})`,
  },
  methods: {
    title: 'Definitions and methods',
    lead: 'Each figure in this report is listed here. You can see what it counts and how it was made.',
    value: 'This edition',
    earlier: 'Last edition',
    definition: 'What it counts',
    unit: 'Counted in',
    period: 'Time',
    to: 'to',
    version: 'Version of the definition',
    provenance: 'Where the definition comes from',
    made: 'How it was made',
    origin: {
      records: 'Counted from the records of the bureau.',
      returns: 'Added up from what the forces sent in.',
    },
    parts: 'Parts',
    share: (numerator: string, denominator: string) => `${numerator} out of ${denominator}`,
    interval: 'Likely range (95%)',
    exact: 'Worked out by the method of Wilson.',
    coverage: 'Who answered',
    missing: 'No answer from',
    unadjusted: 'Counted, not adjusted',
    adjusted: 'Adjusted for missing forces',
    adjustedHow: (size: string) => `Missing forces were worked out from: ${size}.`,
    largestMissing: 'The largest force did not answer. The adjusted figure is probably too high.',
    before: 'Earlier value',
    change: 'Change',
    changeHow: 'The range is exact, given the two counts.',
    bothForces: (both: number, of: number) =>
      `Only the ${both} of ${of} forces that answered both times are compared.`,
    widened: 'It was made wider, because the parts differ more than counting explains.',
    comparedWith: 'Compared with',
    breaks: 'Breaks in counting',
    marks: 'Shorthand',
    computed: 'Worked out on',
    back: 'Back to the text',
  },
  tables: {
    title: 'Tables',
    definition: 'What it counts',
    count: 'Count',
    shorthand: 'Shorthand',
    earlier: 'Last edition',
    same: 'the same',
    rowsShown: (shown: number, all: number) =>
      `The first ${shown} of ${all} rows. All rows are in the files.`,
    protection: {
      suppress: 'Small counts were left out so that nobody can be found in them.',
      move: 'Counts were moved a little so that nobody can be found in them. They may not add up.',
      round: 'Counts were rounded so that nobody can be found in them. They may not add up.',
    },
    leftOut: 'left out',
    tableOf: (title: string) => `Table: ${title}`,
    chartOf: (first: string, value: string) => `The longest bar is ${first}, with ${value}.`,
  },
  claims: {
    title: 'What others have said',
    lead: 'We did not check or change these. We do not add them to our figures.',
    value: 'Value',
    saidBy: 'Said by',
    saidOn: 'Said on',
    document: 'Where',
    period: 'About',
    method: 'How they know',
    coverage: 'Who was counted',
    notRecorded: 'Not recorded for',
    caveats: 'Take care',
    unknown: 'nobody said',
  },
  series: {
    title: 'Figures that others publish',
    lead: 'These come from other bodies. We show them beside ours and never add them up.',
    publisher: 'Publisher',
    source: 'Source',
    retrieved: 'Taken on',
    licence: 'Licence',
    about: 'About',
    definition: 'What it counts',
    breaks: 'Breaks in counting',
    period: 'Time',
    value: 'Value',
    low: 'Low',
    high: 'High',
    shorthand: 'Shorthand',
    chartOf: (from: string, to: string, least: string, most: string) =>
      `From ${from} to ${to}. The lowest value is ${least} and the highest is ${most}.`,
  },
  alerts: {
    title: 'What may be new',
    lead: 'Each of these rose more than we expected. Beside it you see what a person made of it.',
    none: 'There is none in this edition.',
    what: 'What rose',
    period: 'When',
    count: 'Count',
    expected: 'Expected',
    upper: 'Alarm from',
    says: 'What it says',
    judged: 'What a person said',
    states: {
      new: 'Nobody has looked yet',
      seen: 'Seen',
      real: 'A real rise',
      explained: 'Has an explanation',
    },
  },
  forecasts: {
    title: 'How the year may end',
    lead: 'A forecast is not a fact. Beside each one you see how often earlier ones came true.',
    expected: 'Expected in all [f]',
    known: 'Counted so far',
    interval: 'Likely range (95%)',
    noInterval: 'Too little is known to give one',
    held: 'How often earlier ranges held',
    heldText: (share: string, tried: number) => `${share} of ${tried} earlier forecasts`,
    notHeld: 'Too few were made to say',
    period: 'Time',
    periodExpected: 'Expected [f]',
  },
  hidden: {
    title: 'How many nobody has found',
    none: 'We did not work this out in this edition.',
    lead: 'Nobody can count this. Three ways of working it out give three answers. Always read them together.',
    unit: 'What is counted',
    period: 'Time',
    lists: 'Lists used',
    collapsed: 'Lists counted as one',
    known: 'On at least one list',
    caption: 'Three answers to one question',
    way: 'Way of working it out',
    answer: 'Answer [e]',
    low: 'Low',
    high: 'High',
    stepwise: 'One model, built step by step',
    bca: (resamples: string) => `The same model, range from ${resamples} repeated draws`,
    spread: (models: number) => `All ${models} models that fit nearly as well`,
    averaged: 'Average over many models',
    noAnswer: 'no answer',
    pairs: 'Pairs of lists that go together in the model',
    noPairs: 'none',
    models: (fitting: number, all: number) => `${fitting} of ${all} models have an answer.`,
    assumed: 'This holds only if all of these are true',
    assumptions: ASSUMED,
  },
  priorities: {
    title: 'What we will do next',
    what: 'Priority',
    why: 'Why',
    owner: 'Who',
    due: 'By',
    state: 'State',
    progress: 'Progress',
    none: 'There is none in this edition.',
    nothingSaid: 'nothing yet',
    states: PRIORITY_STATES,
  },
  gaps: {
    title: 'What we do not know',
    question: 'Question',
    owner: 'Who finds out',
    review: 'Look again on',
    state: 'State',
    answer: 'Answer',
    none: 'There is none in this edition.',
    states: GAP_STATES,
  },
  shorthand: {
    title: 'Shorthand in this report',
    mark: 'Shorthand',
    meaning: 'What it means',
    lead: 'Short marks stand beside some figures.',
    meanings: MARK_MEANINGS,
  },
  citing: {
    title: 'How to quote this report',
    text: (said: { publisher: string; year: string; title: string; edition: number }) =>
      `${said.publisher} (${said.year}). ${said.title}. Edition ${said.edition}.`,
    licence: 'Licence',
    noLicence: 'No licence was given. Ask before you use it elsewhere.',
    contact: 'Questions',
    dates: 'Dates',
    check: 'How to check that this copy is real',
    checkText:
      'Every file is listed in manifest.json with its own fingerprint. The list is signed. Ask us for our key. Then the command “everydot release verify” checks them all.',
    forms: 'This report is also there as a PDF, as spreadsheets (ODS and XLSX) and as CSV tables.',
  },
};

export type PageWords = typeof english;
