import { createHash } from 'node:crypto';
import { type CsvRow, readCsvTable } from '../../shared/csv-table.ts';
import type { DataPackage, DataResource } from '../publish/data-package.ts';
import { invalidPackage, isPlain, type PackageFiles } from './open-package.ts';

/** Rows of a table. Chosen: a report has some hundred figures; more is likely another table. */
const MOST_ROWS = 5_000;

/** The rows of a resource; undefined where the package has none of that name. Throws `picture.invalid-package`. */
export function tableOf({ resources }: DataPackage, files: PackageFiles, name: string): CsvRow[] | undefined {
  const resource = resources.find((one) => one.name === name);
  if (!resource) return undefined;
  const rows = readCsvTable(bytesOf(resource, files), 'picture.invalid-package', MOST_ROWS);
  if (rows.length > MOST_ROWS) throw invalidPackage(`more than ${MOST_ROWS} rows`, name);
  const missing = missingIn(resource);
  return rows.map(({ cells, line }) => ({ cells: withoutMissing(cells, missing), line }));
}

type Missing = (column: string, cell: string) => boolean;

/**
 * What the package writes where it has no value, such as -99; a column's own list takes the place of the table's. Source:
 * Table Schema version 2, `missingValues`.
 */
function missingIn({ schema }: DataResource): Missing {
  const everywhere = textsIn(schema?.missingValues ?? []);
  const own = new Map(
    (schema?.fields ?? []).flatMap(({ name, missingValues }) =>
      missingValues ? [[name, textsIn(missingValues)] as const] : [],
    ),
  );
  return (column, cell) => (own.get(column) ?? everywhere).has(cell);
}

/** Each is a text, or a text with what it means. */
function textsIn(values: readonly unknown[]): ReadonlySet<unknown> {
  return new Set(
    values.map((one) => (typeof one === 'object' && one !== null && 'value' in one ? one.value : one)),
  );
}

function withoutMissing(cells: CsvRow['cells'], isMissing: Missing): CsvRow['cells'] {
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [name, isMissing(name, cell) ? '' : cell]),
  );
}

function bytesOf(resource: DataResource, files: PackageFiles): Buffer {
  const { name, path } = resource;
  if (typeof path !== 'string') throw invalidPackage('one file is needed for this table', name);
  if (!isPlain(path)) throw invalidPackage('its path leads out of the package', name);
  const bytes = files.get(path);
  if (!bytes) throw invalidPackage('its file is not in the package', name);
  if (resource.encoding !== undefined && !/^utf-?8$/i.test(resource.encoding))
    throw invalidPackage('it is not written in UTF-8', name);
  if (resource.bytes !== undefined && resource.bytes !== bytes.length)
    throw invalidPackage('its file has another length than the package says', name);
  ensureDigest(resource, bytes);
  return bytes;
}

const DIGESTS = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/** MD5 where no algorithm is named; one that is not known here is refused. Source: Data Package version 2, `hash`. */
function ensureDigest({ name, hash }: DataResource, bytes: Buffer): void {
  if (hash === undefined) return;
  const [, named = 'md5', digest] = /^(?:([a-z0-9-]+):)?([0-9a-f]+)$/i.exec(hash) ?? [];
  const algorithm = DIGESTS.find((one) => one === named.toLowerCase().replace('-', ''));
  if (digest === undefined || algorithm === undefined)
    throw invalidPackage('its digest is of a kind that is not known here', name);
  if (createHash(algorithm).update(bytes).digest('hex') !== digest.toLowerCase())
    throw invalidPackage('its file is not the one that the package describes', name);
}
