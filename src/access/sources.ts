import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type Actor, actorRef, ensureMay } from './actor.ts';
import type { NewSource, Source } from './source.ts';
import { addSource, findSource, setToken, sourceByTokenHash, withdraw } from './source-records.ts';
import { newToken, tokenHash } from './tokens.ts';

/** Registers a sender, or gives the one that has this id; its token is issued apart. */
export async function registerSource(store: Store, actor: Actor, source: NewSource): Promise<Source> {
  ensureMayManage(actor);
  return inTransaction(store, async (tx) => {
    if (await addSource(tx, source, store.clock.now()))
      await recordChange(tx, actor, 'register-source', source.id);
    return (await findSource(tx, source.id))!;
  });
}

/** Makes a new token and ends the one before it. The token is told once: only its SHA-256 is kept. */
export async function issueToken(store: Store, actor: Actor, sourceId: string): Promise<string> {
  ensureMayManage(actor);
  const token = newToken('edt');
  await inTransaction(store, async (tx) => {
    if (!(await setToken(tx, sourceId, tokenHash(token)))) throw new Problem('access.unknown-client');
    await recordChange(tx, actor, 'issue-token', sourceId);
  });
  return token;
}

/** Ends a sender's right to send; what it sent stays. */
export async function withdrawSource(store: Store, actor: Actor, sourceId: string): Promise<void> {
  ensureMayManage(actor);
  await inTransaction(store, async (tx) => {
    if (!(await withdraw(tx, sourceId, store.clock.now()))) throw new Problem('access.unknown-client');
    await recordChange(tx, actor, 'withdraw-source', sourceId);
  });
}

/** The sender behind a token; throws `access.unknown-client` where there is none, or it was withdrawn. */
export async function authenticateSource(store: Store, token: string): Promise<Source> {
  const source = await sourceByTokenHash(store.db, tokenHash(token));
  if (!source || source.withdrawnAt) throw new Problem('access.unknown-client');
  return source;
}

/** A sender by its id, for staff who hand in documents on its behalf; throws `access.unknown-client`. */
export async function sourceById(store: Store, sourceId: string): Promise<Source> {
  const source = await findSource(store.db, sourceId);
  if (!source || source.withdrawnAt) throw new Problem('access.unknown-client');
  return source;
}

/** The system itself registers senders when it sets up or fills a database with generated referrals. */
function ensureMayManage(actor: Actor): void {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-senders');
}

async function recordChange(tx: Parameters<typeof record>[0], actor: Actor, action: string, source: string) {
  await record(tx, [
    {
      verb: 'altered',
      action,
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { source },
    },
  ]);
}
