import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  lockLinking,
  type PeopleProof,
  peopleToChange,
  rebuildPeople,
  verifyPeople,
} from '../../linking/index.ts';
import { referralsInState, STATES, type State } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { linkAgain, readWanted } from './link-people.ts';

/** `unread`: people whose record is not what the referrals say now. */
export type LinksProof = PeopleProof & { referrals: number; unread: number };

export type LinksProgress = (step: string, done: number, total: number) => void;

/** Opened together: some megabytes. */
const TOGETHER = 200;

/** Holds every stored record, key, pair and group against a full rebuild from the referrals. Changes nothing. */
export async function verifyLinks(store: Store, onProgress?: LinksProgress): Promise<LinksProof> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const ids = await allReferrals(tx);
      let unread = 0;
      for (let done = 0; done < ids.length; done += TOGETHER) {
        const some = ids.slice(done, done + TOGETHER);
        const { people } = await readWanted(store, tx, some);
        unread += await peopleToChange(tx, some, people);
        onProgress?.('people', Math.min(ids.length, done + TOGETHER), ids.length);
      }
      const proof = await verifyPeople(store, tx, (done, total) => onProgress?.('links', done, total));
      return { ...proof, holds: proof.holds && unread === 0, referrals: ids.length, unread };
    });
}

/** Makes every record, key, pair and group again from the referrals, as the model in force has it. */
export async function rebuildLinks(store: Store, actor: Actor, onProgress?: LinksProgress): Promise<void> {
  ensureMay(actor, 'manage-link-models');
  const ids = await allReferrals(store.db);
  for (let done = 0; done < ids.length; done += TOGETHER) {
    await linkAgain(store, ids.slice(done, done + TOGETHER));
    onProgress?.('people', Math.min(ids.length, done + TOGETHER), ids.length);
  }
  await inTransaction(store, async (tx) => {
    await lockLinking(tx);
    const onRecords = (done: number, total: number) => onProgress?.('links', done, total);
    const { records, pairs } = await rebuildPeople(store, tx, store.clock.now(), onRecords);
    await record(tx, [
      {
        verb: 'combined',
        action: 'rebuild-links',
        actor: actorRef(actor),
        purpose: 'linking',
        subjects: [],
        detail: { records, gained: pairs.gained, lost: pairs.lost },
      },
    ]);
  });
}

async function allReferrals(db: Db): Promise<string[]> {
  const states = Object.keys(STATES) as State[];
  const ids = await Promise.all(states.map((state) => referralsInState(db, state)));
  return ids.flat();
}
