import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FLOW } from '../checks/flow.ts';
import { problemList } from '../checks/problem-list.ts';
import { ROOT, readRepository } from '../checks/source-files.ts';

const BUILT_INTO_NPM = ['ci', 'test', 'start'];

test('ARCHITECTURE.md names only paths that exist', () => {
  const paths = inlineCode(read('ARCHITECTURE.md')).filter((code) => /^[\w.-]+\/[\w./-]*$/.test(code));
  assert.ok(paths.length > 20, 'the paths are no longer found');
  assert.deepEqual(
    paths.filter((file) => !existsSync(path.join(ROOT, file))),
    [],
  );
});

test('ARCHITECTURE.md lists the folders in the order of FLOW', () => {
  const rows = [...read('ARCHITECTURE.md').matchAll(/^\| `src\/([a-z]+)\/` \|/gm)].map((match) => match[1]!);
  assert.deepEqual(
    rows,
    FLOW.map(({ folder }) => folder),
  );
});

test('README.md names only commands that package.json has', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...read('README.md').matchAll(/(?<=^|`|&& )npm (?:run )?([a-z-]+)/gm)].map(
    (match) => match[1]!,
  );
  assert.ok(commands.length > 3, 'the commands are no longer found');
  assert.deepEqual(
    commands.filter((command) => !BUILT_INTO_NPM.includes(command) && !(command in scripts)),
    [],
  );
});

test('README.md names only commands that everydot has', () => {
  const commands = [...read('README.md').matchAll(/^everydot ([a-z]+)(?: ([a-z]+)(?=\s))?/gm)];
  assert.ok(commands.length > 5, 'the commands are no longer found');
  const unknown = commands.filter(([, command, sub]) => !helpLists(sub ?? command!, sub ? [command!] : []));
  assert.deepEqual(
    unknown.map(([command]) => command),
    [],
  );
});

test('.ci/run runs the test command of README.md', () => {
  assert.match(read('README.md'), /^npm ci && npm test$/m);
  assert.match(read('.ci/run'), /^npm ci && npm test && npm run check$/m);
});

test('links between documents lead somewhere', () => {
  const broken = readRepository()
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      [...file.text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(
        (match) => [file.path, match[1]!] as const,
      ),
    )
    .filter(([from, to]) => !existsSync(path.join(ROOT, path.dirname(from), to)))
    .map(([from, to]) => `${from} -> ${to}`);
  assert.deepEqual(broken, []);
});

test('docs/problems.md lists every problem code and no other', () => {
  assert.equal(read('docs/problems.md'), problemList(), 'run: node checks/write-problem-list.ts');
});

test('GLOSSARY.md is sorted, names each term once, and gives each a source', () => {
  const entries = read('GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  const terms = entries.map(
    (entry) => /^- \*\*(.+?)\*\*: .+ Source: .+\.$/.exec(entry)?.[1] ?? `not an entry: ${entry}`,
  );
  assert.ok(terms.length > 40, 'the terms are no longer found');
  assert.deepEqual(terms, [...new Set(terms)].sort(new Intl.Collator('en', { numeric: true }).compare));
});

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Whether `everydot OF… --help` lists a command. */
function helpLists(command: string, of: readonly string[]): boolean {
  const { stdout } = spawnSync(process.execPath, ['bin/everydot.js', ...of, '--help'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return new RegExp(`^ +${command}\\b`, 'm').test(stdout);
}

/** What stands between single backquotes, outside fenced blocks. */
function inlineCode(markdown: string): string[] {
  return [...markdown.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    (match) => match[1]!,
  );
}
