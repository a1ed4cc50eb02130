import { record } from '../ledger/index.ts';
import { type Db, inTransaction, rows, type Store, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type Actor, actorRef, ensureMay } from './actor.ts';
import { findSource } from './source-records.ts';

/** What a registered sender may be granted beyond sending. `agreement`: only under one that is dated and can be cited. */
export const GRANTS = {
  lookup: { label: 'Look up hashes', agreement: false },
  'lookup-distance': { label: 'See how near a hit is', agreement: false },
  'hash-in-memory': {
    label: 'Have content hashed in memory and discarded, because the sender keeps it',
    agreement: true,
  },
} as const satisfies Record<string, { label: string; agreement: boolean }>;
export type Grant = keyof typeof GRANTS;

/** `agreedOn`: a day, 2026-03-02. */
export type NewGrant = { sourceId: string; grant: Grant; reference?: string; agreedOn?: string };
export type SourceGrant = {
  grant: Grant;
  reference: string | null;
  agreedOn: string | null;
  grantedAt: Date;
};

/** What a sender is granted now. */
export async function grantsOf(db: Db, sourceId: string): Promise<SourceGrant[]> {
  return rows(
    db,
    sql<SourceGrant>`select grant_code as "grant", reference, agreed_on as "agreedOn", granted_at as "grantedAt"
      from source_grant where source_id = ${sourceId} and ended_at is null order by grant_code`,
  );
}

/** Grants something to a sender; again, under another agreement, takes the place of the first. */
export async function grantToSource(store: Store, actor: Actor, granted: NewGrant): Promise<void> {
  const { sourceId, grant, reference = null, agreedOn = null } = granted;
  ensureMayGrant(actor);
  if (GRANTS[grant].agreement && (reference === null || agreedOn === null)) {
    throw new Problem('access.agreement-needed', { detail: grant });
  }
  await inTransaction(store, async (tx) => {
    if (!(await findSource(tx, sourceId))) throw new Problem('access.unknown-client');
    await end(tx, store.clock.now(), granted);
    await rows(
      tx,
      sql`insert into source_grant (source_id, grant_code, reference, agreed_on, granted_at)
          values (${sourceId}, ${grant}, ${reference}, ${agreedOn}, ${store.clock.now()})`,
    );
    await recordGrant(tx, actor, 'grant-to-source', granted);
  });
}

/** Ends a grant; one that is not there is not ended. */
export async function endGrant(
  store: Store,
  actor: Actor,
  granted: Pick<NewGrant, 'sourceId' | 'grant'>,
): Promise<boolean> {
  ensureMayGrant(actor);
  return inTransaction(store, async (tx) => {
    const ended = await end(tx, store.clock.now(), granted);
    if (ended) await recordGrant(tx, actor, 'end-grant', granted);
    return ended;
  });
}

async function end(
  db: Db,
  at: Date,
  { sourceId, grant }: Pick<NewGrant, 'sourceId' | 'grant'>,
): Promise<boolean> {
  const ended = await rows(
    db,
    sql`update source_grant set ended_at = ${at}
        where source_id = ${sourceId} and grant_code = ${grant} and ended_at is null returning id`,
  );
  return ended.length > 0;
}

function ensureMayGrant(actor: Actor): void {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-senders');
}

async function recordGrant(db: Db, actor: Actor, action: string, granted: NewGrant): Promise<void> {
  await record(db, [
    {
      verb: 'altered',
      action,
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: {
        source: granted.sourceId,
        grant: granted.grant,
        reference: granted.reference ?? null,
        agreedOn: granted.agreedOn ?? null,
      },
    },
  ]);
}
