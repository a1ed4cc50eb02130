import { type Actor, actorRef, ensureMay, grantsOf } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addOpinions,
  changingLists,
  type Entry,
  findEntry,
  findEntryNamed,
  findList,
  listsGrantedTo,
  OPINION_REASONS,
  OPINIONS,
  type Opinion,
  type OpinionReason,
  openDisputesBy,
  wasRejected,
} from '../../matching/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** `withdrawn` takes one's own earlier opinion back. */
export type OpinionInput = {
  entryId: number;
  opinion: Opinion | 'withdrawn';
  reason?: OpinionReason | undefined;
};

/** A sender's undecided objections at a time: one client cannot switch a list off. Chosen: a day's work to decide. */
const MOST_OPEN_OBJECTIONS = 100;

/**
 * Somebody says what they hold of an entry: a member of staff for the bureau, or a registered sender for itself. An
 * objection goes to review; one that says the content is not harmful wins until a supervisor has decided.
 */
export async function giveOpinion(store: Store, actor: Actor, input: OpinionInput): Promise<Entry> {
  if (actor.kind !== 'source') ensureMay(actor, 'give-opinion');
  ensureKnown(input);
  const holder = actor.kind === 'source' ? `source:${actor.id}` : 'bureau';
  return inTransaction(store, async (tx) => {
    const entry = await standingEntry(tx, input.entryId);
    if (actor.kind === 'source') await ensureGranted(tx, actor.id, entry);
    const at = store.clock.now();
    await changingLists(tx, { listId: entry.listId, at }, async () => {
      // Counted where only one objection at a time is taken in.
      if (actor.kind === 'source') await ensureFew(tx, holder, input);
      await addOpinions(tx, {
        listId: entry.listId,
        at,
        opinions: [
          {
            entryId: entry.entryId,
            holder,
            opinion: input.opinion,
            reason: input.reason ?? null,
            personId: actor.kind === 'person' ? actor.id : null,
            importId: null,
          },
        ],
      });
    });
    await record(tx, [
      {
        verb: 'altered',
        action: 'give-opinion',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: [],
        detail: {
          list: entry.list,
          entry: entry.entryId,
          opinion: input.opinion,
          reason: input.reason ?? null,
        },
      },
    ]);
    return standingEntry(tx, entry.entryId);
  });
}

/**
 * The entry of a list by its holder's id, as releases give it, or by our number for it, as lookups do: for a sender that
 * fetches the list. Nobody else learns what there is; whoever looks hashes up shows the hash (`disputeHit`).
 */
export async function namedEntry(
  store: Store,
  sourceId: string,
  named: { list: string; entry: string },
): Promise<number> {
  if (!(await listsGrantedTo(store.db, sourceId)).includes(named.list))
    throw new Problem('lists.not-granted');
  const list = await findList(store.db, named.list);
  const byId = await findEntryNamed(store.db, list.id, named.entry);
  if (byId) return byId.entryId;
  const entry = /^\d{1,15}$/.test(named.entry) ? await findEntry(store.db, Number(named.entry)) : undefined;
  if (entry?.listId !== list.id) throw new Problem('lists.unknown-entry');
  return entry.entryId;
}

/** Throws `lists.unknown-entry`, also for one that says nothing any more. */
export async function standingEntry(db: Db, entryId: number): Promise<Entry> {
  const entry = Number.isSafeInteger(entryId) && entryId > 0 ? await findEntry(db, entryId) : undefined;
  if (!entry || entry.endedAt !== null) throw new Problem('lists.unknown-entry');
  return entry;
}

function ensureKnown({ opinion, reason }: OpinionInput): void {
  const isKnown = opinion === 'withdrawn' || Object.hasOwn(OPINIONS, opinion);
  if (!isKnown || (reason !== undefined && !Object.hasOwn(OPINION_REASONS, reason)))
    throw new Problem('lists.unknown-code');
}

/** Whoever fetches the list, or may look hashes up: a stranger with an entry's number is told nothing of it. */
async function ensureGranted(db: Db, sourceId: string, { own, list }: Entry): Promise<void> {
  const mayFetch = own && (await listsGrantedTo(db, sourceId)).includes(list);
  const mayLookUp = (await grantsOf(db, sourceId)).some(({ grant }) => grant === 'lookup');
  if (!mayFetch && !mayLookUp) throw new Problem('lists.not-granted');
}

/** Few at a time, and none again that was rejected: it would switch the entry off right after each decision. */
async function ensureFew(db: Db, holder: string, { opinion, entryId }: OpinionInput): Promise<void> {
  if (opinion !== 'negative' && opinion !== 'disputed') return;
  if (await wasRejected(db, holder, entryId)) throw new Problem('lists.objection-rejected');
  if ((await openDisputesBy(db, holder, entryId)) >= MOST_OPEN_OBJECTIONS)
    throw new Problem('lists.too-many-disputes', { detail: `${MOST_OPEN_OBJECTIONS} wait for a decision` });
}
