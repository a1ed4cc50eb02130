import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { grantHashList, openRelease, publishHashList } from '../flow/index.ts';
import { type Manifest, manifestHolds, RELEASE_FORMATS, type ReleaseFormat } from '../matching/index.ts';
import { Problem } from '../shared/problem.ts';
import { type Acting, EXIT, INSTALLER, type Opened, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';

/** `everydot hash-list publish CODE`. */
export async function publishCommand({ opened, person }: Acting, code: string): Promise<Result> {
  const manifest = await publishHashList(opened.store, person, { list: code, signer: opened.signer });
  const { number, entries, changed, withdrawn } = manifest;
  return {
    json: manifest,
    lines: [`Release ${number}: ${entries} entries; ${changed} added or changed, ${withdrawn} withdrawn.`],
  };
}

/** `everydot hash-list grant CODE SOURCE`. */
export async function grantCommand(
  { store }: Opened,
  { code, source, end }: { code: string; source: string; end?: boolean },
): Promise<Result> {
  const changed = await grantHashList(store, INSTALLER, { list: code, sourceId: source, end: end ?? false });
  const done = end ? `${source} may no longer fetch ${code}.` : `${source} may fetch ${code}.`;
  return { json: { list: code, source, changed }, lines: [changed ? done : 'It was so before.'] };
}

type ExportOptions = { out: string; format: string; release?: number; since?: number };

/** `everydot hash-list export CODE --out FILE`; the manifest goes to FILE.manifest.json. */
export async function exportCommand(
  { opened, person }: Acting,
  code: string,
  options: ExportOptions,
): Promise<Result> {
  if (!Object.hasOwn(RELEASE_FORMATS, options.format))
    throw new Problem('command.unknown-value', {
      detail: `format is ${Object.keys(RELEASE_FORMATS).join(', ')}`,
    });
  const { manifest, text } = await openRelease(opened.store, person, {
    list: code,
    number: options.release ?? 'latest',
    format: options.format as ReleaseFormat,
    since: options.since,
  });
  await writeOut(options.out, text!);
  await writeOut(`${options.out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return {
    json: { file: path.basename(options.out), manifest },
    lines: [`Release ${manifest.number} written to ${path.basename(options.out)}.`],
  };
}

async function writeOut(file: string, text: AsyncIterable<string> | string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
}

/** `everydot hash-list verify FILE MANIFEST`: needs no database. Exit code 3 where it does not verify. */
export async function verifyCommand(
  file: string,
  manifestFile: string,
  { key }: { key?: string },
): Promise<Result> {
  const manifest = manifestIn((await readFileNamed(manifestFile)).toString('utf8'));
  const sha256 = await digestOf(file);
  const isSigned = signatureHolds(manifest) && (key === undefined || key === manifest.publicKey);
  const format = Object.entries(manifest.formats).find(([, one]) => one.sha256 === sha256)?.[0] ?? null;
  const holds = isSigned && format !== null;
  return {
    json: { holds, isSigned, format, list: manifest.list, number: manifest.number },
    lines: [
      isSigned ? 'The manifest is signed.' : 'The signature does not hold.',
      format === null ? 'The file is not of this release.' : `The file is the release, as ${format}.`,
    ],
    exitCode: holds ? EXIT.done : EXIT.doesNotVerify,
  };
}

function manifestIn(text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (typeof manifest.signature === 'string' && typeof manifest.formats === 'object') return manifest;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Problem('command.unknown-value', { detail: 'the manifest is not a manifest' });
}

/** A key or signature that is none does not hold either. */
function signatureHolds(manifest: Manifest): boolean {
  try {
    return manifestHolds(manifest);
  } catch {
    return false;
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
  return hash.digest('hex');
}
