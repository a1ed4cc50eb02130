import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { licenceNamed, publishEdition } from '../flow/index.ts';
import { digestOf, MANIFEST_NAME, readManifest, type Verified, verifyEdition } from '../publication/index.ts';
import { printPage } from '../shared/print/print-page.ts';
import { Problem } from '../shared/problem.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

type PublishOptions = { out?: string; pdf: boolean; licence?: string };

/** `everydot release publish ID --out FOLDER`. Of an edition that is published already: writes its files. */
export async function publishEditionCommand(
  { opened, person }: Acting,
  name: string,
  { out, pdf, licence }: PublishOptions,
): Promise<Result> {
  const files = await publishEdition(opened.store, person, name, {
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
      ...(hasPdf ? [] : ['No PDF: it was left out, or there is no browser here to print with.']),
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
  const isKey = key === undefined || key.toLowerCase() === manifest.publicKey;
  const holds = verified.isSigned && isKey && verified.files.every((file) => file.holds === true);
  const { slug, edition, publicKey } = manifest;
  return {
    json: { holds, slug, edition, publicKey, isKey, ...verified },
    lines: [
      ...linesOf(verified),
      ...(isKey ? [] : ['It was signed with another key than the one given.']),
      holds
        ? `${slug}, edition ${edition}: as it was published by ${manifest.publisher}.`
        : 'DOES NOT VERIFY',
    ],
    exitCode: holds ? EXIT.done : EXIT.doesNotVerify,
  };
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

/** Digests of the files on the list, and of all others only that they are there. */
async function digestsIn(folder: string, listed: ReadonlySet<string>): Promise<Map<string, string>> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const digests = new Map<string, string>();
  for (const { name } of names)
    digests.set(name, listed.has(name) ? digestOf(await readFileNamed(path.join(folder, name))) : '');
  return digests;
}
