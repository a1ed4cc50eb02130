import { fold } from '../words/fold.ts';
import type { Grid } from './grid.ts';

/** What a line of a sheet is, by its cells alone. */
/** `years`: a header, or in the midst of a table a line of values that look like years. */
export type LineKind = 'blank' | 'about-the-return' | 'alone' | 'header' | 'years' | 'values';

/** What forces write above a return: who sent it and when. */
const ABOUT_THE_RETURN =
  /^(?:(?:name of )?force(?: name| code)?|return(?:ed)?(?: for| by| period| year)?|period(?: covered)?|year(?: ending| covered)?|reporting (?:period|year)|calendar year|completed by|prepared by|submitted by|contact.*|author|officer|e ?mail.*|tel.*|phone.*|date(?: (?:completed|of return|submitted|sent|prepared))?|version|classification|protective marking|sign(?:ed)? off.*|checked by|page|extract(?:ed)? (?:on|date|run).*|run date|system|source)$/;

export function lineKind(grid: Grid, row: number): LineKind {
  const { texts, values } = grid.line(row);
  if (texts.length + values.length === 0) return 'blank';
  const first = Math.min(...texts, ...values);
  if (
    texts.length > 0 &&
    ABOUT_THE_RETURN.test(fold(grid.text(row, first))) &&
    texts.length + values.length <= 2
  )
    return 'about-the-return';
  if (isHeaderOfCodes(grid, row)) return 'header';
  if (values.length > 0 && !values.every((column) => isYear(grid.text(row, column)))) return 'values';
  if (values.length > 0)
    return areYearsInOrder(values.map((column) => grid.text(row, column))) ? 'years' : 'values';
  return texts.length > 1 ? 'header' : 'alone';
}

/** A count may look like one; so years are those of the returns there are. */
export function isYear(text: string): boolean {
  return /^(?:199[5-9]|20[0-3]\d)$/.test(text);
}

/** Headers name years one after the other; counts do not. */
function areYearsInOrder(texts: readonly string[]): boolean {
  return texts.every((text, i) => i === 0 || Math.abs(Number(text) - Number(texts[i - 1])) === 1);
}

/** Among labels a number is one, too ("21", "71"), where the next line has values under most of them. */
function isHeaderOfCodes(grid: Grid, row: number): boolean {
  const { texts, values } = grid.line(row);
  const labels = texts.slice(1);
  if (values.length === 0 || labels.length < FEWEST_LABELS || labels.length < values.length) return false;
  const below = new Set(grid.line(row + 1).values);
  return labels.filter((column) => below.has(column)).length >= MOST_LABELS * labels.length;
}

/** Chosen: fewer may be a line with remarks. */
const FEWEST_LABELS = 3;
const MOST_LABELS = 0.8;
