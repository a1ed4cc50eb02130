import { MARKS } from '../../shared/marks.ts';
import type { FrozenContent, Release } from '../releases/release.ts';
import { SHORTHAND } from './columns.ts';
import { csvResource, type DataField, type DataPackage, type DataResource } from './data-package.ts';
import type { PageOptions } from './page/page-context.ts';
import type { PublishedFile } from './published-file.ts';
import type { Column, Sheet } from './sheet.ts';
import { csvName } from './write-csv.ts';

export const DATA_PACKAGE_NAME = 'datapackage.json';
export const CSVW_NAME = 'csv-metadata.json';

/** Shorthand that stands instead of a number. */
const MISSING = Object.keys(MARKS).map((mark) => `[${mark}]`);

type Tables = { sheets: readonly Sheet[]; csv: readonly PublishedFile[] };
type Edition = { release: Release; content: FrozenContent; options: PageOptions };

/** What the CSV files of an edition are. Source: Data Package version 2. */
export function dataPackageOf({ release, content, options }: Edition, { sheets, csv }: Tables): DataPackage {
  const { slug, edition, title, period, frozenAt, revisionNote } = release;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: slug,
    ...(options.address === null ? {} : { homepage: `${options.address}/${slug}` }),
    title,
    description: descriptionOf(options),
    version: `${edition}.0.0`,
    ...(frozenAt === null ? {} : { created: frozenAt }),
    ...(options.licence === null ? {} : { licenses: [options.licence] }),
    contributors: [{ title: options.publisher, roles: ['publisher'] }],
    ...sourcesOf(content),
    edition: { slug, edition, period, frozenAt, revisionNote, synthetic: options.synthetic },
    resources: sheets.map((sheet) =>
      resourceOf(sheet, csv.find(({ name }) => name === csvName(sheet.name))!),
    ),
  };
}

function descriptionOf({ synthetic }: PageOptions): string {
  const invented = synthetic ? 'All records are made up: this is an example. ' : '';
  return `${invented}Shorthand in square brackets stands for a value that is not there. A text that a spreadsheet would run as a formula is led by an apostrophe.`;
}

/** A package without any says nothing of sources. */
function sourcesOf({ series, claims }: FrozenContent): Pick<DataPackage, 'sources'> {
  const sources = [
    ...series.map(({ publisher, title, source }) => ({
      title: `${publisher}: ${title}`,
      ...(/^https?:\/\//.test(source) ? { path: source } : {}),
    })),
    ...claims.map(({ saidBy, document, saidOn }) => ({ title: `${saidBy}: ${document}, ${saidOn}` })),
  ];
  return sources.length === 0 ? {} : { sources };
}

function resourceOf(
  { name, title, about, notes = [], columns, key }: Sheet,
  file: PublishedFile,
): DataResource {
  return csvResource(file, {
    name: name.toLowerCase(),
    title,
    description: [about, ...notes].join('\n\n'),
    schema: {
      fields: columns.map((column) => fieldOf(column, key)),
      missingValues: ['', ...MISSING],
      primaryKey: [...key],
    },
  });
}

function fieldOf(column: Column, key: readonly string[]): DataField {
  const { name, title, about, type } = column;
  return {
    ...{ name, title, description: about, type },
    ...(holdsShorthand(column, key) && { missingValues: [''] }),
  };
}

/** In a column of shorthand it is what the cell says, and what tells rows apart is never missing: there it is text. */
function holdsShorthand({ name }: Column, key: readonly string[]): boolean {
  return name === SHORTHAND.name || key.includes(name);
}

const CSVW_TYPES = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
  datetime: 'dateTime',
} as const satisfies Record<Column['type'], string>;

/** The same for readers of CSV on the Web. Source: W3C, Metadata Vocabulary for Tabular Data, 2015-12. */
export function csvwOf({ release, options }: Edition, sheets: readonly Sheet[]): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': release.title,
    'dc:publisher': options.publisher,
    'dc:language': 'en',
    ...(release.frozenAt === null ? {} : { 'dc:created': release.frozenAt }),
    ...(options.licence === null ? {} : { 'dc:license': { '@id': options.licence.path } }),
    dialect: { header: true, encoding: 'utf-8', lineTerminators: ['\r\n'] },
    tables: sheets.map(({ name, title, about, notes = [], columns, key }) => ({
      url: csvName(name),
      'dc:title': title,
      'dc:description': [about, ...notes].join('\n\n'),
      tableSchema: {
        columns: columns.map((column) => ({
          name: column.name,
          titles: [column.name],
          'dc:description': column.about,
          datatype: CSVW_TYPES[column.type],
          null: holdsShorthand(column, key) ? [''] : ['', ...MISSING],
        })),
        primaryKey: [...key],
      },
    })),
  };
}

/** JSON as a file of an edition, for people to read as well. */
export function jsonFile(name: string, value: unknown): PublishedFile {
  return {
    name,
    mediaType: 'application/json; charset=utf-8',
    bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
  };
}
