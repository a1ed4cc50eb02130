import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../shared/db.ts';
import { prepareMarked } from './prepare-marked.ts';
import { quietErrors } from './quiet-errors.ts';
import { valueTypes } from './value-types.ts';

/** What a database error may say in a log. Its other fields quote statements and rows: personal data. */
export type ConnectionFault = { code: string; message: string };

export type DbConfig = {
  /** A PostgreSQL address; its socket folder, if it has one, in `host`. */
  url: string;
  maxConnections?: number;
  /** Called when a connection is lost while nobody uses it; the pool replaces it by itself. */
  onFault?: (fault: ConnectionFault) => void;
};

const MAX_CONNECTIONS = 20;
const CONNECT_MS = 10_000;

/** A pool of connections. `destroy()` closes it; an idle pool does not keep the process alive. */
export function openDb({ url, maxConnections = MAX_CONNECTIONS, onFault }: DbConfig): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
    keepAlive: true,
    application_name: 'everydot',
    types: valueTypes,
  });
  pool.on('connect', quietErrors);
  pool.on('connect', prepareMarked);
  pool.on('error', (error) => onFault?.(connectionFault(error)));
  return new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
}

export function connectionFault(error: unknown): ConnectionFault {
  const { code, message } = error as { code?: string; message?: string };
  return { code: code ?? 'unknown', message: message ?? 'unknown' };
}
