import { scoreInterval } from '../../shared/score-interval.ts';

/** Judgements of pairs that were drawn at random from one band, with how many pairs the band has in all. */
export type BandSample = {
  band: string;
  pairs: number;
  same: number;
  different: number;
  /** Judged, and left open: neither right nor wrong. */
  unsure: number;
};

/** `low` to `high` hold the true share in 95 of 100 such samples. */
export type Estimate = { share: number; low: number; high: number };

export type BandQuality = BandSample & {
  /** The share of pairs that are the same; null: not enough judged. */
  precision: Estimate | null;
  /** How many more have to be judged before anything is said. */
  stillNeeded: number;
};

export type LinkQuality = {
  bands: BandQuality[];
  /** Over all bands, each by how many pairs it has; null while any that has pairs lacks judgements. */
  overall: Estimate | null;
};

/** Chosen: with 30 judgements that all say "same" the interval still reaches down to 89 %. */
const LEAST_JUDGED = 30;
/** What sampled judgements say of each band. Only drawn pairs may be counted: those asked for being doubtful mislead. */
export function qualityOfLinks(samples: readonly BandSample[]): LinkQuality {
  const bands = samples.map(qualityOfBand);
  return { bands, overall: weightedEstimate(bands.filter(({ pairs }) => pairs > 0)) };
}

function qualityOfBand(sample: BandSample): BandQuality {
  const judged = sample.same + sample.different;
  const least = Math.min(LEAST_JUDGED, sample.pairs);
  const enough = judged > 0 && judged >= least;
  return {
    ...sample,
    precision: enough ? estimateOf(sample.same, judged) : null,
    stillNeeded: Math.max(0, least - judged),
  };
}

function estimateOf(count: number, of: number): Estimate {
  const [low, high] = scoreInterval(count / of, of);
  return { share: count / of, low, high };
}

/** Limits recovered from those of the parts. Source: Zou and Donner 2008, Statistics in Medicine 27(10) 1693-1702. */
function weightedEstimate(bands: readonly BandQuality[]): Estimate | null {
  const pairs = bands.reduce((sum, band) => sum + band.pairs, 0);
  if (pairs === 0 || bands.some(({ precision }) => precision === null)) return null;
  const parts = bands.map((band) => ({ weight: band.pairs / pairs, ...band.precision! }));
  const share = parts.reduce((sum, part) => sum + part.weight * part.share, 0);
  const below = Math.hypot(...parts.map((part) => part.weight * (part.share - part.low)));
  const above = Math.hypot(...parts.map((part) => part.weight * (part.high - part.share)));
  return { share, low: Math.max(0, share - below), high: Math.min(1, share + above) };
}

/** Whether a sample proves that a band keeps a promise, disproves it, or cannot tell yet. */
export function keepsPromise({ precision }: BandQuality, promised: number): 'yes' | 'no' | 'cannot-tell' {
  if (precision === null) return 'cannot-tell';
  if (precision.low >= promised) return 'yes';
  return precision.high < promised ? 'no' : 'cannot-tell';
}

/** What may have been missed among pairs that were compared and are no links. */
export type MissedHint = {
  /** Pairs below the cut that are probably the same; null: not enough judged. */
  missed: Estimate | null;
  /** Of the links there are to find among compared pairs, the share that was found. */
  recall: Estimate | null;
};

/**
 * From a sample below the cut. Pairs that share no key were never compared, and nothing here speaks of them: the true
 * recall is at most what is said.
 */
export function hintMissed({ bands, overall }: LinkQuality, below: BandSample): MissedHint {
  const { precision } = qualityOfBand(below);
  if (precision === null) return { missed: null, recall: null };
  const missed = scaled(precision, below.pairs);
  if (overall === null) return { missed, recall: null };
  const found = scaled(
    overall,
    bands.reduce((sum, { pairs }) => sum + pairs, 0),
  );
  const shareOf = (right: number, gone: number) => (right + gone === 0 ? 1 : right / (right + gone));
  return {
    missed,
    recall: {
      share: shareOf(found.share, missed.share),
      low: shareOf(found.low, missed.high),
      high: shareOf(found.high, missed.low),
    },
  };
}

function scaled({ share, low, high }: Estimate, by: number): Estimate {
  return { share: share * by, low: low * by, high: high * by };
}
