import type { Counted, MappedLabel, Meaning } from '../mapping.ts';
import type { CodeList } from '../scheme/scheme.ts';
import { textAt } from '../sheet.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { fold } from '../words/fold.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';
import { readLabel } from './read-label.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';
import { SURE } from './resolved.ts';

// What the values in a column of cases stand for.

/** Fewer names of questions than this share, and the column says something else. Chosen: others are told as unknown codes. */
export const MOST_ARE = 0.8;

/** How often each value of a column stands in it, by the value folded. */
export function valuesOf(table: FoundTable, column: FoundLabel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { at } of table.rows) {
    const value = fold(textAt(table.sheet, at, column.at));
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** More kinds of values than this are no codes. */
export const MOST_CODES = 60;

/** Undefined where its values name no questions. */
export function questionsIn(
  table: FoundTable,
  column: FoundLabel,
  lexicon: Lexicon,
  years: Years,
): MappedLabel['values'] | undefined {
  const counts = valuesOf(table, column);
  if (counts.size < 2 || counts.size > MOST_CODES) return undefined;
  const read = [...counts.keys()].map((value) => [value, questionNamed(value, lexicon, years)] as const);
  const known = read.filter(([, one]) => one !== undefined);
  const rows = known.reduce((sum, [value]) => sum + counts.get(value)!, 0);
  if (new Set(known.map(([, one]) => one!.question)).size < 2 || rows < MOST_ARE * table.rows.length)
    return undefined;
  return Object.fromEntries(known.map(([value, one]) => [value, meaningOf(one!)]));
}

/** What each value stands for in a column of which it is known what it holds; undefined where that has no values. */
export function valuesFor(
  table: FoundTable,
  column: FoundLabel,
  { means, lexicon, years }: { means: Meaning; lexicon: Lexicon; years: Years },
): MappedLabel['values'] | undefined {
  const values = [...valuesOf(table, column).keys()].slice(0, MOST_CODES);
  if (means.is === 'questions')
    return Object.fromEntries(
      values.flatMap((value) => {
        const reading = questionNamed(value, lexicon, years);
        return reading ? [[value, meaningOf(reading)] as const] : [];
      }),
    );
  if (means.is !== 'codes' && means.is !== 'ages') return undefined;
  const list = lexicon.scheme.codeLists.find(({ id }) => id === means.list);
  return list && codesOf(values, { list, header: column.path[0] ?? '', lexicon, years });
}

function questionNamed(value: string, lexicon: Lexicon, years: Years): LabelReading | undefined {
  return readLabel(value, lexicon, years).find(
    ({ question, certainty, codes }) => question && !codes && certainty >= SURE,
  );
}

/** The values that are codes of one list. */
export function codesOf(
  values: readonly string[],
  { list, header, lexicon, years }: { list: CodeList; header: string; lexicon: Lexicon; years: Years },
): Record<string, Meaning> {
  return Object.fromEntries(
    values.flatMap((value) => {
      const readings = [
        ...readLabel(value, lexicon, years),
        ...readLabel(`${header} ${value}`, lexicon, years),
      ];
      const found = readings.find(
        ({ codes, certainty }) =>
          certainty >= SURE && codes?.length === 1 && codes[0]!.list === list.id && !codes[0]!.isLossy,
      );
      return found ? [[value, codeMeaning(found)] as const] : [];
    }),
  );
}

function codeMeaning({ codes }: LabelReading): Counted {
  return { is: 'counted', codes: { [codes![0]!.list]: codes![0]!.code } };
}
