import { type BuiltTable, buildTable } from '../../flow/index.ts';
import {
  ALL_MONTHS,
  BUILDER_MOVES,
  countableIndicators,
  FIXED_TABLES,
  type FixedTableId,
  INDICATORS,
  type IndicatorId,
  TABLE_BREAKDOWNS,
  type TableBreakdown,
  type TableQuestion,
} from '../../picture/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Form, type FormError, formError, formFrom, formValues, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { areaFor } from '../picture/area.ts';
import { csvOf, viewOf } from './table-view.ts';

/** Tables of counts that are moved. Those that editions print are named here and shown there: exact counts beside moved ones would undo the moving. */
export const tablePages: Pages = (app, desk) => {
  app.get('/picture/tables', (request, reply) => showBuilder(desk, request, reply));

  app.get('/picture/tables/table.csv', async (request, reply) => {
    const table = await build(desk, request, formFrom(request.query));
    return sendFile(reply, 'csv', csvOf(table));
  });
  app.get('/picture/tables/table.json', async (request, reply) => {
    const table = await build(desk, request, formFrom(request.query));
    return sendFile(reply, 'json', JSON.stringify(table, null, 2));
  });
};

function sendFile(reply: Reply, format: 'csv' | 'json', text: string): Reply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="table.${format}"`)
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
    .send(text);
}

function build(desk: Desk, request: Request, form: Form): Promise<BuiltTable> {
  return buildTable({ store: desk.store, figures: desk.figures }, signedIn(request), questionIn(form));
}

const FIELDS = ['by', 'by2', 'by3'] as const;

/** What is not known counts as what is shown first. */
function questionIn(form: Form): TableQuestion {
  const count = countableIndicators().find((id) => id === form['count']) ?? 'incidents';
  const by = FIELDS.flatMap((field): TableBreakdown[] => {
    const value = form[field];
    return isOneOf(TABLE_BREAKDOWNS, value) ? [value] : [];
  });
  return { count, by: by.length > 0 ? by : ['threat'], period: form['period']?.trim() || ALL_MONTHS };
}

async function showBuilder(desk: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const form = formFrom(request.query);
  const reader = readerOf(request, desk.store.clock.now());
  const { table, errors } = await built(desk, request, form);
  const asked = questionIn(form);
  return reply.code(errors.length > 0 ? 422 : 200).page('tables/builder.njk', {
    title: words.tables.title,
    area: areaFor(person, words, request.url),
    rules: words.tables.rules.map((rule) => rule(String(BUILDER_MOVES.furthest))),
    choices: choicesFor(asked, reader),
    period: form['period'] ?? '',
    query: queryOf(asked),
    table: table && shownTable(table, reader),
    // Where nothing was asked yet, an empty desk is no fault of the reader.
    isEmpty: !table && errors.length === 0,
    fixed: fixedRows(words),
    ...formValues({ errors }),
  });
}

async function built(
  desk: Desk,
  request: Request,
  form: Form,
): Promise<{ table: BuiltTable | undefined; errors: FormError[] }> {
  const { tables } = request.visit.words;
  try {
    return { table: await build(desk, request, form), errors: [] };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    const isAsked = Object.keys(form).length > 0;
    if (failure.code === 'picture.period-not-over')
      return { table: undefined, errors: isAsked ? [formError('period', tables.fixPeriod)] : [] };
    if (failure.code !== 'picture.invalid-table') throw failure;
    const by = questionIn(form).by;
    const text = new Set(by).size < by.length ? tables.fixBy : tables.fixSize;
    return { table: undefined, errors: [formError('by', text)] };
  }
}

function shownTable(table: BuiltTable, reader: Reader) {
  const { words, say, day, time } = reader;
  const by = table.asked.by.map((one) => words.tables.breakdowns[one].toLowerCase());
  return {
    caption: words.tables.one(say(table.title), by.join(` ${words.tables.and} `)),
    definition: say(table.definition),
    version: words.tables.version(table.version),
    days: words.tables.between(day(table.days.from), day(table.days.to)),
    computed: time(table.computedAt),
    ...viewOf(table, reader),
  };
}

function choicesFor(asked: TableQuestion, { words, say }: Reader) {
  const breakdowns = (chosen: string | undefined) =>
    (Object.keys(TABLE_BREAKDOWNS) as TableBreakdown[]).map((value) => ({
      value,
      text: words.tables.breakdowns[value],
      selected: value === chosen,
    }));
  const nothing = { value: '', text: words.tables.nothing };
  return {
    counts: countableIndicators().map((value: IndicatorId) => ({
      value,
      text: say(INDICATORS[value].title),
      selected: value === asked.count,
    })),
    by: breakdowns(asked.by[0]),
    by2: [nothing, ...breakdowns(asked.by[1])],
    by3: [nothing, ...breakdowns(asked.by[2])],
  };
}

function queryOf({ count, by, period }: TableQuestion): string {
  const query = new URLSearchParams({ count, period });
  for (const [i, one] of by.entries()) query.set(FIELDS[i]!, one);
  return query.toString();
}

function fixedRows({ tables }: Reader['words']) {
  return (Object.keys(FIXED_TABLES) as FixedTableId[]).map((id) => ({
    id,
    title: tables.fixedTables[id],
    definition: FIXED_TABLES[id].definition,
  }));
}
