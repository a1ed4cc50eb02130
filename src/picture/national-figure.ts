import type { Scope } from '../returns/index.ts';
import type { Mark } from '../shared/marks.ts';
import type { Period } from '../shared/period.ts';
import type { Change } from './change.ts';
import type { Measured } from './figures.ts';
import type { FigureGroup } from './indicators/indicator.ts';

/** A figure of the national picture with everything needed to trace it: what pages show, and what a release freezes. */
export type NationalFigure = {
  /** Of its definition, such as "image-reports" or "lone-perpetrators". */
  id: string;
  origin: 'records' | 'returns';
  group: FigureGroup;
  title: string;
  definition: string;
  /** Of its definition, such as "share" or "files". */
  unit: string;
  version: number;
  /** Where the definition comes from. */
  provenance: string;
  period: Period;
  /** `value` is null where nothing is known. */
  measured: Omit<Measured, 'group'>;
  /** 95 % limits of a share; null for a count of everything that is there. */
  interval: readonly [number, number] | null;
  /** Which forces answered; null where the bureau's own records are counted. */
  coverage: FigureCoverage | null;
  /** For all forces, where some did not answer; never shown without `measured` beside it. */
  estimate: FigureEstimate | null;
  before: Omit<Measured, 'group'> | null;
  /** Of `before` and `change`: the same days a year before, or as many years before as the definition says; null where nothing is known of it. */
  comparedWith: Period | null;
  /** Against `comparedWith`; of returns among forces that answered for both. */
  change: Change | null;
  /** How far parts differ in their change; null where nothing is compared. */
  compared: FigureComparison | null;
  /** Breaks in counting between the two periods, in words. */
  breaks: readonly string[];
  marks: readonly Mark[];
  computedAt: string;
};

/** `of`: forces that existed on the last day of the period. */
export type FigureCoverage = {
  scope: Scope;
  answered: number;
  of: number;
  /** Of the people who live in the areas of all forces, 0 to 1. */
  shareOfPopulation: number;
  /** Their names. */
  missing: readonly string[];
};

export type FigureEstimate = {
  value: number;
  low: number;
  high: number;
  /** What missing forces were predicted from: of FORCE_SIZES. */
  size: string;
  largestMissing: boolean;
};

/** `dispersion`: how many times as much the parts (forces, or months of records) differ in their change as counting alone explains. */
export type FigureComparison = {
  dispersion: number;
  isWidened: boolean;
  /** Which forces are compared; null for records. */
  forces: { both: number; of: number; shareOfPopulation: number } | null;
};
