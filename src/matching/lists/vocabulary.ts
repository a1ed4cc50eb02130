// The vocabulary of hash lists: the only copy. Labels, forms and checks derive from it.

/** What a hit on a list says of the content. */
export const MEANINGS = {
  harmful: { label: 'Indecent images of children, as its holder classified them' },
  'not-of-concern': { label: 'Not of concern: known and harmless' },
  meme: { label: 'Known to circulate widely without malice' },
} as const satisfies Record<string, { label: string }>;
export type Meaning = keyof typeof MEANINGS;

/**
 * Classification schemes. A classification is kept as given and never turned into another scheme: US A1 is not UK A.
 * Sources: Sentencing Council 2014 (A-C), Sentencing Advisory Panel (1-5), NCMEC's industry scale (A1-B2), Coroners
 * and Justice Act 2009 s.62 (prohibited images). Project VIC categories mean what each country says they mean.
 */
export const SCHEMES = {
  'uk-abc': { label: 'UK category (from 1 April 2014)', values: ['A', 'B', 'C'] },
  'uk-prohibited': { label: 'UK prohibited image', values: ['prohibited'] },
  'uk-sap': { label: 'UK level (until 2014)', values: ['1', '2', '3', '4', '5'] },
  'us-industry': { label: 'US industry classification', values: ['A1', 'A2', 'B1', 'B2'] },
  'vics-category': { label: 'Project VIC category of the country stated', values: null },
  none: { label: 'No classification', values: [] },
  other: { label: "The holder's own classification", values: null },
} as const satisfies Record<string, { label: string; values: readonly string[] | null }>;
export type Scheme = keyof typeof SCHEMES;

/** The grades that a list of this scheme takes: a list of UK categories takes prohibited images as their own class. */
export function gradesOf(scheme: Scheme): readonly string[] | null {
  return scheme === 'uk-abc'
    ? [...SCHEMES['uk-abc'].values, ...SCHEMES['uk-prohibited'].values]
    : SCHEMES[scheme].values;
}

/** What somebody holds of an entry. Numbers: ThreatExchange's reaction to an opinion (0 to 3). */
export const OPINIONS = {
  positive: { label: 'Confirmed', threatExchange: 2 },
  negative: { label: 'Not harmful', threatExchange: 0 },
  disputed: { label: 'Disputed', threatExchange: 3 },
  'investigation-seed': { label: 'Under investigation', threatExchange: 1 },
} as const satisfies Record<string, { label: string; threatExchange: number }>;
export type Opinion = keyof typeof OPINIONS;

/** How an entry stands after disputes. `not-harmful` wins over every hit until a supervisor decides otherwise. */
export const ENTRY_STANDINGS = {
  stands: { label: 'Stands' },
  disputed: { label: 'Disputed; not decided yet' },
  'not-harmful': { label: 'Held not to be harmful' },
} as const satisfies Record<string, { label: string }>;
export type EntryStanding = keyof typeof ENTRY_STANDINGS;

export const MEDIA = {
  image: { label: 'Picture' },
  video: { label: 'Video' },
  unknown: { label: 'Not stated' },
} as const satisfies Record<string, { label: string }>;
export type Media = keyof typeof MEDIA;

/** Why somebody holds an opinion: a code, so that nothing personal can slip in. */
export const OPINION_REASONS = {
  'seen-by-a-person': { label: 'A person has looked at the content' },
  'found-again': { label: 'Found again on a service' },
  'wrong-hash': { label: 'The hash matches other content' },
  'wrong-classification': { label: 'The classification is wrong' },
  'not-a-child': { label: 'It does not concern a child' },
  innocent: { label: 'Ordinary, harmless content' },
  other: { label: 'Another reason, told to the list’s desk' },
} as const satisfies Record<string, { label: string }>;
export type OpinionReason = keyof typeof OPINION_REASONS;

/** On what a supervisor decides a dispute. */
export const DISPUTE_REASONS = {
  'content-graded-again': { label: 'The content was graded again by somebody else' },
  'holder-confirmed': { label: 'The list’s holder confirmed the entry' },
  'holder-withdrew': { label: 'The list’s holder agrees that it is wrong' },
  'hash-matches-other-content': { label: 'The hash matches other content too' },
  'no-grounds': { label: 'Nothing was brought forward against the entry' },
} as const satisfies Record<string, { label: string }>;
export type DisputeReason = keyof typeof DISPUTE_REASONS;

export const DISPUTE_DECISIONS = {
  upheld: { label: 'The entry is wrong: it no longer counts' },
  rejected: { label: 'The entry stands' },
  withdrawn: { label: 'Taken back by whoever objected' },
} as const satisfies Record<string, { label: string }>;
export type DisputeDecision = keyof typeof DISPUTE_DECISIONS;
