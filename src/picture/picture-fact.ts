import type { OpenFacts } from '../referral/index.ts';

/** What links a report to another country; of several the first in this order. Source: the 2012/13 national threat assessment. */
export const ABROAD_RISKS = {
  embedded: { label: 'The offender lives abroad' },
  travel: { label: 'The offender is about to travel' },
  payment: { label: 'Payments that suggest abuse abroad' },
  contact: { label: 'Somebody abroad takes part' },
  none: { label: 'Nothing abroad is stated' },
  unknown: { label: 'Not known' },
} as const satisfies Record<string, { label: string }>;
export type AbroadRisk = keyof typeof ABROAD_RISKS;

/** One receipt as the national picture counts it. Unknown stays "unknown" in every column. */
export type PictureFact = {
  referralId: string;
  /** UTC day and first day of the UTC month of receipt, YYYY-MM-DD. */
  receivedOn: string;
  receivedMonth: string;
  source: string;
  sourceKind: string;
  channel: string;
  state: string;
  threat: string;
  incidentType: string;
  imminence: string;
  band: string;
  decided: boolean;
  novelty: string;
  /** The unit of the first package that was sent; "none" before. */
  unit: string;
  files: number;
  filesLevel4: number;
  filesCategoryA: number;
  girlsUnder10: number;
  children: number;
  abuseAchieved: string;
  aimsToMeet: string;
  registeredOffender: string;
  offenderAbroad: string;
  /** ISO code of the one country abroad that is stated, the offender's first; "several", "none" or "unknown". */
  abroadCountry: string;
  abroadRisk: AbroadRisk;
  /** Whether anything in it could lead to a person: a connection with port and time, an account, an identifier, a name. */
  locatable: boolean;
  /** Minutes from receipt; null where it has not happened. */
  sentMinutes: number | null;
  acknowledgedMinutes: number | null;
  outcome: string | null;
};

type ContentFacts = Pick<
  PictureFact,
  | 'threat'
  | 'incidentType'
  | 'files'
  | 'filesLevel4'
  | 'filesCategoryA'
  | 'girlsUnder10'
  | 'children'
  | 'abuseAchieved'
  | 'aimsToMeet'
  | 'registeredOffender'
  | 'offenderAbroad'
  | 'abroadCountry'
  | 'abroadRisk'
  | 'locatable'
>;

/** What the picture takes from a referral's content; a quarantined document has none and counts as unknown. */
export function contentFacts(facts: OpenFacts | null): ContentFacts {
  const answers = facts?.answers ?? {};
  const locating = facts?.locating;
  return {
    threat: facts?.threat ?? 'unknown',
    incidentType: facts?.incidentType ?? 'unknown',
    files: facts?.files.count ?? 0,
    filesLevel4: facts?.files.grades['uk-sap:4'] ?? 0,
    filesCategoryA: facts?.files.grades['uk-abc:A'] ?? 0,
    girlsUnder10: facts?.children.filter(isGirlUnder10).length ?? 0,
    children: facts?.children.length ?? 0,
    abuseAchieved: answers.abuseAchieved ?? 'unknown',
    aimsToMeet: answers.aimsToMeet ?? 'unknown',
    registeredOffender: answers.registeredOffender ?? 'unknown',
    offenderAbroad: answers.offenderAbroad ?? 'unknown',
    abroadCountry: facts ? countryAbroad(facts) : 'unknown',
    abroadRisk: facts ? riskAbroad(facts) : 'unknown',
    locatable: locating !== undefined && canLocate(locating),
  };
}

function canLocate(locating: OpenFacts['locating']): boolean {
  return locating.connectionsWithPortAndTime + locating.accounts + locating.identifiers + locating.names > 0;
}

/** An age range counts only if all of it lies under ten: a child of unknown age is not assumed to be young. */
function isGirlUnder10(child: OpenFacts['children'][number]): boolean {
  return child.sex === 'female' && child.ageTo !== null && child.ageTo < 10;
}

const HOME = 'GB';

function countryAbroad({ countries, suspectCountries }: OpenFacts): string {
  const [ofSuspect, any] = [suspectCountries, countries].map((some) => some.filter((one) => one !== HOME));
  const abroad = ofSuspect!.length > 0 ? ofSuspect! : any!;
  if (abroad.length > 1) return 'several';
  return abroad[0] ?? (countries.length > 0 ? 'none' : 'unknown');
}

function riskAbroad(facts: OpenFacts): AbroadRisk {
  if (facts.answers.offenderAbroad === 'yes') return 'embedded';
  if (facts.answers.travelPlanned === 'yes') return 'travel';
  if (facts.incidentType === 'payment-for-abuse') return 'payment';
  const country = countryAbroad(facts);
  if (country === 'none' || country === 'unknown') return country;
  return 'contact';
}
