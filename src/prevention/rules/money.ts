// The vocabulary of money: what an amount means next to the published bands. For bands only, never for accounting.

export const MONEY_VERSION = '2026-11-22';

/**
 * Units of a currency for one euro, rounded to two figures, and the step of an even amount. Chosen: rounded by this
 * project on the day of MONEY_VERSION, as a band is wide and need not follow the market. digits: ISO 4217.
 */
const CURRENCIES: Readonly<Record<string, { perEuro: number; evenStep: number; digits: number }>> = {
  EUR: { perEuro: 1, evenStep: 10, digits: 2 },
  GBP: { perEuro: 0.87, evenStep: 10, digits: 2 },
  USD: { perEuro: 1.2, evenStep: 10, digits: 2 },
  AUD: { perEuro: 1.8, evenStep: 10, digits: 2 },
  NZD: { perEuro: 2, evenStep: 10, digits: 2 },
  CAD: { perEuro: 1.6, evenStep: 10, digits: 2 },
  CHF: { perEuro: 0.93, evenStep: 10, digits: 2 },
  SEK: { perEuro: 11, evenStep: 100, digits: 2 },
  NOK: { perEuro: 12, evenStep: 100, digits: 2 },
  DKK: { perEuro: 7.5, evenStep: 100, digits: 2 },
  PLN: { perEuro: 4.3, evenStep: 50, digits: 2 },
  JPY: { perEuro: 170, evenStep: 1_000, digits: 0 },
  KRW: { perEuro: 1_600, evenStep: 10_000, digits: 0 },
  SGD: { perEuro: 1.5, evenStep: 10, digits: 2 },
  HKD: { perEuro: 9.1, evenStep: 100, digits: 2 },
  PHP: { perEuro: 67, evenStep: 500, digits: 2 },
  THB: { perEuro: 38, evenStep: 100, digits: 2 },
  INR: { perEuro: 100, evenStep: 500, digits: 2 },
  IDR: { perEuro: 19_000, evenStep: 100_000, digits: 2 },
  VND: { perEuro: 30_000, evenStep: 100_000, digits: 0 },
  NGN: { perEuro: 1_700, evenStep: 5_000, digits: 2 },
  KES: { perEuro: 150, evenStep: 500, digits: 2 },
  XOF: { perEuro: 660, evenStep: 1_000, digits: 0 },
  MXN: { perEuro: 22, evenStep: 100, digits: 2 },
  COP: { perEuro: 4_700, evenStep: 10_000, digits: 2 },
  BRL: { perEuro: 6.3, evenStep: 50, digits: 2 },
};

/** Published bands, in the currency of the publication, both ends included. Others are compared as euros. */
const BANDS: Readonly<Record<string, { from: number; to: number; source: string }>> = {
  AUD: {
    from: 0,
    to: 499.99,
    source: 'AUSTRAC, Combating the sexual exploitation of children for financial gain',
  },
  EUR: { from: 10, to: 200, source: 'FATF, 2025, financial flows of online child sexual exploitation' },
  PHP: { from: 1_000, to: 3_000, source: 'AMLC (Philippines), online sexual exploitation of children study' },
};

/** What is known of an amount; null where the currency is none that is known here. */
export type Sized = { euros: number | null; small: boolean | null; even: boolean | null };

export function sizeOf(amountMinor: number, currency: string): Sized {
  const known = Object.hasOwn(CURRENCIES, currency) ? CURRENCIES[currency] : undefined;
  if (!known) return { euros: null, small: null, even: null };
  const amount = amountMinor / 10 ** known.digits;
  const euros = amount / known.perEuro;
  const own = Object.hasOwn(BANDS, currency) ? BANDS[currency]! : undefined;
  const small = own
    ? amount >= own.from && amount <= own.to
    : euros >= BANDS['EUR']!.from && euros <= BANDS['EUR']!.to;
  return { euros, small, even: amount % known.evenStep === 0 };
}
