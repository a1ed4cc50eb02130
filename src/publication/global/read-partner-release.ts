import type { CsvRow } from '../../shared/csv-table.ts';
import { ensureNoFaults } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { type DataPackage, readDataPackage } from '../publish/data-package.ts';
import { invalidPackage, type PackageFiles } from './open-package.ts';
import type { PartnerClaim, PartnerFigure, PartnerRelease } from './partner-release.ts';
import { type Cells, cellsOf } from './read-cells.ts';
import { tableOf } from './read-table.ts';

/** Chosen: that of an edition with every table takes a fiftieth; telling the faults of a long one takes gigabytes. */
const LARGEST_DESCRIPTION_BYTES = 1_000_000;

/** Columns that a table of figures must have, by the names under which Everydot publishes them. */
const NEEDED = ['id', 'title', 'value', 'unit', 'definition', 'period_from', 'period_to'] as const;

/**
 * The figures and claims of a package: a resource called "figures", and one called "claims" where there is one. `country`:
 * for whom it speaks, where the package does not say. Throws `picture.invalid-package`; quotes no value.
 */
export function readPartnerRelease(files: PackageFiles, country?: string): PartnerRelease {
  const description = files.get('datapackage.json');
  if (!description) throw invalidPackage('there is no datapackage.json in it');
  if (description.length > LARGEST_DESCRIPTION_BYTES)
    throw invalidPackage(`datapackage.json has more than ${LARGEST_DESCRIPTION_BYTES} bytes`);
  const read = readDataPackage(description);
  const rows = tableOf(read, files, 'figures');
  if (!rows) throw invalidPackage('it has no table called figures', '/resources');
  const faults = missingColumns(rows);
  const figures = faults.length > 0 ? [] : rows.map((row) => figureOf(row, faults));
  const claims = (tableOf(read, files, 'claims') ?? []).map((row) => claimOf(cellsOf(row, faults)));
  ensureNoFaults([...faults, ...twiceAmong(figures)], 'picture.invalid-package');
  return { ...aboutIt(read, country), figures, claims };
}

function missingColumns([first]: readonly CsvRow[]): Fault[] {
  return NEEDED.filter((name) => !Object.hasOwn(first?.cells ?? {}, name)).map((path) => ({
    path,
    reason: 'there is no such column in figures',
  }));
}

function figureOf(row: CsvRow, faults: Fault[]): PartnerFigure {
  const cells = cellsOf(row, faults);
  const period = { from: cells.day('period_from'), to: cells.day('period_to') };
  if (period.from > period.to)
    faults.push({ path: 'period_to', reason: 'it ends before it begins', line: row.line });
  return {
    id: cells.text('id'),
    title: cells.text('title'),
    definition: cells.text('definition'),
    version: cells.number('version'),
    unit: cells.text('unit'),
    period,
    value: cells.number('value'),
    shorthand: (row.cells['shorthand'] ?? row.cells['value'] ?? '').match(/\[[a-z]+\]/gi)?.join('') ?? '',
    limits: limitsOf(cells),
    countedIn: cells.textOrNone('counted_in'),
    coverage: coverageOf(cells),
    estimate: estimateOf(cells),
    breaks: cells.textOrNone('breaks'),
  };
}

function pairOf(low: number | null, high: number | null): readonly [number, number] | null {
  return low === null || high === null ? null : [low, high];
}

function limitsOf(cells: Cells): PartnerFigure['limits'] {
  const pair = pairOf(cells.number('interval_low'), cells.number('interval_high'));
  if (pair && pair[0] > pair[1]) cells.fault('interval_high', 'it is below the lower limit');
  return pair;
}

function coverageOf(cells: Cells): PartnerFigure['coverage'] {
  const pair = pairOf(cells.number('forces_answered'), cells.number('forces'));
  if (!pair) return null;
  const [answered, of] = pair;
  if (!pair.every(Number.isInteger) || answered < 0 || answered > of)
    cells.fault('forces_answered', 'it is not a number from 0 to that of all');
  return { answered, of };
}

function estimateOf(cells: Cells): PartnerFigure['estimate'] {
  const value = cells.number('estimate');
  if (value === null) return null;
  return { value, low: cells.number('estimate_low'), high: cells.number('estimate_high') };
}

function claimOf(cells: Cells): PartnerClaim {
  return {
    id: cells.text('claim_id'),
    statement: cells.text('statement'),
    value: cells.number('value'),
    unit: cells.textOrNone('unit') ?? '',
    saidBy: cells.text('said_by'),
    saidOn: cells.textOrNone('said_on') ?? '',
    document: cells.textOrNone('document') ?? '',
    period: cells.textOrNone('period'),
    method: cells.textOrNone('method') ?? '',
    caveats: cells.textOrNone('caveats') ?? '',
    coverage: cells.textOrNone('coverage'),
    shareNotRecorded: cells.number('share_not_recorded'),
  };
}

/** Of two figures of one name and one period nobody could say which is meant. */
function twiceAmong(figures: readonly PartnerFigure[]): Fault[] {
  const keys = figures.map(({ id, period }) => `${id} ${period.from} ${period.to}`);
  return new Set(keys).size < keys.length
    ? [{ path: 'id', reason: 'there are two figures of one name and one period' }]
    : [];
}

const LONGEST_NAME = 200;

function aboutIt(read: DataPackage, country: string | undefined): Omit<PartnerRelease, 'figures' | 'claims'> {
  const { edition } = read;
  const publisher =
    read.contributors?.find(({ roles }) => roles?.includes('publisher'))?.title ??
    read.contributors?.[0]?.title;
  const spoken = country?.trim() || textIn(read, 'country') || publisher;
  if (!spoken)
    throw invalidPackage('it does not say who publishes it, nor for which country', '/contributors');
  const [licence] = read.licenses ?? [];
  return {
    name: short(read.name ?? edition?.slug ?? 'package'),
    title: short(read.title ?? read.name ?? 'Untitled'),
    edition: short(edition ? String(edition.edition) : (read.version ?? '')),
    publisher: short(publisher ?? spoken),
    country: short(spoken),
    created: read.created === undefined ? null : short(read.created),
    licence: licence ? short(licence.title ?? licence.name ?? licence.path ?? '') : null,
    isSynthetic: edition?.synthetic === true,
  };
}

function textIn(read: DataPackage, name: string): string | undefined {
  const value = (read as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

function short(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed();
}
