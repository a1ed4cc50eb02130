// Connections, roles and migrations; the embedded PostgreSQL is started, adopted and stopped here.
// Promised: the application never owns a table, a commit is on disk, and no log line quotes a record.
export { type ConnectionFault, connectionFault, type DbConfig, openDb } from './connect.ts';
export { type EmbeddedServer, type EmbeddedServerOptions, startEmbeddedServer } from './embedded-server.ts';
export { type Home, resolveHome } from './home.ts';
export { migrate } from './migrate.ts';
export { type OpenDatabase, type OpenOptions, openDatabase } from './open-database.ts';
