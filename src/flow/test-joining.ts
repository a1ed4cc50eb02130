import { createHash } from 'node:crypto';
import type { FileFacts, Identifier, Party } from '../referral/index.ts';
import { type Db, rows, sql } from '../shared/db.ts';

// Fixtures: neutral files and people that referrals have in common, and a look at every table behind the counter.

/** A file by the hashes of the named contents: MD5, or the kind that stands before the colon ("sha1:a"). */
export function fileOf(...contents: string[]): FileFacts {
  const hashes = contents.map((content) => {
    const [kind, name] = content.includes(':') ? content.split(':') : ['md5', content];
    return { kind: kind as 'md5' | 'sha1', value: createHash(kind!).update(name!).digest('hex') };
  });
  return { hashes, annotations: [] };
}

export function partyOf(role: Party['role'], ...identifiers: [Identifier['kind'], string][]): Party {
  return { role, identifiers: identifiers.map(([kind, value]) => ({ kind, value })) };
}

/** Rows of every table, as PostgreSQL prints them, by table. */
export async function tablesAsText(ownerDb: Db): Promise<Map<string, string[]>> {
  const tables = await rows(
    ownerDb,
    sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const printed = new Map<string, string[]>();
  for (const { name } of tables) {
    const all = await rows(
      ownerDb,
      sql<{ text: string }>`select t::text as text from ${sql.table(name)} t order by 1`,
    );
    printed.set(
      name,
      all.map(({ text }) => text),
    );
  }
  return printed;
}
