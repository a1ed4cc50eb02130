import { ASSESSMENT_2012, type Indicator, incidents } from './indicator.ts';

const REPORT = `threat = 'transnational'`;

export const OF_TRANSNATIONAL = {
  'transnational-reports': {
    title: 'Reports of transnational child sexual abuse',
    definition: 'Incidents whose threat is transnational child sexual abuse.',
    unit: 'incidents',
    group: 'transnational',
    numerator: incidents(REPORT),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-registered': {
    title: 'Transnational reports whose offender is on a register',
    definition: 'Transnational reports in which the offender is stated to be on a sex offender register.',
    unit: 'incidents',
    group: 'transnational',
    numerator: incidents(`${REPORT} and registered_offender = 'yes'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-not-registered': {
    title: 'Transnational reports whose offender is not on a register',
    definition:
      'Share of transnational reports with a known answer in which the offender is not on a sex offender register.',
    unit: 'share',
    group: 'transnational',
    numerator: incidents(`${REPORT} and registered_offender = 'no'`),
    denominator: incidents(`${REPORT} and registered_offender <> 'unknown'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-embedded': {
    title: 'Transnational reports of offenders who live abroad',
    definition: 'Share of transnational reports with a known answer in which the offender lives abroad.',
    unit: 'share',
    group: 'transnational',
    numerator: incidents(`${REPORT} and offender_abroad = 'yes'`),
    denominator: incidents(`${REPORT} and offender_abroad <> 'unknown'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'transnational-travelling': {
    title: 'Transnational reports of offenders about to travel',
    definition: 'Transnational reports whose risk is that the offender travels to abuse.',
    unit: 'incidents',
    group: 'transnational',
    numerator: incidents(`${REPORT} and abroad_risk = 'travel'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
} as const satisfies Record<string, Indicator>;
