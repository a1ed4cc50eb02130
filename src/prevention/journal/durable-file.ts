import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file so that a crash leaves either what was there before or all of what is new. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const aside = `${file}.new`;
  const handle = await open(aside, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
  await syncFolder(path.dirname(file));
}

/** A new name in a folder is on disk only when the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
