import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../shared/problem.ts';
import { unlessMissing } from './database-user.ts';

/** The embedded server's passwords, by role. */
export type ServerPasswords = { superuser: string; owner: string; app: string };

const FILE = 'database.json';

/** The passwords of records that exist: they cannot be made anew. */
export async function readPasswords(keys: string): Promise<ServerPasswords> {
  const found = await findPasswords(keys);
  if (found) return found;
  const detail = `the records are there but ${path.join(keys, FILE)} is not: restore it`;
  throw new Problem('store.data-folder-unusable', { detail });
}

/** Passwords for records that are to be made; those of an interrupted first start are used again. */
export async function makePasswords(keys: string): Promise<ServerPasswords> {
  const found = await findPasswords(keys);
  if (found) return found;
  const made = { superuser: newPassword(), owner: newPassword(), app: newPassword() };
  await writeFile(path.join(keys, FILE), `${JSON.stringify(made, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
  return made;
}

async function findPasswords(keys: string): Promise<ServerPasswords | undefined> {
  const file = path.join(keys, FILE);
  const content = await readFile(file, 'utf8').catch(unlessMissing);
  if (content === undefined) return undefined;
  await chmod(file, 0o600);
  return JSON.parse(content) as ServerPasswords;
}

/** 192 bits in characters that need no quoting in SQL or in an address. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
