import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
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
  await removeUnfinished(folders);
  const unfinished = `${folders.records}${UNFINISHED}${randomBytes(4).toString('hex')}`;
  await initialise(unfinished, folders, binaries, passwords);
  await runSingleUser(unfinished, folders, binaries, rolesAndDatabase(passwords));
  await rename(unfinished, folders.records);
  return passwords;
}

/** Never the same name twice: the `initdb` of a killed start may still be writing, and tidies up when it fails. */
const UNFINISHED = '.unfinished-';

async function removeUnfinished({ postgres, records }: ServerFolders): Promise<void> {
  const left = (await readdir(postgres)).filter((name) =>
    name.startsWith(path.basename(records) + UNFINISHED),
  );
  const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  for (const name of left) await rm(path.join(postgres, name), patiently);
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
