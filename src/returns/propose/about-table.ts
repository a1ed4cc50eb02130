import { forceNamed } from '../forces/force-names.ts';
import { EVERY_FORCE } from '../forces/forces.ts';
import type { Counted } from '../mapping.ts';
import type { FoundTable } from '../tables/found-table.ts';
import { fold } from '../words/fold.ts';
import { chooseReading } from './choose-reading.ts';
import type { Lexicon } from './lexicon.ts';
import { namesSplitYear, readPlainWords, withoutYears, type Years, yearsIn } from './plain-words.ts';
import { readLabel, withoutNumberOf } from './read-label.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';
import { type Resolved, SURE, sure, unsure } from './resolved.ts';

/** `isOfOther`: its numbers are not of the year as a whole, whatever its lines are called. */
export type About = Resolved & { hints: readonly string[]; isOfOther?: boolean };

/** What the words above a table, its corner and its sheet's name say of all of it; the nearest words first. */
export function aboutTable(table: FoundTable, lexicon: Lexicon, years: Years): About {
  const hints: string[] = [];
  const above = table.captions.map((one) => one.text).reverse();
  for (const text of [...above, table.corner, wholeWords(table.sheet.name)]) {
    const other = whyOfOther(text, years);
    if (other) return { ...unsure(`"${text}": ${other}`), hints, isOfOther: true };
    const words = withoutNames(text);
    if (words.length < SHORTEST_WORDS) continue;
    const readings = readLabel(words, lexicon, years);
    hints.push(...readings.flatMap((one) => one.hints ?? []));
    const around = { question: undefined, lists: [], before: undefined, hints: [] };
    const { reading, why } = chooseReading(readings, around, SURE);
    if (reading?.leftOut === 'other-year' || reading?.leftOut === 'share')
      return { ...sure(meaningOf(reading), reading.certainty, `"${text}": ${reading.reason}`), hints };
    if (reading?.question !== undefined)
      return { ...sure(meaningOf(reading), reading.certainty, `"${text}": ${reading.reason}`), hints };
    // What stands above labels says what kind of labels they are, and need not be understood.
    const isCorner = text === table.corner && !above.includes(text);
    if (!reading && !isCorner && !isLongTitle(words, lexicon))
      return { ...unsure(`"${text}": ${why}`, readings), hints };
  }
  const means: Counted = { is: 'counted' };
  return { ...sure(means, 0.9, 'the words above it say nothing of what is counted'), hints };
}

/** Why the numbers below are no counts of the year that the return is for; undefined where nothing says so. */
function whyOfOther(text: string, years: Years): string | undefined {
  const folded = fold(text);
  if (/\b(?:in|figures|numbers) (?:hundreds|thousands|millions)\b|\b000s\b/.test(folded))
    return 'its counts are not in ones';
  if (years.year === undefined) return undefined;
  const named = yearsIn(folded);
  if (named.length > 0 && !named.includes(years.year)) return `the return is for ${years.year}`;
  if (years.isCalendar && namesSplitYear(folded)) return 'it is of a year that does not begin in January';
  return readPlainWords(withoutNumberOf(text), years)?.isPart ? 'it is only a part of the year' : undefined;
}

const FORCE_NAMES = EVERY_FORCE.map(({ name }) => fold(name)).sort((a, b) => b.length - a.length);

/** A letter or two name a sheet and say nothing. */
const SHORTEST_WORDS = 3;

/** The names of sheets end at 31 letters, often in the midst of a word. Source: Microsoft, Excel specifications. */
const LONGEST_SHEET_NAME = 31;

function wholeWords(name: string): string {
  return name.length < LONGEST_SHEET_NAME ? name : name.replace(/\s+\S*$/, '');
}

/** Without the force, the year and what is on every return: "Table 3", "Annual return", "Sheet2". */
function withoutNames(text: string): string {
  if (forceNamed(text)) return '';
  const folded = FORCE_NAMES.reduce(
    (left, name) => ` ${left} `.replace(` ${name} `, ' ').trim(),
    fold(withoutNumberOf(text)),
  );
  return withoutYears(folded)
    .replaceAll(
      /\b(?:table|sheet|tab|annex|appendix|part|section|question|q) ?(?:\d{1,2}[a-z]?|[a-z])\b/g,
      ' ',
    )
    .replaceAll(/^(?:\d{1,2}[a-z]?) /g, '')
    .replaceAll(BOILERPLATE, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const BOILERPLATE =
  /\b(?:sheet\d*|tab\d*|table\d*|return|returns|annual|year|ending|end|december|january|jan|dec|to|police|constabulary|service|force|official|sensitive|data|form|template|collection|national|assessment|threat|bureau|ceop|for|the|of|from|q|figures|statistics|summary|response|submission|main|export|extract|report)\b(?=\s|$)/g;

/** Words about children and exploitation in general, such as the title of the return. */
function isLongTitle(words: string, lexicon: Lexicon): boolean {
  return readLabel(words, lexicon, { year: undefined }).some((one: LabelReading) => one.saysNothing);
}
