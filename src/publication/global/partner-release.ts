import type { Period } from '../../shared/period.ts';

/** A release of another country or agency, as its data package says: for comparing, never for adding to figures of ours. */
export type PartnerRelease = {
  /** Of the package: editions of one report share it. */
  name: string;
  title: string;
  edition: string;
  publisher: string;
  /** The country or group of countries it speaks for. */
  country: string;
  /** When it was made, as it says; null where it does not. */
  created: string | null;
  licence: string | null;
  isSynthetic: boolean;
  figures: readonly PartnerFigure[];
  claims: readonly PartnerClaim[];
};

/** `version`: of the definition; null where the package does not number them. */
export type PartnerFigure = {
  id: string;
  title: string;
  definition: string;
  version: number | null;
  unit: string;
  period: Period;
  /** Null where there is none: it was left out, or is not known. */
  value: number | null;
  shorthand: string;
  limits: readonly [number, number] | null;
  /** "records", "returns" or as the package says; null where it does not. */
  countedIn: string | null;
  /** Null where the package does not speak of parts that answer. */
  coverage: { answered: number; of: number } | null;
  estimate: { value: number; low: number | null; high: number | null } | null;
  breaks: string | null;
};

export type PartnerClaim = {
  id: string;
  statement: string;
  value: number | null;
  unit: string;
  saidBy: string;
  saidOn: string;
  document: string;
  period: string | null;
  method: string;
  caveats: string;
  coverage: string | null;
  shareNotRecorded: number | null;
};
