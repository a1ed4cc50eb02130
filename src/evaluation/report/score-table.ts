import { bandOf, type Instrument, UNKNOWN } from '../../assessment/index.ts';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { isUnknown, readAnswer } from '../cell-values.ts';
import type { ExtractCase } from '../outcomes/join-outcomes.ts';

type Item = Instrument['items'][number];

/** Which columns hold the outcome and the group for audit; each item names its own column, or is called like it. */
export type TableColumns = {
  outcome: string;
  positive?: string | undefined;
  group?: string | undefined;
  weight?: string | undefined;
};

const UNREADABLE = 'evaluation.unreadable-table';

/** Answers an instrument for every row of a table. Throws `evaluation.unreadable-table`, which quotes no value. */
export function scoreTable(raw: Buffer, document: Instrument, columns: TableColumns): ExtractCase[] {
  const rows = readCsvTable(raw, UNREADABLE);
  const { outcome, group, weight } = columns;
  const wanted = [outcome, group, weight].filter((name) => name !== undefined);
  ensureColumns(rows, [...wanted, ...document.items.map(columnOf)], UNREADABLE);
  const faults: Fault[] = [];
  const cases = rows.map((row) => scoreRow(row, document, { columns, faults }));
  ensureNoFaults(faults, UNREADABLE);
  return cases;
}

function scoreRow(
  { cells, line }: CsvRow,
  document: Instrument,
  { columns, faults }: { columns: TableColumns; faults: Fault[] },
): ExtractCase {
  const tell = (path: string, reason: string) => faults.push({ path, reason, line });
  const answers = Object.fromEntries(
    document.items.map((item) => [
      item.code,
      answerTo(item, cells[columnOf(item)]!, () => tell(columnOf(item), 'it is none of the item’s answers')),
    ]),
  );
  const { band } = bandOf(document, answers);
  const rank = document.bands.findIndex(({ code }) => code === band) + 1;
  const weight = columns.weight === undefined ? 1 : Number(cells[columns.weight]);
  if (!(weight > 0 && Number.isFinite(weight))) tell(columns.weight!, 'a weight is a number above 0');
  return {
    pseudonym: String(line),
    score: rank,
    band,
    outcome: readAnswer(cells[columns.outcome]!, columns.positive, () =>
      tell(columns.outcome, 'it is neither yes nor no; say which value counts as positive'),
    ),
    weight,
    group: columns.group === undefined || cells[columns.group] === '' ? null : cells[columns.group]!,
    probability: probabilityOf(document, answers),
    outsidePopulation: false,
    sampled: false,
    assessedAt: new Date(0),
  };
}

function columnOf({ column, code }: Item): string {
  return column ?? code;
}

/** The option whose cell says what this one does, or that is called like it. */
function answerTo({ options }: Item, cell: string, fault: () => void): string {
  if (isUnknown(cell)) return UNKNOWN;
  const found =
    options.find((option) => option.cell !== undefined && fits(option.cell, cell)) ??
    options.find((option) => option.cell !== undefined && 'otherwise' in option.cell) ??
    options.find(({ value }) => value === cell.toLowerCase());
  if (!found) fault();
  return found?.value ?? UNKNOWN;
}

function fits(cell: NonNullable<Item['options'][number]['cell']>, text: string): boolean {
  if ('is' in cell) return cell.is.includes(text);
  if ('otherwise' in cell) return false;
  const value = Number(text);
  return (
    value >= (cell.atLeast ?? Number.NEGATIVE_INFINITY) && value < (cell.below ?? Number.POSITIVE_INFINITY)
  );
}

/** The instrument's own probability; null where it states none, or an answer is unknown. */
export function probabilityOf(
  { probability, items }: Instrument,
  answers: Readonly<Record<string, string>>,
): number | null {
  if (!probability) return null;
  const points = items.map(
    ({ code, options }) => options.find(({ value }) => value === answers[code])?.points,
  );
  if (points.some((one) => one === undefined)) return null;
  const total = points.reduce<number>((sum, one) => sum + one!, 0);
  return 1 / (1 + Math.exp(-probability.intercept - probability.slope * total));
}
