import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './source-files.ts';

// `npm run kit [-- FOLDER]`: the screening kit as a package of compiled JavaScript, because Node does not strip types
// under node_modules. What is built is what is in src/: prevention, and what it imports.

/** Where code begins to run: the kit's own index, its command, and the threads of the hash index. */
const ENTRIES = [
  'src/prevention/index.ts',
  'src/prevention/transport/kit-main.ts',
  'src/hashing/index/index-thread.ts',
];
const KERNELS = 'src/hashing/kernels/*.wasm';
const README = 'docs/kit.md';
const EXAMPLE = 'docs/examples/platform.mjs';

/** Node 20 knows this much of the language. */
const TARGET = 'ES2023';

/** Builds the package anew in a folder. Throws with the compiler's words where it does not compile. */
export function buildKit(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  compile(folder);
  for (const file of globSync('lib/**/*.d.ts', { cwd: folder })) rewriteDeclarations(path.join(folder, file));
  writeFileSync(path.join(folder, 'lib', LATER_FILE), LATER);
  for (const file of globSync('lib/**/*.js', { cwd: folder })) importLater(folder, file);
  for (const kernel of globSync(KERNELS, { cwd: ROOT })) {
    const to = path.join(folder, 'lib', path.relative('src', kernel));
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(path.join(ROOT, kernel), to);
  }
  copyFileSync(path.join(ROOT, 'LICENSE'), path.join(folder, 'LICENSE'));
  copyFileSync(path.join(ROOT, README), path.join(folder, 'README.md'));
  copyFileSync(path.join(ROOT, EXAMPLE), path.join(folder, 'example.mjs'));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(folder), null, 2)}\n`);
}

function compile(folder: string): void {
  const config = path.join(folder, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    allowImportingTsExtensions: false,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    target: TARGET,
    rootDir: path.join(ROOT, 'src'),
    outDir: path.join(folder, 'lib'),
    typeRoots: [path.join(ROOT, 'node_modules/@types')],
  };
  const ambient = globSync('src/hashing/*.d.ts', { cwd: ROOT });
  const files = [...ENTRIES, ...ambient].map((file) => path.join(ROOT, file));
  writeFileSync(
    config,
    JSON.stringify({ extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const { status, stdout } = spawnSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', config], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(config);
  if (status !== 0) throw new Error(`the kit does not compile:\n${stdout}`);
}

/** What came to the language after Node 20, as functions, so that nobody's globals are touched. */
const LATER_FILE = 'later-than-node-20.js';
const LATER = `export function groupBy(items, keyOf) {
  const groups = new Map();
  let place = 0;
  for (const item of items) {
    const key = keyOf(item, place++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
export function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
`;

function importLater(folder: string, file: string): void {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const used = text
    .replaceAll('Map.groupBy(', 'groupBy(')
    .replaceAll('Promise.withResolvers(', 'withResolvers(');
  if (used === text || file.endsWith(LATER_FILE)) return;
  const from = path.posix.relative(path.posix.dirname(file), `lib/${LATER_FILE}`);
  const line = `import { groupBy, withResolvers } from '${from.startsWith('.') ? from : `./${from}`}';\n`;
  writeFileSync(path.join(folder, file), line + used);
}

/** The compiler rewrites the endings in JavaScript only. */
function rewriteDeclarations(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
}

function manifest(folder: string): object {
  const root = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
    dependencies: Record<string, string>;
  };
  const used = packagesIn(folder);
  const entry = 'lib/prevention/index';
  return {
    name: 'everydot-kit',
    version: root.version,
    description:
      'Screens pictures, live streams and payments on the side of a platform, and reports to a bureau.',
    license: root.license,
    type: 'module',
    engines: { node: '>=20.15' },
    exports: { '.': { types: `./${entry}.d.ts`, default: `./${entry}.js` } },
    bin: { 'everydot-kit': 'lib/prevention/transport/kit-main.js' },
    files: ['lib', 'example.mjs', 'LICENSE', 'README.md'],
    dependencies: Object.fromEntries(used.map((name) => [name, root.dependencies[name]])),
  };
}

const IMPORT = /(?:from|import)\s*\(?\s*['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g;

/** The packages that the compiled code imports. */
function packagesIn(folder: string): string[] {
  const texts = globSync('lib/**/*.js', { cwd: folder }).map((file) =>
    readFileSync(path.join(folder, file), 'utf8'),
  );
  const names = texts.flatMap((text) => [...text.matchAll(IMPORT)].map(([, name]) => name!));
  return [...new Set(names)].filter((name) => !name.startsWith('node:')).sort();
}

if (process.argv[1] === import.meta.filename) {
  const folder = path.resolve(process.argv[2] ?? path.join(ROOT, '.data/kit'));
  buildKit(folder);
  console.log(`${folder}: npm pack there, or npm install ${path.relative(process.cwd(), folder) || folder}`);
}
