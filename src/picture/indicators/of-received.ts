import { ASSESSMENT_2016, type Definition, type Indicator, incidents, OWN } from './indicator.ts';

export const OF_RECEIVED = {
  'receipts-received': {
    title: 'Referrals received',
    definition:
      'Every document that was acknowledged, whatever became of it. Volume is not prevalence: one event may be reported many times.',
    unit: 'receipts',
    group: 'received',
    numerator: 'count(*)',
    version: 1,
    provenance: OWN,
  },
  incidents: {
    title: 'Incidents',
    definition:
      'Receipts that are readable, not folded into another and not retracted: the same incident counts once, however many report it.',
    unit: 'incidents',
    group: 'received',
    numerator: incidents(),
    version: 1,
    provenance: OWN,
  },
  'imminent-danger': {
    title: 'Incidents with imminent danger',
    definition: 'Incidents assessed P1: current or immediate danger to a child.',
    unit: 'incidents',
    group: 'received',
    numerator: incidents(`imminence = 'P1'`),
    version: 1,
    provenance: OWN,
  },
  'content-first-seen': {
    title: 'Incidents with content never seen before',
    definition:
      'Share of incidents with hashed files of which at least one was known from no earlier referral and no hash list.',
    unit: 'share',
    group: 'received',
    numerator: incidents(`novelty = 'first-seen'`),
    denominator: incidents(
      `novelty in ('first-seen', 'seen-before', 'known', 'not-of-concern', 'partly-compared')`,
    ),
    version: 2,
    provenance: OWN,
  },
  locatable: {
    title: 'Incidents with something to locate a person by',
    definition:
      'Share of incidents with an account, an identifier, a name, or a connection with port and time.',
    unit: 'share',
    group: 'received',
    numerator: incidents('locatable'),
    denominator: incidents(),
    version: 1,
    provenance: OWN,
  },
} as const satisfies Record<string, Indicator>;

/** A count of the last months of a period, divided by how many they are. `of`: the id of the count. */
export type Average = Definition & { of: keyof typeof OF_RECEIVED; months: number };

export const AVERAGES = {
  'receipts-a-month': {
    title: 'Referrals received a month',
    definition:
      'Referrals received in the last three whole calendar months of the period that are over, divided by three. Every document that was acknowledged counts.',
    unit: 'receipts-a-month',
    group: 'received',
    of: 'receipts-received',
    months: 3,
    version: 2,
    provenance: ASSESSMENT_2016,
  },
} as const satisfies Record<string, Average>;
export type AverageId = keyof typeof AVERAGES;
