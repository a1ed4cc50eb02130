import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../shared/problem.ts';

/** The bytes of a file that a command names; throws `command.file-unreadable`. */
export async function readFileNamed(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
}

/** The same bytes in UTF-8. `encoding`: what the file is written in, as a label of the WHATWG encodings. */
export function inUtf8(raw: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined) return raw;
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(raw), 'utf8');
  } catch (cause) {
    const isUnknown = cause instanceof RangeError;
    throw new Problem(isUnknown ? 'command.unknown-value' : 'command.file-unreadable', {
      detail: isUnknown ? `no encoding is called ${encoding}` : `it is not written in ${encoding}`,
      cause,
    });
  }
}
