import type { Indicator } from './indicators/indicator.ts';
import { OF_EXPLOITATION } from './indicators/of-exploitation.ts';
import { OF_IMAGES } from './indicators/of-images.ts';
import { OF_RECEIVED } from './indicators/of-received.ts';
import { OF_RESPONSE } from './indicators/of-response.ts';
import { OF_TRANSNATIONAL } from './indicators/of-transnational.ts';

// The catalogue of what is counted in the bureau's own records, and by what it may be broken down.

export type { Indicator };

export const INDICATORS = {
  ...OF_IMAGES,
  ...OF_EXPLOITATION,
  ...OF_TRANSNATIONAL,
  ...OF_RECEIVED,
  ...OF_RESPONSE,
} as const satisfies Record<string, Indicator>;

export type IndicatorId = keyof typeof INDICATORS;

/** By what an indicator may be broken down: a column of picture_fact. */
export const BREAKDOWNS = {
  threat: { label: 'Threat', column: 'threat' },
  source: { label: 'Source', column: 'source' },
  channel: { label: 'Channel', column: 'channel' },
  unit: { label: 'Receiving unit', column: 'unit' },
  band: { label: 'Band', column: 'band' },
  country: { label: 'Country abroad', column: 'abroad_country' },
  risk: { label: 'Risk abroad', column: 'abroad_risk' },
  day: { label: 'Day', column: 'received_on' },
  month: { label: 'Month', column: 'received_month' },
} as const satisfies Record<string, { label: string; column: string }>;
export type Breakdown = keyof typeof BREAKDOWNS;
