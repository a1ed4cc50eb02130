import type { FactName } from '../referral/index.ts';
import type { Band, Completeness, Gravity, Imminence, NeededField, Solvability } from './axes.ts';
import type { Condition } from './conditions.ts';

/** What may rank referrals that are due on the same day. Completeness may not: a poor report is no less harmful. */
export type RankedAxis = 'imminence' | 'suspect-risk' | 'gravity' | 'novelty' | 'solvability';

/** A rule of the imminence axis: it holds if all its conditions are "yes", and may hold while none is "no". */
export type ImminenceRule = {
  code: string;
  label: string;
  level: Exclude<Imminence, 'P3'>;
  when: readonly Condition[];
};

/** One question of the suspect-risk instrument. `filter`: which of the four published filters it belongs to. */
export type RiskItem = { fact: FactName; points: number; filter: keyof typeof RISK_FILTERS };

/** The shape of published instruments. Source: Long and others 2016, Psychology, Public Policy and Law 22(1) 12-21. */
const RISK_FILTERS = {
  'previous-offending': { label: 'Previous offending' },
  'access-to-children': { label: 'Access to children' },
  'current-behaviour': { label: 'Current behaviour' },
  'other-factors': { label: 'Other relevant factors' },
} as const;

/** Classes of novelty as the order knows them, worst first: never seen, not known, seen or listed, circulating or harmless. */
export const NOVELTY_CLASSES = ['first-seen', 'not-known', 'seen', 'circulating'] as const;
export type NoveltyClass = (typeof NOVELTY_CLASSES)[number];

/**
 * How a referral stands among those of its tier: by the moment of receipt, plus days that its band can wait, less days
 * for each axis on which it stands worse. Days, not points: whoever reads it sees what each is worth.
 */
export type HeadStarts = {
  /** Days after which a referral of this band stands beside a new one that can wait for nothing. */
  waitDays: Readonly<Record<Band, number>>;
  daysSooner: {
    imminence: Readonly<Record<Imminence, number>>;
    /** Where the report is of somebody dealing with a child, not of files alone. */
    withChild: number;
    suspectRisk: Readonly<Record<Band, number>>;
    gravity: Readonly<Record<Gravity, number>>;
    novelty: Readonly<Record<NoveltyClass, number>>;
    solvability: Readonly<Record<Solvability, number>>;
  };
};

/** What one source may send in a day before its reports without stated harm wait for their turn. */
export type Fairness = {
  /** Days looked back over, days without a report included: a flood shorter than half of them changes nothing. */
  overDays: number;
  /** Times the median of these days. */
  timesMedian: number;
  /** However little a source has sent so far. */
  leastPerDay: number;
  /** The longest that anything waits for a turn, however much its source sends, or was sent by a clock set wrong. */
  mostDaysBack: number;
};

/**
 * An assessment policy: data, versioned, never changed once used. Floors are not in it: no policy can lift them.
 * Points and thresholds are judgements of this project until outcomes validate others.
 */
export type Policy = {
  version: string;
  /** What a reader must know before trusting a band. */
  validation: string;
  imminence: readonly ImminenceRule[];
  suspectRisk: { items: readonly RiskItem[]; atLeast: Readonly<Record<Exclude<Band, 'low'>, number>> };
  band: {
    /** The least band that each imminence level proposes. */
    byImminence: Readonly<Record<Imminence, Band>>;
    /** Proposed where the answers leave a worse band possible: unknown is not no. */
    whileUnknown: Band;
    /** A highest possible risk of this band or worse counts as "a worse band possible". */
    unknownMatters: Band;
    /** Points from which harm is stated beyond the circulating of content itself. */
    harmFromPoints: number;
  };
  /** What decides among referrals of one tier that are due on the same day or stand at the same minute: the first that differs. */
  orderWithinDay: readonly RankedAxis[];
  /** Null: by the day of the deadline, as the first policy had it. */
  headStarts: HeadStarts | null;
  /** Null: sources are not held apart. */
  fairness: Fairness | null;
  gravity: {
    /** By "scheme:grade" and by file annotation. */
    grades: Readonly<Record<string, Gravity>>;
    annotations: Readonly<Record<string, Gravity>>;
    /** Age in years below which a child makes it so grave. */
    ageBelow: Readonly<Record<Exclude<Gravity, 'stated'>, number>>;
  };
  completeness: {
    fields: readonly NeededField[];
    /** Least share of the needed fields for each level. */
    atLeast: Readonly<Record<Exclude<Completeness, 'poor'>, number>>;
  };
  preservation: {
    /** By kind of source: days after receipt, assumed where no end is stated. */
    assumedDays: Readonly<Partial<Record<string, number>>>;
  };
};
