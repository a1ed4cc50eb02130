import type { Change } from './change.ts';
import type { Measured, Period } from './figures.ts';
import type { Mark } from './marks.ts';

/** A figure of the national picture with everything needed to trace it: what pages show, and what a release freezes. */
export type NationalFigure = {
  /** Of its definition, such as "image-reports" or "lone-perpetrators". */
  id: string;
  origin: 'records' | 'returns';
  title: string;
  definition: string;
  unit: string;
  version: number;
  /** Where the definition comes from. */
  provenance: string;
  period: Period;
  measured: Omit<Measured, 'group'>;
  /** Exact 95 % limits of a share; null for a count of everything that is there. */
  interval: readonly [number, number] | null;
  /** Which forces answered; null where the bureau's own records are counted. */
  coverage: FigureCoverage | null;
  /** For all forces, where some did not answer; never shown without `measured` beside it. */
  estimate: FigureEstimate | null;
  before: Omit<Measured, 'group'> | null;
  /** Against the period a year before, among forces that answered for both. */
  change: Change | null;
  /** Breaks in counting between the two periods, in words. */
  breaks: readonly string[];
  marks: readonly Mark[];
  computedAt: string;
};

/** `of`: forces that existed in the period. */
export type FigureCoverage = {
  answered: number;
  of: number;
  /** Of the people who live in the areas of all forces, 0 to 1. */
  shareOfPopulation: number;
  missing: readonly string[];
};

export type FigureEstimate = {
  value: number;
  low: number;
  high: number;
  /** What missing forces were predicted from. */
  size: string;
  largestMissing: boolean;
};
