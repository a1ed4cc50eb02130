import type { FactName } from '../referral/index.ts';
import type { Band, Completeness, Gravity, Imminence, NeededField } from './axes.ts';
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
  /** What decides among referrals of one tier that are due on the same day: the first that differs. */
  orderWithinDay: readonly RankedAxis[];
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
