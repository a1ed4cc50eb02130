/**
 * The vocabulary of features: everything that a condition can read. It holds no protected characteristic, and none can be
 * added by a rule set. A value that is not known makes a condition that reads it unknown, and an unknown rule counts nothing.
 * Counts end at what is remembered (32 payments of a pair, 64 payers and 16 beneficiaries of an account).
 */
export type Feature = {
  of: 'pair' | 'payer' | 'beneficiary' | 'stream';
  /** share: 0 to 1. */
  kind: 'count' | 'share' | 'hours' | 'euros' | 'flag';
  /** Read only by rules that support nothing but the role of an extorted child. */
  protective?: true;
  says: string;
};

export const FEATURES = {
  pair_payments_24h: { of: 'pair', kind: 'count', says: 'payments in the last 24 hours' },
  pair_payments_7d: { of: 'pair', kind: 'count', says: 'payments in the last 7 days' },
  pair_payments_30d: { of: 'pair', kind: 'count', says: 'payments in the last 30 days' },
  pair_small_share: {
    of: 'pair',
    kind: 'share',
    says: 'of the payments of 30 days, those in a published band',
  },
  pair_even_share: { of: 'pair', kind: 'share', says: 'of the payments of 30 days, those of an even amount' },
  pair_total_eur_7d: { of: 'pair', kind: 'euros', says: 'sum of 7 days, roughly in euros' },
  pair_first_eur: { of: 'pair', kind: 'euros', says: 'first payment of the last 7 days, roughly in euros' },
  pair_rising_share: {
    of: 'pair',
    kind: 'share',
    says: 'of the steps between payments of 7 days, those that rise',
  },
  pair_most_in_2h: { of: 'pair', kind: 'count', says: 'most payments within 2 hours, in the last 7 days' },
  pair_known_hours: { of: 'pair', kind: 'hours', says: 'since the first payment that is remembered' },
  pair_quiet_hours: { of: 'pair', kind: 'hours', says: 'since the last payment' },
  pair_corridor: { of: 'pair', kind: 'flag', says: 'the last payment went through a listed corridor' },
  pair_night_day_share: { of: 'pair', kind: 'share', says: 'paid late at night, received by day' },
  pair_vague_reference_share: { of: 'pair', kind: 'share', says: 'accommodation, clothing or medical' },
  pair_family_reference_share: { of: 'pair', kind: 'share', says: 'family support or education' },
  pair_handle_reference_share: { of: 'pair', kind: 'share', says: 'a handle of a social network' },
  pair_untraced_share: { of: 'pair', kind: 'share', says: 'paid in virtual assets or gift cards' },
  pair_streams_after_payment_30d: {
    of: 'pair',
    kind: 'count',
    says: 'payments with a stream of the beneficiary within 30 minutes',
  },
  pair_views_after_payment_30d: {
    of: 'pair',
    kind: 'count',
    says: 'payments after which the payer watched within 2 hours',
  },
  pair_private_views_30d: {
    of: 'pair',
    kind: 'count',
    says: 'of those, the ones where the stream was private',
  },
  payer_beneficiaries_30d: { of: 'payer', kind: 'count', says: 'different accounts paid in 30 days' },
  payer_corridor_beneficiaries_30d: {
    of: 'payer',
    kind: 'count',
    says: 'of those, paid through a listed corridor',
  },
  payer_streamed_beneficiaries_30d: {
    of: 'payer',
    kind: 'count',
    says: 'of those, with a stream that followed',
  },
  payer_capture_software: {
    of: 'payer',
    kind: 'flag',
    says: 'screen recording software in the last 90 days',
  },
  payer_anonymiser: { of: 'payer', kind: 'flag', says: 'anonymiser in the last 90 days' },
  payer_travel: { of: 'payer', kind: 'flag', says: 'travel to a listed corridor in the last 90 days' },
  payer_chat_asks: { of: 'payer', kind: 'flag', says: 'a chat asks for live abuse, in the last 90 days' },
  payer_threatened: {
    of: 'payer',
    kind: 'flag',
    protective: true,
    says: 'is threatened, or says so, in the last 90 days',
  },
  payer_young: { of: 'payer', kind: 'flag', protective: true, says: 'a signal says under 25' },
  payer_under_18: { of: 'payer', kind: 'flag', protective: true, says: 'a signal says under 18' },
  beneficiary_payers_30d: {
    of: 'beneficiary',
    kind: 'count',
    says: 'different accounts that paid in 30 days',
  },
  beneficiary_small_payers_30d: { of: 'beneficiary', kind: 'count', says: 'of those, in a published band' },
  beneficiary_corridor_payers_30d: {
    of: 'beneficiary',
    kind: 'count',
    says: 'of those, through a listed corridor',
  },
  beneficiary_streamed_payers_30d: {
    of: 'beneficiary',
    kind: 'count',
    says: 'of those, with a stream that followed',
  },
  beneficiary_countries_30d: { of: 'beneficiary', kind: 'count', says: 'countries that payments came from' },
  beneficiary_extorted_payers_90d: { of: 'beneficiary', kind: 'count', says: 'payers who may be extorted' },
  beneficiary_stopped_bursts_30d: {
    of: 'beneficiary',
    kind: 'count',
    says: 'new payers whose burst of payments has stopped for a day',
  },
  beneficiary_chat_offers: {
    of: 'beneficiary',
    kind: 'flag',
    says: 'a chat offers live abuse, in the last 90 days',
  },
  beneficiary_creator: { of: 'beneficiary', kind: 'flag', says: 'a creator whom the platform has verified' },
  beneficiary_organisation: {
    of: 'beneficiary',
    kind: 'flag',
    says: 'an organisation that the firm has verified',
  },
  beneficiary_threatened: {
    of: 'beneficiary',
    kind: 'flag',
    protective: true,
    says: 'is threatened, or says so',
  },
  beneficiary_under_18: { of: 'beneficiary', kind: 'flag', protective: true, says: 'a signal says under 18' },
  stream_private: { of: 'stream', kind: 'flag', says: 'only invited accounts can watch' },
  stream_viewers: { of: 'stream', kind: 'count', says: 'accounts that watch or watched' },
  stream_paid_viewers: {
    of: 'stream',
    kind: 'count',
    says: 'of those, who paid in the 2 hours before or during it',
  },
  stream_payers_before_30m: {
    of: 'stream',
    kind: 'count',
    says: 'who paid in the 30 minutes before it began, or during it',
  },
  stream_corridor_payers: { of: 'stream', kind: 'count', says: 'of those, through a listed corridor' },
  stream_near_known_frames: {
    of: 'stream',
    kind: 'count',
    says: 'frames near known material, quality at least 50',
  },
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[];

export function featureNamed(name: string): Feature | undefined {
  return Object.hasOwn(FEATURES, name) ? FEATURES[name as FeatureName] : undefined;
}

/** What a rule about each kind of subject can read. A pair is seen with both its accounts, a stream with who streams. */
export const READABLE = {
  pair: ['pair', 'payer', 'beneficiary'],
  account: ['payer', 'beneficiary'],
  stream: ['stream', 'beneficiary'],
} as const satisfies Record<string, readonly Feature['of'][]>;

/** Words that name a protected characteristic. Source: Equality Act 2010 section 4; DPA 2018 section 35(8). */
const PROTECTED =
  /(?:^|_)(?:national|citizen|passport|ethnic|race|racial|colour|religio|faith|belief|sex(?!tort)|gender|orient|disab|marri|pregnan|birth|politic|union|health|biometr|genetic|language)/i;

export function soundsProtected(name: string): boolean {
  return PROTECTED.test(name);
}
