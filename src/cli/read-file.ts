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
