// A vocabulary: claims that are quoted about the matter, as far as they could be attributed when this was written. What was
// not re-read is said to be so, and nobody should quote it onwards before reading the original.

import type { RegisteredClaim } from './claim-version.ts';

const NATIONAL = {
  saidBy: 'The national centre, in its threat assessment of child sexual exploitation and abuse',
  saidOn: '2013',
  document: 'National threat assessment 2012/13',
  period: null,
  method: 'Not stated where this entry was taken from.',
  coverage: null,
  shareNotRecorded: null,
  knownFrom: 'secondary',
  contradicts: [],
  contradiction: '',
} as const;

const NOT_RE_READ = 'Taken from a summary of the assessment: read the original before quoting it.';
const NOT_COUNTED = 'An estimate of what is not recorded; it cannot be compared with counts of reports.';

const INSTRUMENT = {
  topic: 'suspect-risk-instruments',
  saidOn: '2016',
  period: null,
  method:
    'Development sample: 374 cases of 11 forces in the United Kingdom (170 with contact offence convictions or allegations, 204 without). The cut-off was not published.',
  coverage: null,
  shareNotRecorded: null,
  knownFrom: 'secondary',
} as const;

const LONG_2016 = {
  saidBy: 'Long, Alison, Tejeiro, Hendricks and Giles',
  document: 'Psychology, Public Policy and Law 22(1), 12–21',
  contradicts: ['kirat-overall'],
  contradiction:
    'The two rates give 78.3 % of these cases altogether, not 83.7 %: neither figure follows from the other.',
} as const;

const DEVELOPMENT_SAMPLE =
  'Measured on the sample that the instrument was made from; at a lower base rate far fewer flags are right.';

export const SHIPPED_CLAIMS: readonly RegisteredClaim[] = [
  {
    ...NATIONAL,
    id: 'children-abused-190000',
    topic: 'children-abused',
    statement: '190,000 children (1 in 58) are sexually abused.',
    value: 190_000,
    unit: 'children',
    caveats: [
      NOT_RE_READ,
      NOT_COUNTED,
      'Which abuse, by whom and up to which age is not stated where this entry was taken from.',
      'The two figures belong together only with the number of children they were worked out from.',
    ],
  },
  {
    ...NATIONAL,
    id: 'contact-victims-10000',
    topic: 'contact-victims-a-year',
    statement: 'There are 10,000 new victims of contact sexual abuse a year.',
    value: 10_000,
    unit: 'children a year',
    caveats: [
      NOT_RE_READ,
      NOT_COUNTED,
      'Whether it was worked out from the claim of 190,000 children is not stated where this entry was taken from: do not count the two as two pieces of evidence.',
    ],
  },
  {
    ...NATIONAL,
    id: 'offences-20000',
    topic: 'recorded-offences',
    statement: '20,000 sexual offences against children in England and Wales.',
    value: 20_000,
    unit: 'offences',
    caveats: [
      NOT_RE_READ,
      'Which offences and which year were counted is not stated where this entry was taken from.',
      'Recorded offences are neither children nor prevalence.',
    ],
  },
  {
    ...NATIONAL,
    id: 'distributors-50000',
    topic: 'distributors',
    statement: '50,000 people share indecent images of children.',
    value: 50_000,
    unit: 'people',
    caveats: [
      NOT_RE_READ,
      NOT_COUNTED,
      'Of which country and which year is not stated where this entry was taken from.',
    ],
  },
  {
    ...NATIONAL,
    id: 'hidden-site-users-1m',
    topic: 'hidden-site-users',
    statement: 'A single hidden site has a million users.',
    value: 1_000_000,
    unit: 'users',
    caveats: [
      NOT_RE_READ,
      'Registered names are not people: one person can have many, and many are never used.',
    ],
  },
  {
    ...NATIONAL,
    id: 'hidden-site-files-1600000',
    topic: 'hidden-site-files',
    statement: 'A single hidden site holds 1.6 million files.',
    value: 1_600_000,
    unit: 'files',
    caveats: [
      NOT_RE_READ,
      'Whether the same file was counted once or as often as it was posted is not stated.',
    ],
  },
  {
    ...NATIONAL,
    id: 'hidden-network-20000',
    topic: 'hidden-network-users',
    statement: 'A hidden network is expected to have 20,000 daily users by the end of 2013.',
    value: 20_000,
    unit: 'users a day',
    period: '2013-12',
    caveats: [NOT_RE_READ, 'A forecast; hold it against the outside series of daily users.'],
  },
  {
    ...INSTRUMENT,
    id: 'kirat-contact-cases',
    statement: 'KIRAT-2 rated 97.6 % of cases with a contact offence high or very high.',
    value: 97.6,
    unit: '% of cases with a contact offence',
    caveats: [DEVELOPMENT_SAMPLE],
    ...LONG_2016,
  },
  {
    ...INSTRUMENT,
    id: 'kirat-other-cases',
    statement: 'KIRAT-2 rated 62.3 % of cases without a contact offence low or medium.',
    value: 62.3,
    unit: '% of cases without a contact offence',
    caveats: [DEVELOPMENT_SAMPLE],
    ...LONG_2016,
  },
  {
    ...INSTRUMENT,
    id: 'kirat-overall',
    saidBy:
      'Slides of the National Crime Agency and the University of Liverpool; a hearing of the national inquiry',
    saidOn: '2018',
    document: 'Slides, date not known; inquiry hearing, 2018',
    statement: 'KIRAT-2 has an overall correct prediction rate of 83.7 %.',
    value: 83.7,
    unit: '% of cases',
    caveats: [DEVELOPMENT_SAMPLE, 'One rate for both kinds of error: which of the two it makes is not said.'],
    contradicts: ['kirat-contact-cases', 'kirat-other-cases'],
    contradiction: LONG_2016.contradiction,
  },
];
