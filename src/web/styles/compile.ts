import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from 'sass';

// The compiled style sheet is committed, so that starting never needs a compiler (`npm run styles` after a change).

const here = import.meta.dirname;
export const COMPILED = path.join(here, '..', 'assets', 'desk.css');

export function compileStyles(): string {
  const { css } = compile(path.join(here, 'desk.scss'), {
    loadPaths: [path.join(here, '..', '..', '..', 'node_modules')],
    style: 'compressed',
    quietDeps: true,
  });
  return `${css}\n`;
}

if (import.meta.main) await writeFile(COMPILED, compileStyles());
