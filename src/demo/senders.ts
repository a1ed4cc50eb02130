import type { NewSource } from '../access/index.ts';
import type { DocumentKind } from './incident.ts';

/** Who refers in the example. Names say that they are invented. */
export const DEMO_SOURCES = [
  { id: 'ncmec', name: 'Monitoring agency abroad (synthetic)', kind: 'agency', reliability: '1' },
  { id: 'agency-feed', name: 'Delivered to police (synthetic)', kind: 'agency', reliability: '1' },
  { id: 'hotline-home', name: 'Hotline at home (synthetic)', kind: 'hotline', reliability: '1' },
  { id: 'hotline-abroad', name: 'Hotline abroad (synthetic)', kind: 'hotline', reliability: '2' },
  { id: 'larkline', name: 'Larkline (synthetic platform)', kind: 'platform', reliability: '2' },
  { id: 'kitefield', name: 'Kitefield (synthetic platform)', kind: 'platform', reliability: '2' },
  { id: 'force-desk', name: 'Referrals by forces (synthetic)', kind: 'force', reliability: '1' },
  { id: 'schools', name: 'Schools and health (synthetic)', kind: 'professional', reliability: '1' },
  { id: 'public', name: 'The public (synthetic)', kind: 'public', reliability: '2' },
  { id: 'bank-one', name: 'First Sample Bank', kind: 'financial', reliability: '1' },
  { id: 'bank-two', name: 'Paypath (synthetic payment firm)', kind: 'financial', reliability: '2' },
] as const satisfies readonly NewSource[];
export type DemoSourceId = (typeof DEMO_SOURCES)[number]['id'];

/** The media type by which each kind is handed in, and its adapter's name. */
export const MEDIA_TYPES = {
  'cybertip-xml': 'application/xml',
  'cybertip-json': 'application/json',
  'hotline-csv': 'text/csv',
  'native-json': 'application/vnd.everydot.referral+json',
  'public-form': 'application/x-www-form-urlencoded',
  'bank-report': 'application/vnd.everydot.bank-report+json',
} as const satisfies Record<DocumentKind, string>;
