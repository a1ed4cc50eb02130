import type { KindName } from '../kinds/kinds.ts';

type Band = {
  label: string;
  /** What the desk may do with such a link. In every band a person decides. */
  offer: 'confirm-in-one-click' | 'review' | 'show-only';
  leastBits: number;
};

/**
 * How sure a proposed link is, best first; below the last a pair is no link. Chosen: 12 bits are odds of four thousand
 * to one, 3 bits of eight to one. With 10 bits 99.47 % of the first were right among a million invented referrals.
 */
export const LINK_BANDS = {
  'near-certain': { label: 'Near certain', offer: 'confirm-in-one-click', leastBits: 12 },
  likely: { label: 'Likely', offer: 'review', leastBits: 3 },
  possible: { label: 'Possible', offer: 'show-only', leastBits: 0 },
} as const satisfies Record<string, Band>;

export type LinkBand = keyof typeof LINK_BANDS;

export const LINK_BAND_NAMES = Object.keys(LINK_BANDS) as LinkBand[];

/** One attribute that both records have. `bits`: with those for how rare the agreed value is. */
export type LinkStep = { kind: KindName; level: number; bits: number };

/** What a band is told from. */
export type LinkFacts = {
  bits: number;
  steps: readonly LinkStep[];
  /** Whether the two stand in one cluster. */
  isTogether: boolean;
  /** The best score of either record with one that stands in another cluster; null where there is none. */
  rivalBits: number | null;
};

/** By itself enough to be noticed: odds of 32 to one. Chosen. */
const STRONG_BITS = 5;
/** A rival that is behind by less is nearly as good: odds of eight to one. Chosen. */
const RIVAL_MARGIN_BITS = 3;
/** Of what a person has one of, a difference at or below this contradicts. Chosen: odds of one to four. */
const CONTRADICTION_BITS = -2;

/**
 * Values of one person. A household shares its telephone, its computer, its account at a bank and its car as it shares
 * its address and connection. Chosen.
 */
const PERSONAL: ReadonlySet<KindName> = new Set<KindName>([
  'person-name',
  'given-name',
  'date-of-birth',
  'email',
  'username',
  'identifier',
]);
/** At these levels and beyond, names have only the family name or a single word in common. Source: kinds/person-name.ts. */
const FAMILY_NAME_ONLY = 6;
/** What a person has one of. */
const ONE_EACH: ReadonlySet<KindName> = new Set<KindName>(['person-name', 'given-name', 'date-of-birth']);

/**
 * What keeps a pair out of the top band: a score alone cannot tell one person from one household or one username. What
 * is told soonest stands first.
 */
const TOP_BAND_LACKS = {
  'too-few-bits': ({ bits }) => bits < LINK_BANDS['near-certain'].leastBits,
  'not-in-one-group': ({ isTogether }) => !isTogether,
  'rival-nearly-as-good': ({ bits, rivalBits }) => rivalBits !== null && rivalBits > bits - RIVAL_MARGIN_BITS,
  'one-attribute-only': ({ steps }) => steps.filter(isStrong).length < 2,
  'shared-values-only': ({ steps }) => !steps.some((step) => isStrong(step) && isPersonal(step)),
  'contradicted-name-or-birth': ({ steps }) => steps.some(contradicts),
} as const satisfies Record<string, (facts: LinkFacts) => boolean>;

export type TopBandLack = keyof typeof TOP_BAND_LACKS;

const LACKS = Object.entries(TOP_BAND_LACKS) as [TopBandLack, (facts: LinkFacts) => boolean][];

/** null: not a link. */
export function bandOf(facts: LinkFacts): LinkBand | null {
  return LACKS.some(([, isLacking]) => isLacking(facts)) ? bandByBits(facts.bits) : 'near-certain';
}

/** The band of a pair that is not in the top one, of which the bits alone decide. */
function bandByBits(bits: number): LinkBand | null {
  if (bits >= LINK_BANDS.likely.leastBits) return 'likely';
  return bits >= LINK_BANDS.possible.leastBits ? 'possible' : null;
}

/** Everything that keeps a pair out of the top band; none, and it is in it. */
export function topBandLacks(facts: LinkFacts): TopBandLack[] {
  return LACKS.filter(([, isLacking]) => isLacking(facts)).map(([lack]) => lack);
}

function isStrong({ bits }: LinkStep): boolean {
  return bits >= STRONG_BITS;
}

function isPersonal({ kind, level }: LinkStep): boolean {
  return PERSONAL.has(kind) && !(kind === 'person-name' && level >= FAMILY_NAME_ONLY);
}

/** Two of one family have the family name in common and no other. */
function contradicts({ kind, level, bits }: LinkStep): boolean {
  if (kind === 'person-name' && level >= FAMILY_NAME_ONLY) return true;
  return ONE_EACH.has(kind) && bits <= CONTRADICTION_BITS;
}
