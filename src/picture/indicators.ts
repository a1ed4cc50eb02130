// The catalogue of indicators: a vocabulary of named, versioned definitions. `numerator` and `denominator` are
// expressions over picture_fact in the part of SQL that PostgreSQL and DuckDB share; each is written once, here.

export type Indicator = {
  title: string;
  /** In words: what is counted, and what is not. */
  definition: string;
  unit: 'receipts' | 'incidents' | 'files' | 'children' | 'share' | 'minutes';
  numerator: string;
  /** For a share: what it is a share of. */
  denominator?: string;
  version: number;
  /** Where the definition comes from. */
  provenance: string;
};

const COUNTED = `state not in ('folded', 'retracted', 'disposed', 'quarantined')`;
const incidents = (which: string) => `count(*) filter (where ${COUNTED} and ${which})`;
const OWN = 'Defined by this project, 2026-11.';
const ASSESSMENT_2012 =
  'Published figure of the 2012/13 national threat assessment; definition restated by this project.';

export const INDICATORS = {
  'receipts-received': {
    title: 'Referrals received',
    definition:
      'Every document that was acknowledged, whatever became of it. Volume is not prevalence: one event may be reported many times.',
    unit: 'receipts',
    numerator: 'count(*)',
    version: 1,
    provenance: OWN,
  },
  incidents: {
    title: 'Incidents',
    definition:
      'Receipts that are readable, not folded into another and not retracted: the same incident counts once, however many report it.',
    unit: 'incidents',
    numerator: incidents('true'),
    version: 1,
    provenance: OWN,
  },
  'image-reports': {
    title: 'Reports of indecent images of children',
    definition: 'Incidents whose threat is the proliferation of indecent images of children.',
    unit: 'incidents',
    numerator: incidents(`threat = 'images'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-reported': {
    title: 'Files reported',
    definition: 'Files listed in image reports. A file reported twice counts twice.',
    unit: 'files',
    numerator: `coalesce(sum(files) filter (where ${COUNTED} and threat = 'images'), 0)`,
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-level-4': {
    title: 'Files graded level 4',
    definition: 'Files in image reports graded level 4 on the UK scale in use until 2014.',
    unit: 'files',
    numerator: `coalesce(sum(files_level_4) filter (where ${COUNTED}), 0)`,
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-category-a': {
    title: 'Files graded category A',
    definition:
      'Files graded category A on the UK scale in use since April 2014. Not comparable with a US A1.',
    unit: 'files',
    numerator: `coalesce(sum(files_category_a) filter (where ${COUNTED}), 0)`,
    version: 1,
    provenance: OWN,
  },
  'girls-under-10': {
    title: 'Female victims under 10',
    definition: 'Children recorded as female whose whole stated age range lies under ten years.',
    unit: 'children',
    numerator: `coalesce(sum(girls_under_10) filter (where ${COUNTED}), 0)`,
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'exploitation-reports': {
    title: 'Reports of online child sexual exploitation',
    definition: 'Incidents whose threat is online child sexual exploitation.',
    unit: 'incidents',
    numerator: incidents(`threat = 'exploitation'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'exploitation-no-abuse-achieved': {
    title: 'Exploitation reports in which no abuse was achieved',
    definition: 'Share of exploitation reports with a known answer in which the sexual aim was not achieved.',
    unit: 'share',
    numerator: incidents(`threat = 'exploitation' and abuse_achieved = 'no'`),
    denominator: incidents(`threat = 'exploitation' and abuse_achieved <> 'unknown'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'exploitation-aiming-to-meet': {
    title: 'Exploitation reports aimed at meeting the child',
    definition:
      'Share of exploitation reports with a known answer in which the aim was to meet for contact abuse.',
    unit: 'share',
    numerator: incidents(`threat = 'exploitation' and aims_to_meet = 'yes'`),
    denominator: incidents(`threat = 'exploitation' and aims_to_meet <> 'unknown'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-reports': {
    title: 'Reports of transnational child sexual abuse',
    definition: 'Incidents whose threat is transnational child sexual abuse.',
    unit: 'incidents',
    numerator: incidents(`threat = 'transnational'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-not-registered': {
    title: 'Transnational reports whose offender is not on a register',
    definition:
      'Share of transnational reports with a known answer in which the offender is not on a sex offender register.',
    unit: 'share',
    numerator: incidents(`threat = 'transnational' and registered_offender = 'no'`),
    denominator: incidents(`threat = 'transnational' and registered_offender <> 'unknown'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'imminent-danger': {
    title: 'Incidents with imminent danger',
    definition: 'Incidents assessed P1: current or immediate danger to a child.',
    unit: 'incidents',
    numerator: incidents(`imminence = 'P1'`),
    version: 1,
    provenance: OWN,
  },
  'content-first-seen': {
    title: 'Incidents with content never seen before',
    definition:
      'Share of incidents with hashed files of which at least one was known from no earlier referral and no hash list.',
    unit: 'share',
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
    numerator: incidents('locatable'),
    denominator: incidents('true'),
    version: 1,
    provenance: OWN,
  },
  disseminated: {
    title: 'Incidents sent to a receiving unit',
    definition: 'Incidents for which at least one package was sent.',
    unit: 'incidents',
    numerator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  'sent-within-a-day': {
    title: 'Sent within a day',
    definition: 'Share of the incidents sent that were sent within 24 hours of receipt.',
    unit: 'share',
    numerator: incidents('sent_minutes <= 1440'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  acknowledged: {
    title: 'Packages acknowledged',
    definition: 'Share of the incidents sent whose receiving unit has acknowledged a package.',
    unit: 'share',
    numerator: incidents('acknowledged_minutes is not null'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  'outcome-known': {
    title: 'Outcome known',
    definition: 'Share of the incidents sent for which an outcome has been recorded.',
    unit: 'share',
    numerator: incidents('outcome is not null'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
} as const satisfies Record<string, Indicator>;

export type IndicatorId = keyof typeof INDICATORS;

/** By what an indicator may be broken down: a column of picture_fact. */
export const BREAKDOWNS = {
  threat: { label: 'Threat', column: 'threat' },
  source: { label: 'Source', column: 'source' },
  channel: { label: 'Channel', column: 'channel' },
  unit: { label: 'Receiving unit', column: 'unit' },
  band: { label: 'Band', column: 'band' },
  day: { label: 'Day', column: 'received_on' },
  month: { label: 'Month', column: 'received_month' },
} as const satisfies Record<string, { label: string; column: string }>;
export type Breakdown = keyof typeof BREAKDOWNS;
