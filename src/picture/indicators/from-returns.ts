import { ASSESSMENT_2012, ASSESSMENT_2016, type Definition, OWN } from './indicator.ts';

// The catalogue of what is counted in the returns of forces: which answers of the national scheme make up a figure.

/** Answers to a question; with `codes`, only those of these codes of a list. */
export type Answers = { question: string; codes?: Readonly<Record<string, readonly string[]>> };

/** `of`: for a share, what it is a share of; forces that did not answer both do not count. */
export type ReturnIndicator = Definition & { counts: Answers; of?: Answers };

export const RETURN_INDICATORS = {
  'returned-image-reports': {
    title: 'Image reports of forces',
    definition:
      'Reports of the possession, making or distribution of indecent images of children that reached forces. What the bureau sent them is among it: never to be added to the bureau’s own figure.',
    unit: 'reports',
    group: 'images',
    counts: { question: 'image-reports' },
    version: 1,
    provenance: OWN,
  },
  'returned-image-files': {
    title: 'Files in image reports of forces',
    definition: 'Files in the image reports of forces, graded or not. A file reported twice counts twice.',
    unit: 'files',
    group: 'images',
    counts: { question: 'image-files' },
    version: 1,
    provenance: OWN,
  },
  'returned-files-level-4': {
    title: 'Files of forces graded level 4',
    definition: 'Files in the image reports of forces, graded level 4 on the UK scale in use until 2014.',
    unit: 'files',
    group: 'images',
    counts: { question: 'image-files', codes: { 'sap-level': ['4'] } },
    version: 1,
    provenance: OWN,
  },
  'returned-files-category-a': {
    title: 'Files of forces graded category A',
    definition:
      'Files in the image reports of forces, graded category A on the UK scale in use since April 2014.',
    unit: 'files',
    group: 'images',
    counts: { question: 'image-files', codes: { 'image-category': ['A'] } },
    version: 1,
    provenance: OWN,
  },
  'returned-victims': {
    title: 'Child victims known to forces',
    definition:
      'Children under 18 known or seen to be victims, counted once each by a force in the year. Two forces may count the same child.',
    unit: 'victims',
    group: 'contact',
    counts: { question: 'victims' },
    version: 1,
    provenance: OWN,
  },
  'returned-victims-youngest': {
    title: 'Child victims of up to ten years',
    definition:
      'Share of child victims of a known age who are in the youngest bands: under 10 until 2013, up to 10 since.',
    unit: 'share',
    group: 'contact',
    counts: { question: 'victims', codes: { 'age-band': ['0-9', '0-2', '3-6', '7-10'] } },
    of: {
      question: 'victims',
      codes: {
        'age-band': ['0-9', '10-12', '13-15', '16-17', '0-2', '3-6', '7-10', '11-13', '14-15'],
      },
    },
    version: 1,
    provenance: OWN,
  },
  'returned-exploitation-reports': {
    title: 'Online exploitation reports of forces',
    definition:
      'Reports of grooming or other exploitation of a child online that reached forces. What the bureau sent them is among it.',
    unit: 'reports',
    group: 'exploitation',
    counts: { question: 'exploitation-reports' },
    version: 1,
    provenance: OWN,
  },
  'lone-perpetrators': {
    title: 'Lone perpetrators',
    definition:
      'People suspected of the sexual abuse of children who acted alone, counted once each by a force in the year.',
    unit: 'offenders',
    group: 'contact',
    counts: { question: 'lone-perpetrators' },
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'group-offences': {
    title: 'Group or gang offences',
    definition:
      'Cases of the sexual abuse of children by two or more people acting together. A group counts once, however many people or offences it has.',
    unit: 'groups',
    group: 'contact',
    counts: { question: 'group-offences' },
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'recorded-offences': {
    title: 'Recorded child sexual offences',
    definition:
      'Sexual offences against children recorded in the year. A change of what is recorded is not a change of what happens.',
    unit: 'offences',
    group: 'contact',
    counts: { question: 'recorded-offences' },
    version: 1,
    provenance: OWN,
  },
  'returned-transnational-reports': {
    title: 'Transnational reports of forces',
    definition:
      'Reports of offenders who travel to abuse, who live abroad, or whose victims or recipients are abroad.',
    unit: 'reports',
    group: 'transnational',
    counts: { question: 'transnational-reports' },
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'returned-transnational-not-registered': {
    title: 'Transnational reports of forces whose offender is not on a register',
    definition:
      'Share of the transnational reports of forces with a known answer in which the offender is not on a sex offender register.',
    unit: 'share',
    group: 'transnational',
    counts: { question: 'transnational-reports', codes: { register: ['no'] } },
    of: { question: 'transnational-reports', codes: { register: ['yes', 'no'] } },
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'returned-transnational-embedded': {
    title: 'Transnational reports of forces about offenders who live abroad',
    definition:
      'Share of the transnational reports of forces of a known kind in which the offender lives abroad.',
    unit: 'share',
    group: 'transnational',
    counts: { question: 'transnational-reports', codes: { 'transnational-kind': ['embedded'] } },
    of: {
      question: 'transnational-reports',
      codes: { 'transnational-kind': ['travel', 'recipient', 'embedded'] },
    },
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'returned-referrals': {
    title: 'Referrals that reached forces',
    definition:
      'Referrals and reports of online child sexual exploitation or abuse that reached forces, from the bureau or from anyone else. Never to be added to the bureau’s own figure.',
    unit: 'reports',
    group: 'received',
    counts: { question: 'referrals-received' },
    version: 1,
    provenance: OWN,
  },
  'registered-offenders': {
    title: 'Registered sex offenders managed by forces',
    definition:
      'People subject to notification requirements whom forces managed on the last day of the year.',
    unit: 'offenders',
    group: 'response',
    counts: { question: 'registered-offenders' },
    version: 1,
    provenance: OWN,
  },
  arrests: {
    title: 'Arrests',
    definition: 'Arrests in the year for the offences of the return. A person arrested twice counts twice.',
    unit: 'arrests',
    group: 'response',
    counts: { question: 'arrests' },
    version: 1,
    provenance: ASSESSMENT_2016,
  },
  'national-operations': {
    title: 'Parts taken in nationally co-ordinated operations',
    definition:
      'For each force, the nationally co-ordinated operations that it took part in. An operation of several forces counts once for each of them; none means that there was no such operation.',
    unit: 'operations',
    group: 'response',
    counts: { question: 'national-operations' },
    version: 1,
    provenance: ASSESSMENT_2016,
  },
} as const satisfies Record<string, ReturnIndicator>;
export type ReturnIndicatorId = keyof typeof RETURN_INDICATORS;
