import { openArchive } from '../../returns/index.ts';
import { Problem } from '../../shared/problem.ts';

/** Files of a package by their names. */
export type PackageFiles = ReadonlyMap<string, Buffer>;

const DESCRIPTION = 'datapackage.json';
/** Longest packed file. Chosen: figures and claims of one report take a hundredth of it. */
export const LARGEST_PACKAGE_BYTES = 20_000_000;
/** Of one unpacked file that is read. Chosen likewise. */
const LARGEST_FILE_BYTES = 20_000_000;
/** All that is ever unpacked: no program, no picture, no page. */
const READ = /(^|\/)(datapackage\.json|[^/]+\.csv)$/i;

/**
 * The description and the tables of a zip, named from the folder that holds the description. Sizes are checked before
 * anything is unpacked. Throws `picture.invalid-package`.
 */
export function openPackage(raw: Buffer): PackageFiles {
  if (raw.length > LARGEST_PACKAGE_BYTES) throw invalidPackage(`at most ${LARGEST_PACKAGE_BYTES} bytes`);
  const files = unpack(raw);
  const root = rootOf([...files.keys()]);
  return new Map(
    [...files]
      .filter(([name]) => name.startsWith(root))
      .map(([name, bytes]) => [name.slice(root.length), bytes]),
  );
}

function unpack(raw: Buffer): Map<string, Buffer> {
  let total = 0;
  const names = new Set<string>();
  const twice = new Set<string>();
  const isWanted = (name: string) => {
    if (!READ.test(name) || !isPlain(name)) return false;
    (names.has(name) ? twice : names).add(name);
    return true;
  };
  try {
    const files = openArchive(raw, isWanted);
    // Of two files of one name nobody could say which was meant, and readers of zips choose differently.
    if (twice.size > 0) throw invalidPackage('two of its files have one name');
    for (const bytes of files.values()) total += bytes.length;
    if (total <= LARGEST_FILE_BYTES) return files;
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code === 'picture.invalid-package') throw cause;
    throw new Problem('picture.invalid-package', {
      detail: 'it is no zip that can be unpacked',
      faults: cause.faults.map(({ reason }) => ({ reason })),
      cause,
    });
  }
  throw invalidPackage(`its tables are larger than ${LARGEST_FILE_BYTES} bytes`);
}

/** Within the package: nothing that climbs out of it, starts at a root, or names a drive. Source: Data Package version 2. */
export function isPlain(path: string): boolean {
  return (
    path !== '' &&
    path.length <= 200 &&
    !/^[\\/~]|^[a-z]:|\\|:\/\/|\0/i.test(path) &&
    path.split('/').every((part) => part !== '..' && part !== '.' && part !== '')
  );
}

/** The shortest way to a description. */
function rootOf(names: readonly string[]): string {
  const found = names
    .filter((name) => name === DESCRIPTION || name.endsWith(`/${DESCRIPTION}`))
    .sort((a, b) => a.length - b.length)[0];
  if (found === undefined) throw invalidPackage(`there is no ${DESCRIPTION} in it`);
  return found.slice(0, -DESCRIPTION.length);
}

export function invalidPackage(reason: string, path?: string): Problem {
  return new Problem('picture.invalid-package', {
    faults: [{ reason, ...(path === undefined ? {} : { path }) }],
  });
}
