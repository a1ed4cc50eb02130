import {
  aFileKnowsFewFolders,
  aStageImportsOnlyWhatStandsAboveIt,
  edgesDoNotImportEachOther,
  everyFolderHasItsPlace,
  filesDoNotImportInCircles,
  throughTheFrontDoor,
} from './import-rules.ts';
import { aFileFitsItsStory, indexFilesListNames, noFileNamesAMachine } from './shape-rules.ts';
import type { SourceFile } from './source-files.ts';
import { aMigrationNamesItsStage, edgesHoldNoSql, sqlNamesOnlyItsOwnTables } from './sql-rules.ts';

/** Given the files of the repository, a rule answers with one sentence for each breach. */
type HouseRule = (files: readonly SourceFile[]) => string[];

export const HOUSE_RULES = {
  'every-folder-has-its-place-in-the-flow': everyFolderHasItsPlace,
  'a-stage-imports-only-what-stands-above-it': aStageImportsOnlyWhatStandsAboveIt,
  'edges-do-not-import-each-other': edgesDoNotImportEachOther,
  'through-the-front-door': throughTheFrontDoor,
  'a-file-knows-few-folders': aFileKnowsFewFolders,
  'files-do-not-import-in-circles': filesDoNotImportInCircles,
  'a-migration-names-its-stage': aMigrationNamesItsStage,
  'sql-names-only-its-own-tables': sqlNamesOnlyItsOwnTables,
  'edges-hold-no-sql': edgesHoldNoSql,
  'index-files-list-names': indexFilesListNames,
  'a-file-fits-its-story': aFileFitsItsStory,
  'no-file-names-a-machine': noFileNamesAMachine,
} as const satisfies Record<string, HouseRule>;

export type HouseRuleName = keyof typeof HOUSE_RULES;
