import type { MappedLabel, Meaning } from '../mapping.ts';
import type { CodeList } from '../scheme/scheme.ts';
import { caseColumnKind } from '../tables/cases.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { wordsOf } from '../words/fold.ts';
import { aboutTable } from './about-table.ts';
import { codesOf, MOST_ARE, MOST_CODES, questionsIn, valuesFor, valuesOf } from './case-values.ts';
import type { Learnt } from './learnt.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';
import { type Resolved, sure, unsure } from './resolved.ts';
import { withLearnt } from './with-learnt.ts';

type ProposedColumn = Resolved & Pick<MappedLabel, 'values'>;
export type ProposedCases = { about: Resolved; columns: ProposedColumn[] };

type Context = { lexicon: Lexicon; learnt: Learnt; years: Years };

/**
 * What the columns of a table of cases mean, and what it counts: first as the force said of this very table last time.
 * Values that might name somebody are not kept.
 */
export function proposeCases(table: FoundTable, { lexicon, learnt, years }: Context): ProposedCases {
  const said = table.columns.map((column) => saidBefore(table, column, { lexicon, learnt, years }));
  const named = questionsColumn(table, said, { lexicon, years });
  const about = named
    ? sure({ is: 'counted' }, 0.9, `each row says in "${named.header}" what it counts for`)
    : withLearnt(table, {
        learnt,
        years,
        axis: 'about',
        path: [],
        resolved: aboutCases(table, lexicon, years),
      });
  const question = about.means.is === 'counted' ? about.means.question : undefined;
  const asked = named
    ? Object.values(named.values).map((one) => (one.is === 'counted' ? one.question : undefined))
    : [question];
  const by = lexicon.scheme.questions.filter(({ id }) => asked.includes(id)).flatMap((one) => one.by);
  const unit = lexicon.scheme.questions.find(({ id }) => id === question)?.unit;
  const columns = table.columns.map((column, i) => {
    if (said[i]) return said[i];
    if (named?.index === i)
      return { ...sure({ is: 'questions' }, 0.9, 'its values are names of questions'), values: named.values };
    return proposeColumn(table, column, { lexicon, years, by, unit });
  });
  return { about, columns };
}

/** Values that are new since then are proposed as ever; what was said of the others holds. */
function saidBefore(
  table: FoundTable,
  column: FoundLabel,
  { lexicon, learnt, years }: Context,
): ProposedColumn | undefined {
  const known = learnt.of(table, 'columns', column.path, years.year);
  if (!known?.isOwn || !known.isSure) return undefined;
  const proposed = valuesFor(table, column, { means: known.means, lexicon, years });
  return {
    ...sure(known.means, 0.99, 'as the force confirmed it last time'),
    ...(proposed && { values: { ...proposed, ...known.values } }),
  };
}

type QuestionsColumn = { index: number; header: string; values: NonNullable<MappedLabel['values']> };

/** The column that says of each row what it counts for; undefined where there is none. */
function questionsColumn(
  table: FoundTable,
  said: readonly (ProposedColumn | undefined)[],
  { lexicon, years }: Omit<Context, 'learnt'>,
): QuestionsColumn | undefined {
  const before = said.findIndex((one) => one?.means.is === 'questions');
  for (const [index, column] of table.columns.entries()) {
    const header = column.path[0] ?? '';
    if (before >= 0 ? index !== before : said[index] || caseColumnKind(header) === 'identifies') continue;
    const values = before >= 0 ? said[index]!.values : questionsIn(table, column, lexicon, years);
    if (values) return { index, header, values };
  }
  return undefined;
}

function aboutCases(table: FoundTable, lexicon: Lexicon, years: Years): Resolved {
  const about = aboutTable(table, lexicon, years);
  if (about.means.is === 'counted' && about.means.question === undefined)
    return unsure('nothing says what a row counts for');
  return about;
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
