import { MATCH_RADIUS } from '../hash-index.ts';
import { LEAST_QUALITY } from '../pdq/pdq-hash.ts';
import { countFound } from './find-frames.ts';
import { bagOf } from './frame-bag.ts';
import type { FrameHash } from './frame-list.ts';

/** The frames of one side that were compared: unique hashes of enough quality, and how many the other side has too. */
export type ComparedSide = { frames: number; compared: number; found: number };

/**
 * How far two videos hold the same pictures, in any order. The percentages are `null`, and so is `isMatch`, where a side
 * has no frame of enough quality: nothing can be said then.
 */
export type VideoComparison = {
  query: ComparedSide;
  known: ComparedSide;
  /** Share of the query's frames that occur in the known video. */
  percentOfQueryFoundInKnown: number | null;
  /** Share of the known video's frames that occur in the query. */
  percentOfKnownFoundInQuery: number | null;
  isMatch: boolean | null;
  /** Which of the ways to match that were asked for hold; one is enough. */
  ways: WayToMatch[];
  asked: Asked;
};

/** By what the two were measured. */
type Asked = { radius: number; leastQuality: number; ways: Partial<Record<WayToMatch, Percentages>> };

type Percentages = { leastQueryPercent: number; leastKnownPercent: number };

/**
 * Both directions are asked for, and the references differ: the vPDQ README wants 80 % of the known video to be in the
 * query (which may hold more besides), python-threatexchange wants 80 % of the query to be in the known video (of which it
 * may be a clip). Either is the same content seen again, so that both are looked for. Source: ThreatExchange 2026-07.
 */
const WAYS_TO_MATCH = {
  'query-holds-the-known-video': { leastQueryPercent: 0, leastKnownPercent: 80 },
  'query-is-a-part-of-the-known-video': { leastQueryPercent: 80, leastKnownPercent: 0 },
} as const satisfies Record<string, Percentages>;

export type WayToMatch = keyof typeof WAYS_TO_MATCH | 'as-asked';

export type VideoOptions = {
  /** Frames at this distance or nearer are the same picture. */
  radius?: number;
  leastQuality?: number;
  /** If either is given, both are asked for and 0 stands for the other; otherwise either of `WAYS_TO_MATCH` is enough. */
  leastQueryPercent?: number;
  leastKnownPercent?: number;
};

/**
 * vPDQ: frames below the quality are dropped, equal ones count once, and each is looked for among all of the other side.
 * So say its README and python-threatexchange; its C++ program counts repeated frames too, and wants less than the radius.
 */
export function compareVideos(
  query: readonly FrameHash[],
  known: readonly FrameHash[],
  options: VideoOptions = {},
): VideoComparison {
  const asked = measureOf(options);
  const ours = bagOf(query, asked.leastQuality);
  const theirs = bagOf(known, asked.leastQuality);
  const sides = {
    query: { frames: query.length, compared: ours.size, found: countFound(ours, theirs, asked.radius) },
    known: { frames: known.length, compared: theirs.size, found: countFound(theirs, ours, asked.radius) },
  };
  if (ours.size === 0 || theirs.size === 0) return { ...sides, ...CANNOT_BE_TOLD, asked };
  const percentages = {
    percentOfQueryFoundInKnown: (sides.query.found * 100) / ours.size,
    percentOfKnownFoundInQuery: (sides.known.found * 100) / theirs.size,
  };
  const ways = waysThatHold(percentages, asked);
  return { ...sides, ...percentages, isMatch: ways.length > 0, ways, asked };
}

const CANNOT_BE_TOLD = {
  percentOfQueryFoundInKnown: null,
  percentOfKnownFoundInQuery: null,
  isMatch: null,
  ways: [],
};

function measureOf(options: VideoOptions): Asked {
  const {
    radius = MATCH_RADIUS,
    leastQuality = LEAST_QUALITY,
    leastQueryPercent,
    leastKnownPercent,
  } = options;
  const ways =
    leastQueryPercent === undefined && leastKnownPercent === undefined
      ? WAYS_TO_MATCH
      : {
          'as-asked': {
            leastQueryPercent: leastQueryPercent ?? 0,
            leastKnownPercent: leastKnownPercent ?? 0,
          },
        };
  return { radius, leastQuality, ways };
}

type Measured = { percentOfQueryFoundInKnown: number; percentOfKnownFoundInQuery: number };

function waysThatHold(measured: Measured, asked: Asked): WayToMatch[] {
  return Object.entries(asked.ways)
    .filter(([, { leastQueryPercent }]) => measured.percentOfQueryFoundInKnown >= leastQueryPercent)
    .filter(([, { leastKnownPercent }]) => measured.percentOfKnownFoundInQuery >= leastKnownPercent)
    .map(([way]) => way as WayToMatch);
}
