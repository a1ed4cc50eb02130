import type { LeftOutReason, Meaning } from '../mapping.ts';

/** One way in which a label can be understood. Several lists may have a code of the same name. */
export type LabelReading = {
  question?: string;
  codes?: readonly ReadCode[];
  isTotal?: boolean;
  isPart?: boolean;
  leftOut?: LeftOutReason;
  /** It says nothing of what is counted: "Number", "2012", "By age". `hints`: lists that it announces. */
  saysNothing?: boolean;
  hints?: readonly string[];
  /** From 0 to 1. */
  certainty: number;
  /** In words, for the person who confirms. */
  reason: string;
};

/** `isPart`: one of several labels that become this code. `isLossy`: nobody can say that it is this code. */
export type ReadCode = { list: string; code: string; isPart?: boolean; isLossy?: boolean };

export function meaningOf({ question, codes = [], isTotal, isPart, leftOut }: LabelReading): Meaning {
  if (leftOut) return { is: 'left-out', because: leftOut };
  return {
    is: 'counted',
    ...(question !== undefined && { question }),
    ...(codes.length > 0 && { codes: Object.fromEntries(codes.map(({ list, code }) => [list, code])) }),
    ...(isTotal && { isTotal }),
    ...((isPart || codes.some((code) => code.isPart)) && { isPart: true }),
    ...(codes.some((code) => code.isLossy) && { isLossy: true }),
  };
}
