import { fold } from '../words/fold.ts';
import { MONTH } from '../words/months.ts';
import type { LabelReading } from './reading-of-label.ts';

// What labels say that is no question and no code: years, shares, totals, months, notes.

const A_PART = new RegExp(
  `^(?:(?:${MONTH})(?: (?:20)?\\d\\d)?|(?:q|qtr|quarter|half|h) ?[1-4]|[1-4](?:st|nd|rd|th) (?:quarter|half)|(?:${MONTH}) (?:to )?(?:${MONTH})(?: 20\\d\\d)?)$`,
);
const A_TOTAL =
  /^(?:grand |overall |force |sub )*(?:total|totals|all|overall|sum|altogether|both|total all|force wide|forcewide|all persons|persons|total force)(?: (?:total|number|figure))?$/;
const TOTAL_OF =
  /^(?:total|all|both) (?:of )?(?:ages|age groups|age bands|sexes|genders|levels|categories|grades|types|aims|codes|offences|divisions|districts|areas|bcus|months|quarters|children|victims|files|images|reports|perpetrators|offenders)$/;
const SAYS_NOTHING =
  /^(?:number|nos|num|count|counts|value|values|answer|response|responses|figure|figures|your answer|force return|return|returned|volume|qty|quantity|total number|reported|recorded|this year|current year|year|data|n|total for year|year total|annual total|calendar year|calendar year total)$/;
const A_SHARE =
  /%|\b(?:per ?cent|percentage|share|rate|ratio|proportion|change|difference|variance|trend|average|mean|per 1 ?000|per 10 ?000|per 100 ?000|rank)\b/;
const ANOTHER_YEAR =
  /\b(?:previous|prior|last|preceding) (?:year|period|return|12 months)\b|\byear before\b|\bprevious\b/;
const A_NOTE =
  /^(?:(?:any |other |further |force |additional |explanatory |data quality )*(?:comments?|notes?|remarks?|caveats?|explanations?|narrative|guidance|source|rag(?: status)?|counting rules?|contact|checked(?: by)?|completed by|data quality)(?: (?:if any|on data|on figures))?|notes? and comments?|comments? and (?:notes?|caveats?)|definition|description)$/;

/** `isCalendar`: the return is for a calendar year, and not only for some time that ends in it. */
export type Years = { year: number | undefined; isCalendar?: boolean };

/** Undefined where it is none of these. */
export function readPlainWords(label: string, { year, isCalendar }: Years): LabelReading | undefined {
  const folded = fold(label);
  // "No." is short for number; "No" is an answer.
  if (/^no\.$/i.test(label.trim()))
    return { saysNothing: true, certainty: 0.95, reason: 'its words say that a count follows' };
  if (folded === '') return { saysNothing: true, certainty: 0.9, reason: 'it has no words' };
  if (A_SHARE.test(folded)) return out('share', 'its words are those of a share or a change');
  if (ANOTHER_YEAR.test(folded)) return out('other-year', 'its words are those of another year');
  const years = yearsIn(folded);
  if (years.length > 0 && year !== undefined && !years.includes(year))
    return out('other-year', `it is of ${years.join(' and ')}, and the return is for ${year}`);
  if (years.length > 0 && isCalendar && namesSplitYear(folded))
    return { saysNothing: true, certainty: 0.5, reason: 'it is of a year that does not begin in January' };
  const rest = withoutYears(folded);
  if (A_TOTAL.test(rest) || TOTAL_OF.test(rest))
    return { isTotal: true, certainty: 0.95, reason: 'its words are those of a total' };
  if (A_PART.test(rest) || A_PART.test(folded))
    return { isPart: true, certainty: 0.95, reason: 'it is a part of the year' };
  if (rest === '' || SAYS_NOTHING.test(rest))
    return { saysNothing: true, certainty: 0.95, reason: 'its words say that a count follows' };
  if (A_NOTE.test(rest)) return out('note', 'its words are those of a note');
  return undefined;
}

function out(leftOut: NonNullable<LabelReading['leftOut']>, reason: string): LabelReading {
  return { leftOut, certainty: 0.9, reason };
}

/** "2012/13", "2012-2013". */
export function namesSplitYear(folded: string): boolean {
  return [...folded.matchAll(/\b((?:19|20)\d\d) (\d{2}|\d{4})\b/g)].some(
    ([, first, second]) =>
      (Number(first) + 1) % 100 === Number(second) % 100 &&
      (second!.length === 2 || Number(second) === Number(first) + 1),
  );
}

/** Calendar years that a label names; of "2011/12" both. */
export function yearsIn(folded: string): number[] {
  return [...folded.matchAll(/\b((?:19|20)\d\d)(?: (\d\d)\b)?/g)].flatMap(([, first, second]) => {
    const year = Number(first);
    const isSplit = second !== undefined && Number(second) === (year + 1) % 100;
    return isSplit ? [year, year + 1] : [year];
  });
}

/** "12 months to 31 December 2012", "(2012)", "CY2012": the period in words. */
export function withoutYears(folded: string): string {
  return folded
    .replaceAll(
      /\b(?:12 months|year|period|calendar year|cy)? ?(?:to|ending|ended|end)? ?(?:1|31)? ?(?:january|jan|december|dec)? ?(?:to (?:31)? ?(?:december|dec))? ?\b(?:cy ?)?(?:19|20)\d\d\b/g,
      ' ',
    )
    .replaceAll(/\b(?:in|during|for) (?:the )?(?:calendar )?year\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/ (?:in|for|during|as at)$/, '')
    .trim();
}
