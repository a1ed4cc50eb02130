import type { Db } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { requirePromises, requireSchema } from './check-connection.ts';
import { type ConnectionFault, openDb } from './connect.ts';
import { connectAs } from './connect-as.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { resolveHome } from './home.ts';
import { migrate } from './migrate.ts';

export type OpenDatabase = {
  /** Connected in the application's role, which owns nothing. */
  db: Db;
  /** Closes the connections, then stops the server if it is ours to stop. */
  stop(): Promise<void>;
  /** Of the application's role, password and all: for a process that belongs to this one. */
  appUrl: string;
  /** One line on where the records are, for whoever started this; it holds no password. */
  where: string;
  /** Migrations that this opening ran. */
  migrated: string[];
};

export type OpenOptions = {
  home?: string;
  /** For short commands: use the server of an Everydot that is already running on this home. */
  share?: boolean;
  maxConnections?: number;
  onFault?: (fault: ConnectionFault) => void;
  env?: NodeJS.ProcessEnv;
};

type Server = { appUrl: string; ownerUrl: string | undefined; where: string; stop(): Promise<void> };

/**
 * The database: of DATABASE_URL, else the embedded one of the home; migrated, its promises checked. Throws a
 * `store.…` Problem where that cannot be had, and leaves nothing running then.
 */
export async function openDatabase(options: OpenOptions = {}): Promise<OpenDatabase> {
  const env = options.env ?? process.env;
  const server = env['DATABASE_URL'] ? givenServer(env['DATABASE_URL'], env) : await embedded(options, env);
  const db = openDb({ ...options, url: server.appUrl });
  const stop = async (): Promise<void> => {
    await db.destroy();
    await server.stop();
  };
  try {
    const migrated = await prepare(db, server);
    return { db, stop, appUrl: server.appUrl, where: server.where, migrated };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function prepare(db: Db, { appUrl, ownerUrl }: Server): Promise<string[]> {
  const migrated = ownerUrl ? await migrate(ownerUrl) : [];
  await (await connectAs(appUrl)).end();
  await requirePromises(db);
  await requireSchema(db);
  return migrated;
}

async function embedded(options: OpenOptions, env: NodeJS.ProcessEnv): Promise<Server> {
  const home = options.home ? { folder: options.home, reason: 'as asked' } : await resolveHome(env);
  const server = await startEmbeddedServer({
    home: home.folder,
    share: options.share ?? false,
    onFault: options.onFault,
  });
  const state = server.adopted ? 'was already running' : 'started';
  return { ...server, where: `${home.folder} (${home.reason}); its database ${state}` };
}

function givenServer(appUrl: string, env: NodeJS.ProcessEnv): Server {
  const address = URL.parse(appUrl.replace('@/', '@local/'));
  if (!address) throw new Problem('store.unreachable', { detail: 'DATABASE_URL is not an address' });
  const where = `${address.searchParams.get('host') ?? address.hostname}${address.pathname} (DATABASE_URL)`;
  return { appUrl, ownerUrl: env['EVERYDOT_OWNER_URL'], where, stop: async () => undefined };
}
