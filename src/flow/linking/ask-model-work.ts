import { type Actor, actorRef, ensureMay, findPerson } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { ensureEnoughToLearn } from '../../linking/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { kindsUnderWay, waitingSubjects } from '../../shared/job-leases.ts';
import { enqueue } from '../../shared/outbox.ts';
import { rescoreLinks, trainLinkModel } from './manage-models.ts';

// Training and scoring everything again take minutes to hours: a job does them, in the name of whoever asked.

const MODEL_WORK = {
  'train-link-model': trainLinkModel,
  'rescore-links': rescoreLinks,
} as const satisfies Record<string, (store: Store, actor: Actor) => Promise<unknown>>;
export type ModelWork = keyof typeof MODEL_WORK;

/** Asks for it; once while it waits. Throws `linking.too-few-records` where there is too little to learn from. */
export async function askModelWork(store: Store, actor: Actor, work: ModelWork): Promise<void> {
  ensureMay(actor, 'manage-link-models');
  await inTransaction(store, async (tx) => {
    if (work === 'train-link-model') await ensureEnoughToLearn(tx);
    if ((await waitingSubjects(tx, work, [actor.id])).size > 0) return;
    await enqueue(tx, [{ kind: work, subject: actor.id }]);
    const entry = { verb: 'combined', action: 'ask-link-model-work', purpose: 'linking' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [], detail: { work } }]);
  });
}

/** What waits or is being done. */
export async function modelWorkUnderWay(db: Db): Promise<ModelWork[]> {
  const kinds = Object.keys(MODEL_WORK) as ModelWork[];
  const under: readonly string[] = await kindsUnderWay(db, kinds);
  return kinds.filter((kind) => under.includes(kind));
}

/** Does what somebody asked for, in their name. */
export async function doModelWork(store: Store, work: ModelWork, personId: string): Promise<void> {
  await MODEL_WORK[work](store, await findPerson(store.db, personId));
}
