import { type Actor, actorRef, ensureMay, listSources } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addGrant,
  endGrant,
  findList,
  findRelease,
  type HashList,
  listsGrantedTo,
  type Manifest,
} from '../../matching/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

export type ListForSender = Pick<Manifest, 'list' | 'name' | 'meaning' | 'scheme'> & {
  latest: number | null;
};

/** What a sender may fetch. */
export async function listsForSender(store: Store, actor: Actor): Promise<ListForSender[]> {
  if (actor.kind !== 'source') return [];
  const codes = await listsGrantedTo(store.db, actor.id);
  return Promise.all(
    codes.map(async (code) => {
      const { id, name, meaning, scheme } = await findList(store.db, code);
      const release = await findRelease(store.db, id, 'latest');
      return { list: code, name, meaning, scheme, latest: release?.number ?? null };
    }),
  );
}

/** Lets a registered sender fetch our list, or ends that. Gives false where nothing changed. */
export async function grantHashList(
  store: Store,
  actor: Actor,
  grant: { list: string; sourceId: string; end?: boolean },
): Promise<boolean> {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-hash-lists');
  return inTransaction(store, async (tx) => {
    const list = await ownListOf(tx, grant.list);
    const isKnown = (await listSources(tx)).some(({ id }) => id === grant.sourceId);
    if (!isKnown) throw new Problem('access.unknown-client');
    const at = store.clock.now();
    const change = grant.end ? endGrant : addGrant;
    if (!(await change(tx, list.id, grant.sourceId, at))) return false;
    await record(tx, [
      {
        verb: 'altered',
        action: grant.end ? 'end-list-grant' : 'grant-hash-list',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        recipient: `source:${grant.sourceId}`,
        detail: { list: grant.list },
      },
    ]);
    return true;
  });
}

/** Throws `lists.not-own` for a list of somebody else's. */
export async function ownListOf(db: Db, code: string): Promise<HashList> {
  const list = await findList(db, code);
  if (!list.own) throw new Problem('lists.not-own');
  return list;
}
