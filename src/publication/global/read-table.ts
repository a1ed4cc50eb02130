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
  const rows = readCsvTable(bytesOf(resource, files), 'picture.invalid-package');
  if (rows.length > MOST_ROWS) throw invalidPackage(`more than ${MOST_ROWS} rows`, name);
  return rows;
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

/** A digest of SHA-256 is checked; others are left alone. Source: Data Package version 2, `hash`. */
function ensureDigest({ name, hash }: DataResource, bytes: Buffer): void {
  const said = /^sha-?256:([0-9a-f]{64})$/i.exec(hash ?? '')?.[1];
  if (said === undefined) return;
  if (createHash('sha256').update(bytes).digest('hex') !== said.toLowerCase())
    throw invalidPackage('its file is not the one that the package describes', name);
}
