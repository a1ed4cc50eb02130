import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../shared/problem.ts';
import { unlessMissing } from './database-user.ts';
import { childOptions, type ServerBinaries } from './server-binaries.ts';
import type { ServerFolders } from './server-folders.ts';
import { makePasswords, readPasswords, type ServerPasswords } from './server-passwords.ts';

export const SUPERUSER = 'everydot_superuser';
export const DATABASE = 'everydot';

/**
 * Makes PostgreSQL's data folder, roles and database, unless they are there. All is made aside and renamed at
 * the end: an interrupted first start leaves nothing that a second one would take for records.
 */
export async function ensureRecords(
  folders: ServerFolders,
  binaries: ServerBinaries,
): Promise<ServerPasswords> {
  if (await stat(folders.records).catch(unlessMissing)) return readPasswords(folders.keys);
  const passwords = await makePasswords(folders.keys);
  const unfinished = `${folders.records}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await initialise(unfinished, folders, binaries, passwords);
  await runSingleUser(unfinished, folders, binaries, rolesAndDatabase(passwords));
  await rename(unfinished, folders.records);
  return passwords;
}

/** Locale C, UTF-8: the same order of text on every machine and every version. */
async function initialise(
  into: string,
  { postgres, user }: ServerFolders,
  { initdb }: ServerBinaries,
  { superuser }: ServerPasswords,
): Promise<void> {
  const passwordFile = path.join(postgres, 'first-password');
  await writeFile(passwordFile, superuser, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const args = ['-D', into, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const format = ['--encoding', 'UTF8', '--locale', 'C', '--data-checksums', '--no-instructions'];
  try {
    await promisify(execFile)(initdb, [...args, ...format], childOptions(user));
  } catch (cause) {
    throw didNotStart((cause as { stderr?: string }).stderr || (cause as Error).message);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The application's role owns nothing: what it may do is granted by migrations, one table at a time. */
function rolesAndDatabase({ owner, app }: ServerPasswords): string {
  return [
    `create role everydot_owner login nosuperuser nocreatedb nocreaterole noreplication password '${owner}'`,
    `create role everydot_app login nosuperuser nocreatedb nocreaterole noreplication password '${app}'`,
    `create database ${DATABASE} owner everydot_owner`,
    `revoke all on database ${DATABASE} from public`,
    `grant connect, temporary on database ${DATABASE} to everydot_app`,
  ].join('\n');
}

/** Single-user mode: one statement a line, as superuser, with no socket that anyone could reach. */
async function runSingleUser(
  records: string,
  { user }: ServerFolders,
  { postgres }: ServerBinaries,
  statements: string,
): Promise<void> {
  const child = spawn(postgres, ['--single', '-D', records, 'postgres'], {
    ...childOptions(user),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.end(`${statements}\n`);
  const [code] = await once(child, 'close');
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(said))
    throw didNotStart(said.replaceAll(/password '[^']*'/g, 'password'));
}

function didNotStart(said: string): Problem {
  return new Problem('store.server-did-not-start', { detail: said.trim().split('\n').slice(-3).join(' ') });
}
