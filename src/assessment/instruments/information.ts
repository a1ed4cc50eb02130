import type { Answers, Instrument } from './definition.ts';
import { askedItems, bandShares, type Diagram, reachedBands, restrict } from './diagram.ts';
import { diagramOf, givenOptions, proposed } from './evaluate.ts';

/** Of an item, of each option: how likely it is where nobody knows. */
export type Shares = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The chance of each band, by code. */
export type BandShare = { band: string; share: number };

/**
 * How open answers would spread over the bands if each came out by its stated share, independently of the others.
 * `shares` stands in place of those of the document; where neither states any, every option is as likely.
 */
export function bandDistribution(instrument: Instrument, answers: Answers, shares: Shares = {}): BandShare[] {
  const left = restrict(diagramOf(instrument), givenOptions(instrument, answers));
  const chances = bandShares(left, statedShares(instrument, shares));
  return instrument.bands.map(({ code }, band) => ({ band: code, share: chances[band]! }));
}

/** What one more answer is worth. */
export type EnquiryWorth = {
  item: string;
  /** The chance that the answer changes the band that is proposed. */
  changes: number;
  /** The chance that the answer makes the band certain. */
  settles: number;
  /** By how much, in bits, the answer is expected to lower the uncertainty over the bands. */
  bits: number;
};

/** Every open item that can change the band, the one most likely to first. */
export function valueOfInformation(
  instrument: Instrument,
  answers: Answers,
  shares: Shares = {},
): EnquiryWorth[] {
  const left = restrict(diagramOf(instrument), givenOptions(instrument, answers));
  const stated = statedShares(instrument, shares);
  const now = { band: proposed(instrument, reachedBands(left)), bits: entropyOf(bandShares(left, stated)) };
  return [...askedItems(left)]
    .map((item) => worthOf({ instrument, left, stated, now }, item))
    .sort((a, b) => b.changes - a.changes || b.bits - a.bits || (a.item < b.item ? -1 : 1));
}

type Asked = {
  instrument: Instrument;
  left: Diagram;
  stated: number[][];
  now: { band: number; bits: number };
};

function worthOf({ instrument, left, stated, now }: Asked, item: number): EnquiryWorth {
  const given = instrument.items.map(() => -1);
  let [changes, settles, bits] = [0, 0, now.bits];
  stated[item]!.forEach((share, option) => {
    given[item] = option;
    const mask = reachedBands(left, given);
    if (proposed(instrument, mask) !== now.band) changes += share;
    if ((mask & (mask - 1)) === 0) settles += share;
    bits -= share * entropyOf(bandShares(left, stated, given));
  });
  // What rounding leaves below nothing is nothing.
  return { item: instrument.items[item]!.code, changes, settles, bits: Math.max(0, bits) };
}

function statedShares({ items }: Instrument, shares: Shares): number[][] {
  return items.map(({ code, options }) => {
    const own = shares[code];
    const stated = options.map(({ value, share }) => (own ? (own[value] ?? 0) : share));
    const sum = stated.reduce<number>((total, share) => total + (share ?? 0), 0);
    return sum > 0 ? stated.map((share) => (share ?? 0) / sum) : options.map(() => 1 / options.length);
  });
}

function entropyOf(shares: readonly number[]): number {
  return shares.reduce((bits, share) => (share > 0 ? bits - share * Math.log2(share) : bits), 0);
}
