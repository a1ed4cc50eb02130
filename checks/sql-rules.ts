import { folderOf, isEdge, positionOf } from './flow.ts';
import { isTest, type SourceFile } from './source-files.ts';
import { sqlIn, tablesNamedIn, withoutComments } from './sql-text.ts';

// A migration is named src/store/migrations/NNNN-<stage>-<what>.sql, and that stage owns the tables it creates.

const MIGRATIONS = 'src/store/migrations/';

function stageOfMigration(path: string): string | undefined {
  return /^src\/store\/migrations\/\d{4}-([a-z]+)-[a-z0-9-]+\.sql$/.exec(path)?.[1];
}

function isMigration(file: SourceFile): boolean {
  return file.path.startsWith(MIGRATIONS) && file.path.endsWith('.sql');
}

/** Which stage owns each table and view. */
function owners(files: readonly SourceFile[]): Map<string, string> {
  const created =
    /\bcreate\s+(?:unlogged\s+)?(?:table|(?:materialized\s+)?view)\s+(?:if\s+not\s+exists\s+)?(?:\w+\.)?(\w+)/gi;
  const entries = files.filter(isMigration).flatMap((file) => {
    const stage = stageOfMigration(file.path) ?? '';
    return [...withoutComments(file.text).matchAll(created)].map((match) => [match[1]!, stage] as const);
  });
  return new Map(entries);
}

export function aMigrationNamesItsStage(files: readonly SourceFile[]): string[] {
  return files
    .filter(isMigration)
    .filter((file) => positionOf(stageOfMigration(file.path) ?? '') < 0)
    .map((file) => `${file.path} is not named NNNN-<stage>-<what>.sql after a stage in FLOW.`);
}

/** Tests are exempt: they may look behind the counter. */
export function sqlNamesOnlyItsOwnTables(files: readonly SourceFile[]): string[] {
  const ownerOf = owners(files);
  return files.flatMap((file) => {
    const stage = speaker(file);
    if (stage === undefined) return [];
    return [...new Set(tablesOf(file))]
      .filter((table) => ownerOf.has(table) && !mayName(stage, ownerOf.get(table)!))
      .map((table) => `${file.path} names the table ${table}, which is ${ownerOf.get(table)}'s.`);
  });
}

function speaker(file: SourceFile): string | undefined {
  if (isMigration(file)) return stageOfMigration(file.path);
  return file.path.endsWith('.ts') && !isTest(file.path) ? folderOf(file.path) : undefined;
}

function tablesOf(file: SourceFile): string[] {
  return isMigration(file)
    ? tablesNamedIn(withoutComments(file.text))
    : sqlIn(file.text).flatMap(tablesNamedIn);
}

/** The job runner works on the outbox, which is the one table of `shared`. */
function mayName(stage: string, owner: string): boolean {
  return stage === owner || (stage === 'jobs' && owner === 'shared');
}

export function edgesHoldNoSql(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.endsWith('.ts') && !isTest(file.path))
    .filter((file) => isEdge(folderOf(file.path) ?? '') && folderOf(file.path) !== 'jobs')
    .filter((file) => sqlIn(file.text).length > 0)
    .map((file) => `${file.path} holds SQL: ask a stage for what it needs.`);
}
