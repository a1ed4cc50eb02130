import { type Db, row, rows, sql } from '../shared/db.ts';
import type { NewSource, Source } from './source.ts';

const SOURCE = sql`id, name, kind, reliability, feedback_url as "feedbackUrl", added_at as "addedAt", withdrawn_at as "withdrawnAt"`;

/** Whether it was added: false where the id was there already. */
export async function addSource(db: Db, source: NewSource, at: Date): Promise<boolean> {
  const added = await rows(
    db,
    sql`insert into source (id, name, kind, reliability, feedback_url, added_at)
        values (${source.id}, ${source.name}, ${source.kind}, ${source.reliability ?? '2'}, ${source.feedbackUrl ?? null}, ${at})
        on conflict (id) do nothing returning id`,
  );
  return added.length > 0;
}

export async function findSource(db: Db, id: string): Promise<Source | undefined> {
  return row(db, sql<Source>`select ${SOURCE} from source where id = ${id}`);
}

export async function sourceByTokenHash(db: Db, hash: Buffer): Promise<Source | undefined> {
  return row(db, sql<Source>`select ${SOURCE} from source where token_hash = ${hash}`);
}

export async function setToken(db: Db, id: string, hash: Buffer): Promise<boolean> {
  const changed = await rows(
    db,
    sql`update source set token_hash = ${hash} where id = ${id} and withdrawn_at is null returning id`,
  );
  return changed.length > 0;
}

export async function withdraw(db: Db, id: string, at: Date): Promise<boolean> {
  const changed = await rows(
    db,
    sql`update source set withdrawn_at = coalesce(withdrawn_at, ${at}), token_hash = null where id = ${id} returning id`,
  );
  return changed.length > 0;
}

/** All registered senders, withdrawn ones too, by name. */
export async function listSources(db: Db): Promise<Source[]> {
  return rows(db, sql<Source>`select ${SOURCE} from source order by name, id`);
}
