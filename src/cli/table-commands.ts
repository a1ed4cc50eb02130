import { buildTable, refreshPicture } from '../flow/index.ts';
import { ALL_MONTHS, FIXED_TABLES, type IndicatorId, type TableBreakdown } from '../picture/index.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

export type BuildOptions = { count: IndicatorId; by: TableBreakdown[]; period?: string };

/** `everydot tables build`: counts that are moved, so that no single case can be told. */
export async function buildTableCommand(
  { opened, person }: Acting,
  { count, by, period = ALL_MONTHS }: BuildOptions,
): Promise<Result> {
  const { store, figures } = opened;
  await refreshPicture(store);
  await figures.follow();
  const table = await buildTable({ store, figures }, person, { count, by, period });
  const nameOf = (place: number, code: string | null) =>
    code === null
      ? 'All'
      : (table.dimensions[place]!.values.find((value) => value.code === code)?.label ?? code);
  return {
    json: table,
    lines: [
      `${table.title}, received from ${table.days.from} to ${table.days.to}.`,
      ...tableLines(
        [...table.dimensions.map(({ label }) => label), 'count'],
        table.cells.map(({ labels, count: moved }) => [
          ...labels.map((code, place) => nameOf(place, code)),
          String(moved),
        ]),
      ),
      `Each count is moved by at most ${table.moved.furthest}, without bias; totals by themselves, so that they need not add up.`,
    ],
  };
}

/** `everydot tables list`: what every edition of the report prints. */
export async function listTablesCommand(): Promise<Result> {
  return {
    json: FIXED_TABLES,
    lines: tableLines(
      ['table', 'definition'],
      Object.entries(FIXED_TABLES).map(([id, { definition }]) => [id, definition]),
    ),
  };
}
