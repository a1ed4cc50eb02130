import { isTest, type SourceFile } from './source-files.ts';

const MOST_LINES = 300;

export function indexFilesListNames(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => /^src\/[^/]+\/index\.ts$/.test(file.path))
    .flatMap((file) => [
      ...(opensWithTwoCommentLines(file.text)
        ? []
        : [`${file.path} does not open with two lines: what happens here, and what is promised.`]),
      ...(/^\s*export\s*\*/m.test(file.text) ? [`${file.path} exports *: list the names.`] : []),
    ]);
}

function opensWithTwoCommentLines(text: string): boolean {
  const [first, second, third] = text.split('\n');
  return [first, second].every((line) => line?.startsWith('// ')) && !third?.startsWith('//');
}

/** A vocabulary is data and may be long: it says so in its opening comment. A front door is as long as what it lists. */
export function aFileFitsItsStory(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.endsWith('.ts') && !isTest(file.path) && !mayBeLong(file))
    .map((file) => [file.path, file.text.trimEnd().split('\n').length] as const)
    .filter(([, lines]) => lines > MOST_LINES)
    .map(([path, lines]) => `${path} has ${lines} lines; ${MOST_LINES} are the most.`);
}

function mayBeLong({ path, text }: SourceFile): boolean {
  return path.endsWith('/index.ts') || isVocabulary(text);
}

function isVocabulary(text: string): boolean {
  return /^(?:\/\/[^\n]*\n)*\/\/[^\n]*vocabulary|^\/\*(?:(?!\*\/)[\s\S])*vocabulary/i.test(text);
}

const MACHINE_PATH = /(?<![\w.@~*/-])\/(?:home|Users|work|root|mnt)\/[\w.-]+/;
const REGISTRY = /\bregistry\.[a-z0-9-]+\.[a-z]+|"resolved"\s*:|_authToken\s*=|\bregistry\s*=/;

export function noFileNamesAMachine(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [MACHINE_PATH, REGISTRY]
      .map((pattern) => pattern.exec(text)?.[0])
      .filter((found) => found !== undefined)
      .map((found) => `${path} names ${found}, which is true of one machine only.`),
  );
}
