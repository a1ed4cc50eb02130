import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY_FOLDER = '/dev/shm';
/** A home takes about 60 MB, a cloned database 10. */
const ROOM_BYTES = 2e9;

/**
 * A name for a folder that does not exist yet: in memory where there is plenty, for making records creates
 * thousands of small files, which some disks take seconds for.
 */
export async function newTestFolder(): Promise<string> {
  return path.join(await parentFolder(), `everydot-test-${randomBytes(6).toString('hex')}`);
}

async function parentFolder(): Promise<string> {
  if (!existsSync(MEMORY_FOLDER)) return tmpdir();
  const { bavail, bsize } = await statfs(MEMORY_FOLDER);
  return bavail * bsize > ROOM_BYTES ? MEMORY_FOLDER : tmpdir();
}
