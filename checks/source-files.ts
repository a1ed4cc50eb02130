import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file as the rules see it: its path from the repository's root, with `/`, and its text. */
export type SourceFile = { path: string; text: string };

export const ROOT = path.join(import.meta.dirname, '..');

const NOT_OURS = ['node_modules', '.git', '.data'];
const TEXT =
  /\.(ts|js|json|md|sql|njk|html|css|svg|xml|csv|txt|yml|yaml|sh)$|(^|\/)[^.]+$|(^|\/)\.[^/.]+(\/[^.]+)?$/;

/** Every text file of the repository, sorted by path. */
export function readRepository(): SourceFile[] {
  return globSync(['**', '.*', '.ci/**'], { cwd: ROOT, withFileTypes: true, exclude: isNotOurs })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => TEXT.test(file))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

function isNotOurs(entry: { name: string }): boolean {
  return NOT_OURS.includes(entry.name);
}

/** Tests, and what is built for tests only (`test-*.ts`). */
export function isTest(file: string): boolean {
  return /\.test\.ts$|\/test-[^/]*\.ts$/.test(file);
}
