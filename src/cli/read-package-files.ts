import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { LARGEST_PACKAGE_BYTES, openPackage, type PackageFiles } from '../publication/index.ts';
import { Problem } from '../shared/problem.ts';
import { readFileNamed } from './read-file.ts';

/** Chosen: an edition has some twenty tables. */
const MOST_FILES = 500;

/** A data package as a zip or as a folder. Throws `command.file-unreadable`, `picture.invalid-package`. */
export async function readPackageFiles(place: string): Promise<PackageFiles> {
  if (await isFolder(place)) return folderFiles(place);
  return openPackage(await readFileNamed(place));
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await lstat(place)).isDirectory();
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(place), cause });
  }
}

/** Descriptions and tables, by their way from the folder. A link to another place is no file of the package. */
async function folderFiles(folder: string): Promise<PackageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const wanted = entries.filter(
    (entry) => entry.isFile() && /^(datapackage\.json|.*\.csv)$/i.test(entry.name),
  );
  if (wanted.length > MOST_FILES) throw new Problem('picture.invalid-package', { detail: 'too many files' });
  const files = new Map<string, Buffer>();
  let total = 0;
  for (const { parentPath, name } of wanted) {
    const full = path.join(parentPath, name);
    total += (await lstat(full)).size;
    if (total > LARGEST_PACKAGE_BYTES) throw new Problem('picture.invalid-package', { detail: 'too large' });
    files.set(path.relative(folder, full).split(path.sep).join('/'), await readFile(full));
  }
  return files;
}
