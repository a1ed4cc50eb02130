import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FLOW } from '../checks/flow.ts';
import { problemList } from '../checks/problem-list.ts';
import { isTest, ROOT, readRepository } from '../checks/source-files.ts';

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

test('ARCHITECTURE.md names for each invariant the tests that attack it', () => {
  const section = /^## Invariants.*?(?=^## )/ms.exec(read('ARCHITECTURE.md'))?.[0] ?? '';
  const invariants = section.split(/^(?=\d+\. )/m).slice(1);
  assert.equal(invariants.length, 11);
  assert.deepEqual(
    invariants.filter((invariant) => !inlineCode(invariant).some((code) => code.endsWith('.test.ts'))),
    [],
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

test('docs/settings.md lists every setting that the service reads and no other', () => {
  const known = sourceTexts().flatMap((text) => [
    ...text.matchAll(/\benv(?:\[')?\.?((?:EVERYDOT_|DATABASE_URL|CHROMIUM_PATH|PORT\b)[A-Z_]*)/g),
  ]);
  assert.deepEqual(
    [...read('docs/settings.md').matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]!).sort(),
    [...new Set(known.map((match) => match[1]!))].sort(),
  );
});

test('decisions are numbered without a gap, and each title begins with its number', () => {
  const decisions = readRepository().filter((file) => file.path.startsWith('docs/decisions/'));
  const numbers = decisions.map((file) => /(\d{4})-[a-z0-9-]+\.md$/.exec(file.path)?.[1]).sort();
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => String(i + 1).padStart(4, '0')),
  );
  for (const { path: name, text } of decisions) assert.ok(text.startsWith(`# ${name.slice(15, 19)} `), name);
});

test('files that documents name exist', () => {
  const missing = readRepository()
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      [...file.text.matchAll(/\b(?:src|docs|tests|checks|bench|trials)\/[\w./-]+\.(?:ts|md|css)\b/g)].map(
        (match) => [file.path, match[0]] as const,
      ),
    )
    .filter(([, to]) => !existsSync(path.join(ROOT, to)))
    .map(([from, to]) => `${from} -> ${to}`);
  assert.deepEqual(missing, []);
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

/** What runs in the service and the commands: no tests, and nothing built for them. */
function sourceTexts(): string[] {
  return readRepository()
    .filter((file) => /^src\/.*\.ts$/.test(file.path) && !isTest(file.path))
    .map(({ text }) => text);
}

const helps = new Map<string, string>();

/** Whether `everydot OF… --help` lists a command. */
function helpLists(command: string, of: readonly string[]): boolean {
  const words = ['bin/everydot.js', ...of, '--help'];
  const key = words.join(' ');
  if (!helps.has(key))
    helps.set(key, spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' }).stdout);
  return new RegExp(`^ +${command}\\b`, 'm').test(helps.get(key)!);
}

/** What stands between single backquotes, outside fenced blocks. */
function inlineCode(markdown: string): string[] {
  return [...markdown.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    (match) => match[1]!,
  );
}
