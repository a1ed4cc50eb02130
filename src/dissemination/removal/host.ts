// The vocabulary of whom a removal notice goes to, and what is known of them.

export const HOST_KINDS = {
  host: { label: 'Host' },
  partner: { label: 'Partner hotline' },
  authority: { label: 'National authority' },
} as const satisfies Record<string, { label: string }>;
export type HostKind = keyof typeof HOST_KINDS;

export const HOST_CHANNELS = {
  mail: { label: 'By mail' },
  webhook: { label: 'By signed webhook' },
  'by-hand': { label: 'By hand' },
} as const satisfies Record<string, { label: string }>;
export type HostChannel = keyof typeof HOST_CHANNELS;

/** A host as it stands on a day. `domains`: lower case, in ASCII form; an address belongs to the longest that fits. */
export type RemovalHost = {
  id: string;
  name: string;
  kind: HostKind;
  domains: string[];
  country: string | null;
  channel: HostChannel;
  contact: string | null;
  /** What is agreed with it on notices from trusted flaggers (Regulation (EU) 2022/2065 article 22). */
  flaggerNote: string | null;
  answerWithinHours: number | null;
  validFrom: string;
  validTo: string | null;
};

/** A host as somebody describes it; it stands from `validFrom` on, or from today. */
export type HostInput = Omit<RemovalHost, 'validFrom' | 'validTo'> & { validFrom?: string };

/**
 * Hours in which a host is asked to answer where nothing is agreed. Chosen: the law asks for expeditious removal and
 * names no hours (Regulation (EU) 2022/2065 articles 6 and 16); hosts at home are known to act within one or two.
 */
const ANSWER_HOURS = { home: 2, abroad: 24 } as const;
const HOME = 'GB';

/** Hours in which this host is asked to answer. */
export function answerHours({ answerWithinHours, country }: RemovalHost): number {
  return answerWithinHours ?? (country === HOME ? ANSWER_HOURS.home : ANSWER_HOURS.abroad);
}

/** On what the bureau rests its notice, by the host's country. Sources: the instruments named. */
export const LEGAL_BASES = {
  gb: 'Indecent images of children are unlawful to make, show or possess: Protection of Children Act 1978 section 1, Criminal Justice Act 1988 section 160. Regulated services remove illegal content swiftly once they know of it: Online Safety Act 2023 section 10.',
  eu: 'This is a notice under article 16 of Regulation (EU) 2022/2065. The content is unlawful in every member state: Directive 2011/93/EU articles 5 and 25.',
  us: 'Child sexual abuse material is unlawful: 18 USC 2252 and 2252A. A provider that learns of it reports it to NCMEC: 18 USC 2258A.',
  other:
    'Child sexual abuse material is unlawful under article 3 of the Optional Protocol to the Convention on the Rights of the Child on the sale of children, and under the law of the sending bureau.',
} as const;
export type LegalBasis = keyof typeof LEGAL_BASES;

/** Member states of the European Union, ISO 3166-1 alpha-2, as of 2026. */
const EU = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

export function legalBasisFor(country: string | null): LegalBasis {
  if (country === HOME) return 'gb';
  if (country === 'US') return 'us';
  return country !== null && EU.has(country) ? 'eu' : 'other';
}
