import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../shared/problem.ts';

/** Throws `command.file-unwritable`. */
export async function writeFileNamed(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    throw new Problem('command.file-unwritable', { detail: path.basename(file), cause });
  }
}
