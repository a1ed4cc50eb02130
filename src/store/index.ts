// Connections, roles and migrations; the embedded PostgreSQL is started, adopted and stopped here.
// Promised: the application never owns a table, a commit is on disk, and no database error quotes a record.
export { openDb } from './connect.ts';
export { startEmbeddedServer } from './embedded-server.ts';
export { resolveHome } from './home.ts';
export { migrate } from './migrate.ts';
export { openDatabase } from './open-database.ts';
