import type { Counted, MappedLabel, Meaning } from '../mapping.ts';
import type { CodeList } from '../scheme/scheme.ts';
import { textAt } from '../sheet.ts';
import { caseColumnKind } from '../tables/cases.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { fold, wordsOf } from '../words/fold.ts';
import { aboutTable } from './about-table.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';
import { readLabel } from './read-label.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';
import { type Resolved, SURE, sure, unsure } from './resolved.ts';

export type ProposedCases = { about: Resolved; columns: (Resolved & { values?: MappedLabel['values'] })[] };

/** What the columns of a table of cases mean, and what it counts. Values that might name somebody are not kept. */
export function proposeCases(table: FoundTable, lexicon: Lexicon, years: Years): ProposedCases {
  const kinds = table.columns.map(({ path }) => caseColumnKind(path[0] ?? ''));
  const named = table.columns.findIndex(
    (column, i) => kinds[i] !== 'identifies' && questionsIn(table, column, lexicon, years) !== undefined,
  );
  const about =
    named >= 0
      ? sure({ is: 'counted' }, 0.9, `each row says in "${table.columns[named]!.path[0]}" what it counts for`)
      : aboutCases(table, lexicon, years);
  const question = about.means.is === 'counted' ? about.means.question : undefined;
  const values = named >= 0 ? questionsIn(table, table.columns[named]!, lexicon, years)! : {};
  const asked =
    named >= 0
      ? Object.values(values).map((one) => (one.is === 'counted' ? one.question : undefined))
      : [question];
  const by = lexicon.scheme.questions.filter(({ id }) => asked.includes(id)).flatMap((one) => one.by);
  const columns = table.columns.map((column, i) => {
    if (i === named)
      return {
        ...sure({ is: 'questions' }, 0.9, 'its values are names of questions'),
        values,
      };
    return proposeColumn(table, column, {
      lexicon,
      years,
      by,
      unit: lexicon.scheme.questions.find(({ id }) => id === question)?.unit,
    });
  });
  return { about, columns };
}

function aboutCases(table: FoundTable, lexicon: Lexicon, years: Years): Resolved {
  const about = aboutTable(table, lexicon, years);
  if (about.means.is === 'counted' && about.means.question === undefined)
    return unsure('nothing says what a row counts for');
  return about;
}

/** Fewer names of questions than this share, and the column says something else. Chosen: others are told as unknown codes. */
const MOST_ARE = 0.8;

function valuesOf(table: FoundTable, column: FoundLabel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { at } of table.rows) {
    const value = fold(textAt(table.sheet, at, column.at));
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** More kinds of values than this are no codes. */
const MOST_CODES = 60;

function questionsIn(
  table: FoundTable,
  column: FoundLabel,
  lexicon: Lexicon,
  years: Years,
): MappedLabel['values'] | undefined {
  const counts = valuesOf(table, column);
  if (counts.size < 2 || counts.size > MOST_CODES) return undefined;
  const read = [...counts.keys()].map(
    (value) =>
      [
        value,
        readLabel(value, lexicon, years).find(
          ({ question, certainty, codes }) => question && !codes && certainty >= SURE,
        ),
      ] as const,
  );
  const known = read.filter(([, one]) => one !== undefined);
  const rows = known.reduce((sum, [value]) => sum + counts.get(value)!, 0);
  if (new Set(known.map(([, one]) => one!.question)).size < 2 || rows < MOST_ARE * table.rows.length)
    return undefined;
  return Object.fromEntries(known.map(([value, one]) => [value, meaningOf(one!)]));
}

type ColumnContext = { lexicon: Lexicon; years: Years; by: readonly string[]; unit: string | undefined };

function proposeColumn(
  table: FoundTable,
  column: FoundLabel,
  context: ColumnContext,
): ProposedCases['columns'][number] {
  const header = column.path[0] ?? '';
  const kind = caseColumnKind(header);
  if (kind === 'identifies')
    return sure({ is: 'left-out', because: 'identifies' }, 0.95, 'its words are those of somebody’s details');
  if (kind === 'reference')
    return sure({ is: 'left-out', because: 'reference' }, 0.9, 'it tells one case from another');
  if (kind === 'dates') return sure({ is: 'dates' }, 0.9, 'it holds dates');
  if (isOfAnotherPerson(header, context.unit))
    return sure({ is: 'left-out', because: 'not-asked' }, 0.86, 'it is about somebody else than is counted');
  const lists = context.lexicon.scheme.codeLists.filter(({ id }) => context.by.includes(id));
  if (kind === 'ages' && areAges(table, column)) {
    const list = lists.find(({ id }) => id === 'age-band');
    return list
      ? sure({ is: 'ages', list: list.id }, 0.92, 'it holds ages in years')
      : sure({ is: 'left-out', because: 'not-asked' }, 0.86, 'the scheme does not ask for ages here');
  }
  return codesColumn(table, column, { ...context, lists });
}

/** A column about suspects in a table that counts victims, or the other way round. */
function isOfAnotherPerson(header: string, unit: string | undefined): boolean {
  const words = wordsOf(header);
  const ofOffender = words.some((word) => ['perpetrator', 'offender', 'nominal'].includes(word));
  const ofVictim = words.some((word) => ['victim', 'child', 'complainant'].includes(word));
  return unit === 'victims'
    ? ofOffender
    : unit === 'offenders'
      ? ofVictim && !/relation/i.test(header)
      : false;
}

function areAges(table: FoundTable, column: FoundLabel): boolean {
  const values = [...valuesOf(table, column).keys()];
  return values.filter((value) => /^\d{1,3}$/.test(value)).length >= MOST_ARE * values.length;
}

function codesColumn(
  table: FoundTable,
  column: FoundLabel,
  { lexicon, years, lists }: ColumnContext & { lists: readonly CodeList[] },
): ProposedCases['columns'][number] {
  const counts = valuesOf(table, column);
  if (lists.length === 0 || counts.size === 0 || counts.size > MOST_CODES)
    return sure(
      { is: 'left-out', because: 'not-asked' },
      0.85,
      'the scheme does not break this question down',
    );
  const header = column.path[0] ?? '';
  const tried = lists.map((list) => ({
    list,
    values: codesOf([...counts.keys()], { list, header, lexicon, years }),
  }));
  const rowsOf = (values: Record<string, Meaning>) =>
    Object.keys(values).reduce((sum, value) => sum + counts.get(value)!, 0);
  const [best] = tried.sort((a, b) => rowsOf(b.values) - rowsOf(a.values));
  const filled = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (rowsOf(best!.values) < MOST_ARE * filled)
    return sure(
      { is: 'left-out', because: 'not-asked' },
      0.85,
      'its values are in no list by which the scheme breaks this question down',
    );
  return {
    ...sure({ is: 'codes', list: best!.list.id }, 0.9, `its values are codes of "${best!.list.title}"`),
    values: best!.values,
  };
}

function codesOf(
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
