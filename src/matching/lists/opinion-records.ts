import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import type { GivenOpinion } from './given-entry.ts';
import { markValuesOf } from './list-changes.ts';
import { standingOf } from './listings.ts';
import type { Opinion } from './vocabulary.ts';

/** The holder's latest counts; `withdrawn` takes an earlier one back. `entryId`: the entry's lasting id. */
export type NewOpinion = {
  entryId: number;
  holder: string;
  opinion: Opinion | 'withdrawn';
  reason: string | null;
  personId: string | null;
  importId: string | null;
};

/** Opinions of members are told apart from those of clients of ours and of the bureau. */
const MEMBER = 'member:';

/**
 * Takes the opinions that a list gives: all that its members hold now. Those who are named no more have taken theirs
 * back. `given` null: the list says nothing of opinions. Answers how many were new.
 */
export async function takeGivenOpinions(
  tx: Tx,
  { listId, importId, at }: { listId: number; importId: string; at: Date },
  entries: readonly { entryId: number; isNew: boolean; given: readonly GivenOpinion[] | null }[],
): Promise<number> {
  const telling = entries.filter(({ given, isNew }) => given !== null && !(isNew && given.length === 0));
  if (telling.length === 0) return 0;
  const known = await memberOpinions(
    tx,
    telling.filter(({ isNew }) => !isNew).map(({ entryId }) => entryId),
  );
  const fresh = telling.flatMap(({ entryId, given }) => {
    const now = new Map(given!.map((opinion) => [`${MEMBER}${opinion.holder}`, opinion]));
    const before = known.get(entryId) ?? new Map<string, string>();
    const gone = [...before.keys()].filter((holder) => !now.has(holder));
    return [
      ...[...now]
        .filter(([holder, { opinion }]) => before.get(holder) !== opinion)
        .map(([holder, { opinion, reason }]) => ({ entryId, holder, opinion, reason: reason ?? null })),
      ...gone.map((holder) => ({ entryId, holder, opinion: 'withdrawn' as const, reason: null })),
    ];
  });
  await addOpinions(tx, {
    listId,
    at,
    opinions: fresh.map((one) => ({ ...one, personId: null, importId })),
  });
  return fresh.length;
}

async function memberOpinions(
  db: Db,
  entryIds: readonly number[],
): Promise<Map<number, Map<string, string>>> {
  const found = await rows(
    db,
    sql<{ entryId: number; holder: string; opinion: string }>`
      select distinct on (entry_id, holder) entry_id as "entryId", holder, opinion from entry_opinion
      where entry_id = any(${entryIds}::bigint[]) and starts_with(holder, ${MEMBER})
      order by entry_id, holder, id desc`,
  );
  const byEntry = new Map<number, Map<string, string>>();
  for (const { entryId, holder, opinion } of found) {
    if (opinion === 'withdrawn') continue;
    byEntry.set(entryId, (byEntry.get(entryId) ?? new Map<string, string>()).set(holder, opinion));
  }
  return byEntry;
}

/** Keeps opinions, and brings the disputes of their entries up to date. Called inside `changingLists`. */
export async function addOpinions(
  tx: Tx,
  { listId, at, opinions }: { listId: number; at: Date; opinions: readonly NewOpinion[] },
): Promise<void> {
  if (opinions.length === 0) return;
  const added = await rows(
    tx,
    sql<{
      id: number;
    }>`insert into entry_opinion (entry_id, holder, opinion, reason, at, revision, person_id, import_id)
      select entry_id, holder, opinion, reason, ${at}, nextval('list_revision'), person_id, import_id
      from unnest(${opinions.map(({ entryId }) => entryId)}::bigint[], ${opinions.map(({ holder }) => holder)}::text[],
        ${opinions.map(({ opinion }) => opinion)}::text[], ${opinions.map(({ reason }) => reason)}::text[],
        ${opinions.map(({ personId }) => personId)}::uuid[], ${opinions.map(({ importId }) => importId)}::uuid[])
        as new (entry_id, holder, opinion, reason, person_id, import_id)
      returning id`,
  );
  const afterOpinion = Math.min(...added.map(({ id }) => id)) - 1;
  const entryIds = [...new Set(opinions.map(({ entryId }) => entryId))];
  await openDisputes(tx, { listId, at, afterOpinion, opposed: opinions.filter(opposes) });
  await settleDisputes(tx, at, entryIds);
  await keepStandings(tx, entryIds);
  await markValuesOf(tx, await rowsOfEntries(tx, entryIds));
}

function opposes({ opinion }: NewOpinion): boolean {
  return opinion === 'negative' || opinion === 'disputed';
}

/** One open dispute an entry. Of an entry that was decided not to be harmful there is nothing left to dispute. */
async function openDisputes(
  tx: Tx,
  dispute: { listId: number; at: Date; afterOpinion: number; opposed: readonly NewOpinion[] },
): Promise<void> {
  const { listId, at, afterOpinion, opposed } = dispute;
  const byEntry = new Map(opposed.map((opinion) => [opinion.entryId, opinion]));
  if (byEntry.size === 0) return;
  await rows(
    tx,
    sql`insert into entry_dispute (entry_id, list_id, negative, after_opinion, opened_at, opened_by)
      select entry_id, ${listId}, false, ${afterOpinion}, ${at}, holder
      from unnest(${[...byEntry.keys()]}::bigint[], ${[...byEntry.values()].map(({ holder }) => holder)}::text[])
        as new (entry_id, holder)
      where 'upheld' is distinct from
        (select decision from entry_dispute d where d.entry_id = new.entry_id order by d.id desc limit 1)
      on conflict (entry_id) where decided_at is null do nothing`,
  );
}

/** An open dispute is as grave as its gravest opinion; one that nobody holds any more ends by itself. */
async function settleDisputes(tx: Tx, at: Date, entryIds: readonly number[]): Promise<void> {
  await rows(
    tx,
    sql`with held as (
        select d.id, coalesce(bool_or(o.opinion = 'negative'), false) as negative,
          coalesce(bool_or(o.opinion in ('negative', 'disputed')), false) as opposed
        from entry_dispute d
        left join lateral (select distinct on (holder) opinion from entry_opinion
          where entry_id = d.entry_id and id > d.after_opinion order by holder, id desc) as o on true
        where d.entry_id = any(${entryIds}::bigint[]) and d.decided_at is null
        group by d.id)
      update entry_dispute d set negative = held.negative,
        decided_at = case when held.opposed then null else ${at}::timestamptz end,
        decision = case when held.opposed then null else 'withdrawn' end
      from held where held.id = d.id`,
  );
}

/** Keeps how entries stand from now on, where that is another than before. Called after any change of their disputes. */
export async function keepStandings(tx: Tx, entryIds: readonly number[]): Promise<void> {
  await rows(
    tx,
    sql`insert into entry_standing (entry_id, revision, standing)
      select entry.id, nextval('list_revision'), entry.standing
      from (select id, ${standingOf(sql`given.id`)} as standing from unnest(${entryIds}::bigint[]) as given (id)) as entry
      where entry.standing <> coalesce(
        (select standing from entry_standing s where s.entry_id = entry.id order by revision desc limit 1), 'stands')`,
  );
}

/** The rows by which these entries say something now. */
export async function rowsOfEntries(db: Db, entryIds: readonly number[]): Promise<number[]> {
  const found = await rows(
    db,
    sql<{ id: number }>`select id from list_entry e where ended_revision is null and (
        id = any(${entryIds}::bigint[]) or (lasting_id = any(${entryIds}::bigint[]) and lasting_id <> id))`,
  );
  return found.map(({ id }) => id);
}
