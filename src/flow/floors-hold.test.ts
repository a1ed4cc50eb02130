import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { alarmsOf, placeOf } from '../assessment/index.ts';
import { type ReferralContent, referralHeader } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import type { Db, Tx } from '../shared/db.ts';
import {
  acknowledgeAlarm,
  closeReferral,
  decidePriority,
  deriveReferrals,
  disseminateReferral,
  foldDuplicate,
} from './index.ts';
import { type TestBureau, testBureau } from './test-dissemination.ts';

// Attacks invariant 6: nothing but a person's decision on the very report lets imminent danger sink.

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const DANGER = { facts: { immediateDanger: 'yes' } } as const;

async function received(part: Partial<ReferralContent> = {}): Promise<string> {
  const [id] = await plant(bureau.store, [{ content: contentWith(part) }]);
  return id!;
}

function aMinuteLater(): void {
  bureau.store.clock.set(new Date(bureau.store.clock.now().getTime() + 60_000));
}

async function lowered(id: string, ...folded: string[]): Promise<void> {
  const { store, supervisor } = bureau;
  await deriveReferrals(store, [id]);
  for (const alarm of await alarmsOf(store.db, [id, ...folded]))
    await acknowledgeAlarm(store, supervisor, alarm.id);
  await decidePriority(store, supervisor, { referralId: id, band: 'low', reasonCode: 'child-safeguarded' });
  assert.equal((await placeOf(store.db, id))?.band, 'low');
}

test('a floor that was lifted for one report stands again when another report of danger is folded into it', async () => {
  const { store, analyst, signer } = bureau;
  const [first, second] = [await received(DANGER), await received(DANGER)];
  await lowered(first);
  aMinuteLater();
  await deriveReferrals(store, [second]);
  await foldDuplicate(store, analyst, { id: second, into: first, reason: 'same-incident' });
  const place = await placeOf(store.db, first);
  assert.deepEqual([place?.tier, place?.band, place?.outOfDate], [0, 'very-high', true]);
  const packages = [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' }] as const;
  await assert.rejects(disseminateReferral(store, analyst, { referralId: first, packages }, signer), {
    code: 'dissemination.decision-out-of-date',
  });
  aMinuteLater();
  await lowered(first, second);
});

test('a referral whose danger nobody has looked for yet cannot be closed', async () => {
  const { store, analyst } = bureau;
  const id = await received(DANGER);
  const close = () => closeReferral(store, analyst, { referralId: id, reasonCode: 'no-crime' });
  await assert.rejects(close, { code: 'assessment.not-assessed' });
  await deriveReferrals(store, [id]);
  await assert.rejects(close, { code: 'assessment.alarm-open' });
});

test('an earlier report that turns up later takes the place of the one that was queued already', async () => {
  const { store } = bureau;
  const same = { references: [{ scheme: 'ncmec', value: '77' }], ...DANGER };
  const [earlier, later] = [await received(same), await received(same)];
  await deriveReferrals(store, [later]);
  await deriveReferrals(store, [earlier]);
  assert.equal((await referralHeader(store.db, later)).foldedInto, earlier);
  assert.equal(await placeOf(store.db, later), null);
  assert.deepEqual((await placeOf(store.db, earlier))?.folded, 1);
});

test('a fold waits for whoever is closing the referral that it goes into, and then is not made', async () => {
  const { store, analyst } = bureau;
  const [head, report] = [await received(), await received(DANGER)];
  await deriveReferrals(store, [head, report]);
  let folding: Promise<unknown> = Promise.resolve();
  await store.db.transaction().execute(async (tx) => {
    await closeReferral({ ...store, db: withoutCommit(tx) }, analyst, {
      referralId: head,
      reasonCode: 'no-crime',
    });
    folding = foldDuplicate(store, analyst, { id: report, into: head, reason: 'same-incident' });
    folding.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 150));
  });
  await assert.rejects(folding, { code: 'linking.fold-not-possible' });
  assert.equal((await referralHeader(store.db, report)).state, 'open');
});

/** A use case's own transaction becomes part of this one, so that it is held open. */
function withoutCommit(tx: Tx): Db {
  const within = { execute: <T>(work: (tx: Tx) => Promise<T>) => work(tx) };
  return { transaction: () => within } as unknown as Db;
}
