import { fold } from './words/fold.ts';

// By what a label is known again: its words, without case, accents and punctuation; a year by how far it is from the
// year that the return is for, so that next year's "2013" is this year's "2012".

export function labelKey(path: readonly string[], year: number | undefined): string {
  return path.map((text) => textKey(text, year)).join(' › ');
}

export function textKey(text: string, year: number | undefined): string {
  const folded = fold(text);
  if (year === undefined) return folded;
  return folded.replaceAll(/\b(?:19|20)\d\d\b/g, (found) => `year${Number(found) - year}`);
}

/** Undefined where the period is no calendar year. */
export function yearOf(period: { from: string; to: string } | undefined): number | undefined {
  const [from, to] = [period?.from, period?.to];
  if (from === undefined || to === undefined || !from.endsWith('-01-01') || !to.endsWith('-12-31'))
    return undefined;
  return from.slice(0, 4) === to.slice(0, 4) ? Number(from.slice(0, 4)) : undefined;
}
