import { type Db, row, rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type Applied, notApplied, readMigrations } from './migrate.ts';

type Promises = { role: string; ownsTables: boolean; durable: boolean };

/**
 * What every record relies on, checked before the first one: the application's role can neither change the
 * tables nor become one that can, and a commit is on disk when it is answered.
 */
export async function requirePromises(db: Db): Promise<void> {
  const found = await row(
    db,
    sql<Promises>`select current_user as role,
      (select rolsuper from pg_roles where rolname = current_user)
        or exists (select from pg_class where relnamespace = 'public'::regnamespace
                   and pg_has_role(current_user, relowner, 'member'))
        or has_schema_privilege('public', 'create') as "ownsTables",
      current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable`,
  );
  if (found?.ownsTables) throw new Problem('store.role-too-powerful', { detail: found.role });
  if (!found?.durable) throw new Problem('store.not-durable');
}

/** For an application that may not migrate: the schema must be the one it came with. */
export async function requireSchema(db: Db): Promise<void> {
  const exists = await row(db, sql`select from pg_tables where tablename = 'schema_migration'`);
  const applied = exists ? await rows(db, sql<Applied>`select name, sha256 from schema_migration`) : [];
  const missing = notApplied(await readMigrations(), applied).map(({ name }) => name);
  if (missing.length === 0) return;
  const detail = `${missing.join(', ')}; set EVERYDOT_OWNER_URL to the owner's address to migrate`;
  throw new Problem('store.schema-behind', { detail });
}
