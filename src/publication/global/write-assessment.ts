import { guardedCsvCell } from '../../shared/csv-cell.ts';
import { csvResource, type DataPackage, type DataResource } from '../publish/data-package.ts';
import type { PublishedFile } from '../publish/published-file.ts';
import type { GlobalAssessment } from './combine-releases.ts';

type Table = { name: string; title: string; columns: readonly string[]; rows: readonly (readonly Value[])[] };
type Value = string | number | null;

const NUMBERS: ReadonlySet<string> = new Set([
  'value',
  'sum',
  'version',
  'limit_low',
  'limit_high',
  'answered',
  'of',
  'estimate',
  'estimate_low',
  'estimate_high',
  'share_not_recorded',
]);

/** A comparison as a data package of its own: what each release says, what may be added up, and claims. */
export function writeAssessment(assessment: GlobalAssessment, madeAt: Date): PublishedFile[] {
  const tables = [figuresTable(assessment), sumsTable(assessment), claimsTable(assessment)].filter(
    ({ rows }) => rows.length > 0,
  );
  const files = tables.map((table) => ({
    name: `${table.name}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    bytes: csvOf(table),
  }));
  const description: DataPackage = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'global-assessment',
    title: 'Releases compared',
    description:
      'What releases of several countries say, with their definitions beside one another. Figures are added up only where definition, unit, period, way of counting and coverage agree; what one country sent to another may be counted in both.',
    created: madeAt.toISOString(),
    sources: assessment.releases.map(({ publisher, title, edition, isSynthetic }) => ({
      title: `${publisher}: ${title}${edition === '' ? '' : ` (${edition})`}${isSynthetic ? ', invented records' : ''}`,
    })),
    resources: tables.map((table, i) => resourceOf(table, files[i]!)),
  };
  const bytes = Buffer.from(`${JSON.stringify(description, null, 2)}\n`);
  return [...files, { name: 'datapackage.json', mediaType: 'application/json; charset=utf-8', bytes }];
}

function figuresTable({ figures, releases }: GlobalAssessment): Table {
  return {
    name: 'compared-figures',
    title: 'Each figure as each release says it',
    columns: [
      'id',
      'country',
      'publisher',
      'edition',
      'records',
      'title',
      'value',
      'shorthand',
      'unit',
      'period_from',
      'period_to',
      'definition',
      'version',
      'counted_in',
      'answered',
      'of',
      'limit_low',
      'limit_high',
      'estimate',
      'estimate_low',
      'estimate_high',
      'breaks',
    ],
    rows: figures.flatMap(({ id, lines }) =>
      lines.map(({ release, figure }) => {
        const { country, publisher, edition, isSynthetic } = releases[release]!;
        const { period, coverage, limits, estimate } = figure;
        return [
          id,
          country,
          publisher,
          edition,
          isSynthetic ? 'invented' : 'real',
          figure.title,
          figure.value,
          figure.shorthand,
          figure.unit,
          period.from,
          period.to,
          figure.definition,
          figure.version,
          figure.countedIn,
          coverage?.answered ?? null,
          coverage?.of ?? null,
          limits?.[0] ?? null,
          limits?.[1] ?? null,
          estimate?.value ?? null,
          estimate?.low ?? null,
          estimate?.high ?? null,
          figure.breaks,
        ];
      }),
    ),
  };
}

function sumsTable({ figures }: GlobalAssessment): Table {
  return {
    name: 'sums',
    title: 'What may be added up, and why the rest may not',
    columns: ['id', 'title', 'sum', 'countries', 'countries_without', 'differences'],
    rows: figures.map(({ id, title, sum, missing, differences, lines }) => [
      id,
      title,
      sum?.value ?? null,
      sum?.countries.join('; ') ?? null,
      missing.join('; ') || null,
      differences.join('; ') || (lines.length === 1 ? 'one-release' : null),
    ]),
  };
}

function claimsTable({ claims, releases }: GlobalAssessment): Table {
  return {
    name: 'claims',
    title: 'What others said, as each release gives it',
    columns: [
      'claim_id',
      'in_release_of',
      'statement',
      'value',
      'unit',
      'said_by',
      'said_on',
      'document',
      'period',
      'method',
      'caveats',
      'coverage',
      'share_not_recorded',
    ],
    rows: claims.map(({ release, claim }) => [
      claim.id,
      releases[release]!.country,
      claim.statement,
      claim.value,
      claim.unit,
      claim.saidBy,
      claim.saidOn,
      claim.document,
      claim.period,
      claim.method,
      claim.caveats,
      claim.coverage,
      claim.shareNotRecorded,
    ]),
  };
}

function csvOf({ columns, rows }: Table): Buffer {
  const cell = (value: Value) => (typeof value === 'string' ? guardedCsvCell(value) : String(value ?? ''));
  return Buffer.from([columns, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join(''));
}

function resourceOf({ name, title, columns }: Table, file: PublishedFile): DataResource {
  return csvResource(file, {
    name,
    title,
    schema: {
      fields: columns.map((column) => ({ name: column, type: NUMBERS.has(column) ? 'number' : 'string' })),
      missingValues: [''],
    },
  });
}
