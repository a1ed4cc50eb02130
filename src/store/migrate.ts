import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { Problem } from '../shared/problem.ts';
import { connectAs } from './connect-as.ts';

const MIGRATIONS = path.join(import.meta.dirname, 'migrations');

export type Migration = { name: string; sha256: string; sql: string };
export type Applied = { name: string; sha256: string };

/** Any number that nothing else locks: two that migrate at once take turns. */
const MIGRATION_LOCK = 72_057_594;

/**
 * Runs, as the tables' owner, the migrations that have not run, each in its own transaction; gives their names.
 * Throws `store.migration-changed` if one that has run is not the same file any more.
 */
export async function migrate(ownerUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const owner = await connectAs(ownerUrl);
  try {
    await requireAppRole(owner);
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const waiting = notApplied(migrations, await readOrStartRecord(owner));
    for (const migration of waiting) await run(owner, migration);
    return waiting.map(({ name }) => name);
  } finally {
    await owner.end();
  }
}

/** In the order of their numbers. */
export async function readMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(path.join(folder, file), 'utf8');
      return {
        name: path.basename(file, '.sql'),
        sha256: createHash('sha256').update(sql).digest('hex'),
        sql,
      };
    }),
  );
}

/** The migrations still to run, once those that have run are known to be the same. */
export function notApplied(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const current = new Map(migrations.map(({ name, sha256 }) => [name, sha256]));
  const changed = applied.filter(({ name, sha256 }) => current.get(name) !== sha256).map(({ name }) => name);
  if (changed.length > 0) throw new Problem('store.migration-changed', { detail: changed.join(', ') });
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

/** Migrations grant to the application's role, which only a server's administrator can make. */
async function requireAppRole(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query(`select from pg_roles where rolname = 'everydot_app'`);
  if (rowCount === 0) throw new Problem('store.role-missing', { detail: 'create role everydot_app login' });
}

async function readOrStartRecord(owner: pg.Client): Promise<Applied[]> {
  await owner.query(
    `create table if not exists schema_migration (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  return (await owner.query<Applied>('select name, sha256 from schema_migration')).rows;
}

async function run(owner: pg.Client, { name, sha256, sql }: Migration): Promise<void> {
  try {
    await owner.query('begin');
    await owner.query(sql);
    await owner.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await owner.query('commit');
  } catch (cause) {
    await owner.query('rollback');
    throw new Error(`migration ${name}${placeOf(cause, sql)}: ${(cause as Error).message}`, { cause });
  }
}

function placeOf(cause: unknown, sql: string): string {
  const { position } = cause as { position?: string };
  return position ? ` line ${sql.slice(0, Number(position)).split('\n').length}` : '';
}
