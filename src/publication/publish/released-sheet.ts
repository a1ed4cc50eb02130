import type { ReleasedTable } from '../releases/release.ts';
import { SHORTHAND } from './columns.ts';
import { numberCell, shorthandCell, textCell } from './content-rows.ts';
import { marksOf } from './marks-used.ts';
import { english } from './page/words-english.ts';
import { CONFIDENTIAL, type Column, DOES_NOT_APPLY, type Sheet } from './sheet.ts';

/** A table that may be published: its dimensions, the count, what is to be known of it, and what it was before. */
export function released(table: ReleasedTable): Sheet {
  const isRevised = table.rows.some(({ earlier }) => earlier !== null);
  const dimensions = dimensionColumns(table.dimensions);
  return {
    name: `table-${table.id}`,
    title: textCell(table.title, table.id),
    about: textCell(`${table.definition} ${table.note}`, 'Counts.'),
    notes: [textCell(`${english.tables.protection[table.protection]} ${table.note}`)],
    key: dimensions.map(({ name }) => name),
    columns: [
      ...dimensions,
      {
        name: 'count',
        title: 'Count',
        type: 'number',
        about: textCell(table.definition, 'What was counted.'),
      },
      SHORTHAND,
      ...(isRevised ? [EARLIER] : []),
    ],
    rows: table.rows.map((row) => [
      ...table.dimensions.map((_, i) => textCell(row.cells[i] ?? null)),
      numberCell(row.count, CONFIDENTIAL),
      shorthandCell(marksOf(row)),
      ...(isRevised ? [numberCell(row.earlier, DOES_NOT_APPLY)] : []),
    ]),
  };
}

const EARLIER: Column = {
  name: 'earlier',
  title: 'Count in the last edition',
  type: 'number',
  about: 'Where it was another.',
};

const OWN_NAMES = ['count', 'shorthand', 'earlier'];

/** Names for programs and titles for people, each of them once. */
function dimensionColumns(dimensions: readonly string[]): Column[] {
  const taken = new Set(OWN_NAMES);
  return dimensions.map((dimension, i) => {
    const title = textCell(dimension, 'Dimension');
    const plain =
      title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '') || 'dimension';
    const isTaken = taken.has(plain);
    const name = isTaken ? `${plain}_${i + 1}` : plain;
    taken.add(plain).add(name);
    return {
      name,
      title: isTaken ? `${title} ${i + 1}` : title,
      type: 'string',
      about: 'What the rows are told apart by.',
    };
  });
}
