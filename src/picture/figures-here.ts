import { type Db, row, rows, sql } from '../shared/db.ts';
import { type CountedLine, CROSSINGS, countedFrom } from './crossings.ts';
import { type Figures, measuredFrom, partColumns } from './figures.ts';
import { BREAKDOWNS } from './indicators.ts';
import { RECORD_KEY } from './picture-records.ts';
import { cellColumns, cellGrouping, cellsFrom } from './tables/keyed-cells.ts';

/** Figures counted from the facts as they stand in the database: exact at once, and slow where there are millions. */
export function figuresHere(db: Db): Figures {
  return {
    async measure(ids, { from, to }, by) {
      const group = by ? sql`${sql.ref(BREAKDOWNS[by].column)}::text` : sql`'all'`;
      const lines = await rows(
        db,
        sql<{ group: string } & Record<string, unknown>>`
          select ${group} as "group", ${sql.raw(partColumns(ids).join(', '))}
          from picture_fact where received_on between ${from}::date and ${to}::date
          group by 1`,
      );
      return measuredFrom(ids, lines);
    },
    async series(crossing, { from, to }, step) {
      const [group, other] = CROSSINGS[crossing].columns.map((column) => sql.ref(column));
      const lines = await rows(
        db,
        sql<CountedLine>`
          select ${group!} as "group", ${other ?? sql`null`} as other,
            date_trunc(${step}, received_on)::date as start, ${sql.raw(partColumns(['incidents']).join(', '))}
          from picture_fact where received_on between ${from}::date and ${to}::date
          group by 1, 2, 3`,
      );
      return countedFrom(crossing, lines);
    },
    async keyedCells(query) {
      const { columns, period } = query;
      const lines = await rows(
        db,
        sql<Record<string, unknown>>`select ${sql.raw(cellColumns(query))}
          from (select *, ${RECORD_KEY} as record_key from picture_fact) as facts
          where received_on between ${period.from}::date and ${period.to}::date ${sql.raw(cellGrouping(query))}`,
      );
      return cellsFrom(columns.length, lines);
    },
    async coverage() {
      const found = await row<{ from: string | null; to: string; receipts: number }>(
        db,
        sql`select min(received_on) as "from", max(received_on) as "to", count(*) as receipts from picture_fact`,
      );
      return found?.from ? { ...found, from: found.from } : undefined;
    },
    follow: async () => 0,
  };
}
