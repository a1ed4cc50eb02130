import path from 'node:path';
import { folderOf, isEdge, positionOf } from './flow.ts';
import { isTest, type SourceFile } from './source-files.ts';

const MOST_FOLDERS_PER_FILE = 5;

type Import = { from: string; to: string; typesOnly: boolean };

const IMPORT =
  /(?:\b(?<types>(?:import|export)\s+type)\b[^'";]*?)?\b(?:from|import)\s*\(?\s*['"](?<to>\.[^'"]+)['"]/g;

/** The relative imports of a file, as paths from the repository's root. */
function importsOf(file: SourceFile): Import[] {
  return [...file.text.matchAll(IMPORT)].map(({ groups }) => ({
    from: file.path,
    to: path.posix.join(path.posix.dirname(file.path), groups!['to']!),
    typesOnly: groups!['types'] !== undefined,
  }));
}

/** Imports in `src/` that leave their folder, except a test's way to its database and other fixtures (`test-*.ts`). */
function crossings(files: readonly SourceFile[]): Import[] {
  return files
    .filter((file) => file.path.startsWith('src/') && file.path.endsWith('.ts'))
    .flatMap(importsOf)
    .filter(({ from, to }) => folderOf(from) !== folderOf(to))
    .filter(({ from, to }) => !(isTest(from) && isTest(to)));
}

export function everyFolderHasItsPlace(files: readonly SourceFile[]): string[] {
  const folders = new Set(files.map((file) => folderOf(file.path)).filter((folder) => folder !== undefined));
  return [...folders]
    .filter((folder) => positionOf(folder) < 0)
    .map((folder) => `src/${folder} has no place in FLOW (checks/flow.ts).`);
}

export function aStageImportsOnlyWhatStandsAboveIt(files: readonly SourceFile[]): string[] {
  return crossings(files)
    .filter(({ from, to }) => !standsAbove(from, to))
    .map(({ from, to }) => `${from} imports ${to}, which does not stand above it in FLOW.`);
}

function standsAbove(from: string, to: string): boolean {
  const [importer, imported] = [folderOf(from), folderOf(to)];
  if (importer === undefined) return imported !== undefined || to.endsWith('.json');
  if (imported === undefined) return to.endsWith('.json');
  return isEdge(imported) ? isEdge(importer) : positionOf(imported) < positionOf(importer);
}

export function edgesDoNotImportEachOther(files: readonly SourceFile[]): string[] {
  return crossings(files)
    .filter(({ from, to }) => isEdge(folderOf(from) ?? '') && isEdge(folderOf(to) ?? ''))
    .map(({ from, to }) => `${from} imports ${to}: only src/main.ts joins edges.`);
}

/** A part of a stage may have a door of its own, for a command that loads nothing else of the stage. */
export function throughTheFrontDoor(files: readonly SourceFile[]): string[] {
  return crossings(files)
    .filter(({ to }) => folderOf(to) !== undefined && folderOf(to) !== 'shared')
    .filter(({ to }) => !/^src\/[^/]+\/(?:[^/]+\/)?index\.ts$/.test(to))
    .map(({ from, to }) => `${from} imports ${to}: use src/${folderOf(to)}/index.ts.`);
}

/** Composing is what `flow`, the edges and `src/main.ts` are for; anywhere else many folders mean a second story. */
export function aFileKnowsFewFolders(files: readonly SourceFile[]): string[] {
  const known = Map.groupBy(crossings(files), ({ from }) => from);
  return [...known]
    .filter(([from]) => !isTest(from) && folderOf(from) !== 'flow')
    .filter(([from]) => folderOf(from) !== undefined && !isEdge(folderOf(from)!))
    .map(([from, imports]) => [from, new Set(imports.map(({ to }) => folderOf(to))).size] as const)
    .filter(([, count]) => count > MOST_FOLDERS_PER_FILE)
    .map(([from, count]) => `${from} imports ${count} folders; ${MOST_FOLDERS_PER_FILE} are the most.`);
}

/** Types are gone when the code runs, so that a circle of types alone does no harm. */
export function filesDoNotImportInCircles(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map((file) => [file.path, valueImports(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (at: string, trail: readonly string[]): void => {
    if (trail.includes(at)) circles.push([...trail.slice(trail.indexOf(at)), at].join(' -> '));
    if (done.has(at) || trail.includes(at)) return;
    for (const next of imports.get(at) ?? []) walk(next, [...trail, at]);
    done.add(at);
  };
  for (const file of imports.keys()) walk(file, []);
  return circles;
}

function valueImports(file: SourceFile): string[] {
  return importsOf(file)
    .filter(({ typesOnly }) => !typesOnly)
    .map(({ to }) => to);
}
