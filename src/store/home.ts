import { access, constants, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { closedFolder, NOBODY, runsAsRoot } from './database-user.ts';

/** Where keys and records are kept, and why there: `reason` completes the sentence "Data is in `folder`, …". */
export type Home = { folder: string; reason: string };

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** Chooses the home folder without making it. `project` is the checkout that holds `.data`. */
export async function resolveHome(env: NodeJS.ProcessEnv = process.env, project = PROJECT): Promise<Home> {
  if (env['EVERYDOT_HOME']) {
    return { folder: path.resolve(env['EVERYDOT_HOME']), reason: 'as EVERYDOT_HOME says' };
  }
  const obstacle = await obstacleTo(path.join(project, '.data'));
  if (obstacle === undefined) return { folder: path.join(project, '.data'), reason: 'beside the program' };
  return { folder: systemFolder(env), reason: `because ${obstacle}` };
}

async function obstacleTo(folder: string): Promise<string | undefined> {
  const closed = runsAsRoot() ? await closedFolder(folder, NOBODY) : undefined;
  if (closed) return `${closed} is closed to the database's user (uid ${NOBODY.uid})`;
  const existing = await stat(folder).then(
    () => folder,
    () => path.dirname(folder),
  );
  return access(existing, constants.W_OK).then(
    () => undefined,
    () => `${existing} cannot be written to`,
  );
}

function systemFolder(env: NodeJS.ProcessEnv): string {
  if (runsAsRoot()) return '/var/lib/everydot';
  return path.join(env['XDG_DATA_HOME'] || path.join(homedir(), '.local/share'), 'everydot');
}
