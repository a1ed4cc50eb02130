import type { Mark } from '../../shared/marks.ts';
import type { Counted } from '../mapping.ts';

/** One cell that a mapping reads, with what its table, row and column say together. */
export type CellReading = {
  table: string;
  sheet: string;
  /** 0-based. */
  row: number;
  column: number;
  question: string;
  codes: Readonly<Record<string, string>>;
  value: number | null;
  marks: readonly Mark[];
  /** Whether its row, its column, is one of several that add up. */
  isPartOf: { rows: boolean; columns: boolean };
  /** Whether lines beside it are not read, or gone, so that the parts are not all there. */
  isPartial?: { rows: boolean; columns: boolean };
  isLossy: boolean;
  /** "B4" or "B4:B6". */
  cell: string;
};

export function keyOf({
  question,
  codes,
}: {
  question: string;
  codes: Readonly<Record<string, string>>;
}): string {
  return `${question}|${Object.entries(codes)
    .map(([list, code]) => `${list}=${code}`)
    .sort()
    .join('|')}`;
}

export function isPart(means: Counted): boolean {
  return means.isPart === true;
}
