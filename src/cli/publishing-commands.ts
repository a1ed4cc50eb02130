import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { licenceNamed, publishEdition } from '../flow/index.ts';
import {
  digestOf,
  type EditionManifest,
  MANIFEST_NAME,
  readManifest,
  type Verified,
  verifyEdition,
} from '../publication/index.ts';
import { printPage } from '../shared/print/print-page.ts';
import { Problem } from '../shared/problem.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

type PublishOptions = { shown?: string; out?: string; pdf: boolean; licence?: string };

/** `everydot release publish ID --shown HASH --out FOLDER`. Of an edition that is published already: writes its files. */
export async function publishEditionCommand(
  { opened, person }: Acting,
  name: string,
  { shown, out, pdf, licence }: PublishOptions,
): Promise<Result> {
  const files = await publishEdition(opened.store, person, name, {
    shown: shown?.trim().toLowerCase(),
    signer: opened.signer,
    baseUrl: process.env['EVERYDOT_BASE_URL'] ?? null,
    licence: licenceNamed(licence ?? process.env['EVERYDOT_LICENCE']),
    contact: process.env['EVERYDOT_CONTACT'] ?? null,
    print: pdf ? printPage : null,
  });
  if (out !== undefined) {
    await makeFolder(out);
    for (const file of files) await writeFileNamed(path.join(out, file.name), file.bytes);
  }
  const sizes = files.map((file) => ({
    name: file.name,
    mediaType: file.mediaType,
    bytes: file.bytes.length,
  }));
  const hasPdf = files.some(({ mediaType }) => mediaType === 'application/pdf');
  return {
    json: { files: sizes, written: out !== undefined },
    lines: [
      ...tableLines(
        ['file', 'bytes'],
        sizes.map((file) => [file.name, file.bytes.toLocaleString('en-GB')]),
      ),
      '',
      `${files.length} files${out === undefined ? ' are published' : ` written to ${path.basename(path.resolve(out))}`}.`,
      `Signed with the key ${opened.signer.publicKey.toString('hex')}`,
      ...(hasPdf ? [] : ['No PDF yet: once there is a browser, the same command makes it.']),
    ],
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new Problem('command.file-unwritable', { detail: path.basename(folder), cause });
  }
}

/** `everydot release verify FOLDER`: needs no database. Exit code 3 where it does not verify. */
export async function verifyEditionCommand(folder: string, { key }: { key?: string }): Promise<Result> {
  const manifest = readManifest(await readFileNamed(path.join(folder, MANIFEST_NAME)));
  const found = await digestsIn(folder, new Set(manifest.files.map((file) => file.name)));
  const verified = verifyEdition(manifest, found);
  const { slug, edition, publicKey } = manifest;
  const isKey = key === undefined ? null : key.replace(/[\s:]/g, '').toLowerCase() === publicKey;
  const isWhole = verified.files.every((file) => file.holds === true) && verified.unlisted.length === 0;
  const holds = verified.isSigned && isKey !== false && isWhole;
  return {
    json: { holds, slug, edition, publicKey, isKey, ...verified },
    lines: [
      ...linesOf(verified),
      ...(isKey === false ? ['It was signed with another key than the one given.'] : []),
      ...(holds ? heldLines(manifest, isKey) : ['DOES NOT VERIFY']),
    ].map(shownPlainly),
    exitCode: holds ? EXIT.done : EXIT.doesNotVerify,
  };
}

/** Anybody can make a key and sign with it: without the key of the bureau nothing is said of who published. */
function heldLines(
  { slug, edition, publisher, publicKey }: EditionManifest,
  isKey: boolean | null,
): string[] {
  if (isKey) return [`${slug}, edition ${edition}: as it was published by ${publisher}.`];
  return [
    `${slug}, edition ${edition}: all files are those that were signed. It says that ${publisher} published it.`,
    'Whose key signed it was NOT checked: give the key of the bureau with --key. It was signed with:',
    publicKey,
  ];
}

/** Names come from files of others: none of them steers the terminal. */
function shownPlainly(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}

function linesOf({ isSigned, files, unlisted }: Verified): string[] {
  const wrong = files.filter(({ holds }) => holds !== true);
  return [
    isSigned ? 'The list of files is signed.' : 'The signature of the list of files does not hold.',
    ...wrong.map(
      ({ name, holds }) => `${name}: ${holds === 'missing' ? 'is not there' : 'is not what was published'}`,
    ),
    ...unlisted.map((name) => `${name}: is not on the list`),
    `${files.length - wrong.length} of ${files.length} files are what was published.`,
  ];
}

/** Digests of the files on the list, and of all else (folders and links as well) only that it is there. */
async function digestsIn(folder: string, listed: ReadonlySet<string>): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isRead = listed.has(entry.name) && entry.isFile();
    digests.set(entry.name, isRead ? digestOf(await readFileNamed(path.join(folder, entry.name))) : '');
  }
  return digests;
}
