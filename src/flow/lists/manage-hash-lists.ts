import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addList,
  changingLists,
  closeList,
  findList,
  type HashList,
  MEANINGS,
  markPageOf,
  type NewHashList,
  SCHEMES,
} from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { type Fault, Problem } from '../../shared/problem.ts';

/** Registers a hash list: whose it is, what a hit on it means, and what its holder allows. */
export async function createHashList(store: Store, actor: Actor, list: NewHashList): Promise<HashList> {
  ensureMayManage(actor);
  const faults = faultsOf(list);
  if (faults.length > 0) throw new Problem('lists.invalid', { faults });
  return inTransaction(store, async (tx) => {
    const added = await addList(tx, list, store.clock.now());
    await record(tx, [
      {
        verb: 'altered',
        action: 'create-hash-list',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        detail: { list: list.code, meaning: list.meaning, scheme: list.scheme, own: list.own },
      },
    ]);
    return added;
  });
}

/** From now on the list says nothing; what it said stays on record. Gives false where it was closed before. */
export async function closeHashList(store: Store, actor: Actor, code: string): Promise<boolean> {
  ensureMayManage(actor);
  const at = store.clock.now();
  const list = await findList(store.db, code);
  const isFirst = await inTransaction(store, async (tx) => {
    if (!(await closeList(tx, list.id, at))) return false;
    await record(tx, [
      {
        verb: 'altered',
        action: 'close-hash-list',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        detail: { list: code },
      },
    ]);
    return true;
  });
  await tellAboutAll(store, list.id, at);
  return isFirst;
}

/** Every value that the list named is looked up anew; a second closing takes up what a first one did not finish. */
async function tellAboutAll(store: Store, listId: number, at: Date): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = await inTransaction(store, (tx) =>
      changingLists(tx, { listId, at }, () => markPageOf(tx, listId, from)),
    );
  }
}

/** They are addresses of pages. */
const RESERVED = ['disputes', 'entries', 'gradings', 'imports'];
/** Longest name, holder, note or contact. Chosen: they stand in tables. */
const LONGEST_TEXT = 300;

function faultsOf(list: NewHashList): Fault[] {
  const texts = [list.name, list.holder, list.handling, list.contact].filter((text) => text !== null);
  return [
    ...(/^[a-z0-9-]{2,40}$/.test(list.code) && !RESERVED.includes(list.code)
      ? []
      : [{ path: 'code', reason: '2 to 40 of a-z, 0-9 and hyphen' }]),
    ...(list.name.trim() && list.holder.trim()
      ? []
      : [{ path: 'name', reason: 'name and holder are needed' }]),
    ...(Object.hasOwn(MEANINGS, list.meaning) ? [] : [{ path: 'meaning', reason: 'not a meaning of lists' }]),
    ...(Object.hasOwn(SCHEMES, list.scheme) ? [] : [{ path: 'scheme', reason: 'not a scheme known here' }]),
    ...(list.country === null || /^[A-Z]{2}$/.test(list.country)
      ? []
      : [{ path: 'country', reason: 'two capital letters (ISO 3166)' }]),
    ...(texts.every((text) => text.length <= LONGEST_TEXT)
      ? []
      : [{ path: 'name', reason: `at most ${LONGEST_TEXT} characters` }]),
  ];
}

/** The command line acts for whoever has the keys of the machine. */
function ensureMayManage(actor: Actor): void {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-hash-lists');
}
