import { type Indicator, incidents, OWN } from './indicator.ts';

export const OF_RESPONSE = {
  disseminated: {
    title: 'Incidents sent to a receiving unit',
    definition: 'Incidents for which at least one package was sent.',
    unit: 'incidents',
    group: 'response',
    numerator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  'sent-within-a-day': {
    title: 'Sent within a day',
    definition: 'Share of the incidents sent that were sent within 24 hours of receipt.',
    unit: 'share',
    group: 'response',
    numerator: incidents('sent_minutes <= 1440'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  acknowledged: {
    title: 'Packages acknowledged',
    definition: 'Share of the incidents sent whose receiving unit has acknowledged a package.',
    unit: 'share',
    group: 'response',
    numerator: incidents('acknowledged_minutes is not null'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
  'outcome-known': {
    title: 'Outcome known',
    definition: 'Share of the incidents sent for which an outcome has been recorded.',
    unit: 'share',
    group: 'response',
    numerator: incidents('outcome is not null'),
    denominator: incidents('sent_minutes is not null'),
    version: 1,
    provenance: OWN,
  },
} as const satisfies Record<string, Indicator>;
