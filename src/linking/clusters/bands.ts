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

/** What the top band asks beside the bits: a score alone cannot tell one person from one household or one username. */
const TOP_BAND_LACKS = {
  'too-few-bits': 'The score is below the band',
  'one-attribute-only': 'Fewer than two attributes speak strongly for it',
  'shared-values-only': 'What agrees is what a household or a connection shares',
  'contradicted-name-or-birth': 'The names or the dates of birth differ',
  'not-in-one-group': 'The two do not stand in one group',
  'rival-nearly-as-good': 'A record of another group fits nearly as well',
} as const;

export type TopBandLack = keyof typeof TOP_BAND_LACKS;

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

/** null: not a link. */
export function bandOf(facts: LinkFacts): LinkBand | null {
  if (topBandLacks(facts).length === 0) return 'near-certain';
  return bandByBits(facts.bits);
}

/** The band of a pair that is not in the top one, of which the bits alone decide. */
export function bandByBits(bits: number): LinkBand | null {
  if (bits >= LINK_BANDS.likely.leastBits) return 'likely';
  return bits >= LINK_BANDS.possible.leastBits ? 'possible' : null;
}

/** Everything that keeps a pair out of the top band; none, and it is in it. */
export function topBandLacks({ bits, steps, isTogether, rivalBits }: LinkFacts): TopBandLack[] {
  const strong = steps.filter((step) => step.bits >= STRONG_BITS);
  const lacks: Record<TopBandLack, boolean> = {
    'too-few-bits': bits < LINK_BANDS['near-certain'].leastBits,
    'one-attribute-only': strong.length < 2,
    'shared-values-only': !strong.some(isPersonal),
    'contradicted-name-or-birth': steps.some(contradicts),
    'not-in-one-group': !isTogether,
    'rival-nearly-as-good': rivalBits !== null && rivalBits > bits - RIVAL_MARGIN_BITS,
  };
  return (Object.keys(TOP_BAND_LACKS) as TopBandLack[]).filter((lack) => lacks[lack]);
}

function isPersonal({ kind, level }: LinkStep): boolean {
  return PERSONAL.has(kind) && !(kind === 'person-name' && level >= FAMILY_NAME_ONLY);
}

/** Two of one family have the family name in common and no other. */
function contradicts({ kind, level, bits }: LinkStep): boolean {
  if (kind === 'person-name' && level >= FAMILY_NAME_ONLY) return true;
  return ONE_EACH.has(kind) && bits <= CONTRADICTION_BITS;
}
