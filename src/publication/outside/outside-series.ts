import type { Mark } from '../../shared/marks.ts';

/** A series that others publish, shown beside ours with where it comes from, and never added to it. */
export type OutsideSeries = {
  id: string;
  title: string;
  publisher: string;
  licence: string;
  /** The document or address it was taken from, and when, YYYY-MM-DD. */
  source: string;
  retrievedOn: string;
  unit: string;
  definition: string;
  /** Country or group that it is about. */
  about: string;
  breaks: readonly { from: string; what: string }[];
  points: readonly OutsidePoint[];
};

/** `period`: YYYY, YYYY-MM or YYYY-MM-DD. */
export type OutsidePoint = {
  period: string;
  value: number | null;
  low: number | null;
  high: number | null;
  marks: readonly Mark[];
};
