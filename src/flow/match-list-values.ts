import { record } from '../ledger/index.ts';
import {
  judgeAgain,
  lockJoining,
  matchChangedValues,
  referralsWithHits,
  valueOfQuarantine,
  valuesOfChange,
} from '../matching/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { assessJoined, isReadable } from './assess-joined.ts';
import { deriveAgain } from './fold-into.ts';

/** Most referrals assessed in one transaction: it holds the joining lock, so it must end within seconds. */
const ASSESS_TOGETHER = 100;
/** Most values looked for in one statement. */
const VALUES_TOGETHER = 10_000;

/**
 * After a change of what lists say: compares what referrals showed before with the new values, and assesses those that
 * show one of the changed values. `subjects`: ids of changes of the lists, or of values that were held back or let
 * pass. Safe to repeat.
 */
export async function matchListValues(store: Store, subjects: readonly string[]): Promise<void> {
  await matchChangedValues(store);
  for (const subject of subjects) {
    const valueIds = await valuesConcerned(store.db, subject);
    for (let at = 0; at < valueIds.length; at += VALUES_TOGETHER) {
      await assessShowing(store, valueIds.slice(at, at + VALUES_TOGETHER));
    }
  }
}

async function valuesConcerned(db: Db, subject: string): Promise<number[]> {
  const held = await valueOfQuarantine(db, subject);
  if (held !== undefined) return [held];
  return (await valuesOfChange(db, subject)).map(({ id }) => id);
}

async function assessShowing(store: Store, valueIds: readonly number[]): Promise<void> {
  for (let after: string | null = null; ; ) {
    const ids: string[] = await referralsWithHits(store.db, valueIds, { after, limit: ASSESS_TOGETHER });
    if (ids.length === 0) return;
    await assessAgain(store, ids);
    after = ids.at(-1)!;
  }
}

async function assessAgain(store: Store, ids: readonly string[]): Promise<void> {
  await inTransaction(store, async (tx) => {
    await lockJoining(tx);
    await deriveAgain(tx, await judgeAgain(tx, ids));
    const headers = (await referralHeaders(tx, ids)).filter(isReadable);
    await assessJoined(tx, store.clock.now(), headers);
    await record(tx, [
      {
        verb: 'combined',
        action: 'match-list-values',
        actor: 'system:match-list-values',
        purpose: 'matching',
        subjects: headers.map(({ id }) => id),
      },
    ]);
  });
}
