import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type PersonRecord, personRecordsOf, sampledPairs } from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import {
  drawLinkSample,
  judgeBlindPair,
  judgePair,
  linkPeople,
  nextBlindPair,
  readPair,
  readReview,
  takeJudgementBack,
} from '../index.ts';
import { type TestBureau, testBureau } from '../test-dissemination.ts';

let bureau: TestBureau;
let pair: { one: number; other: number };
before(async () => {
  bureau = await testBureau();
  const [one, other] = await recordsOf(HERON, HERON);
  pair = { one: one!.id, other: other!.id };
});
after(() => bureau.drop());

const HERON: Party = {
  role: 'suspect',
  names: ['Robin Heron'],
  dateOfBirth: '1981-04-27',
  identifiers: [{ kind: 'email', value: 'blue.heron@example.org' }],
};

async function recordsOf(...people: Party[]): Promise<PersonRecord[]> {
  const ids = await plant(
    bureau.store,
    people.map((party) => ({ content: contentWith({ parties: [party] }) })),
  );
  await linkPeople(bureau.store, ids);
  return personRecordsOf(bureau.store.db, ids);
}

const SAME = { verdict: 'same', reason: 'same-identifier' } as const;
const DIFFERENT = { verdict: 'different', reason: 'different-details' } as const;
const verdicts = async () => (await sampledPairs(bureau.store.db)).map(({ verdict }) => verdict);

test('only what was said without the score counts for the quality, by somebody who has not judged the pair', async () => {
  const { store, analyst, supervisor } = bureau;
  await judgePair(store, analyst, { ...pair, ...DIFFERENT });
  assert.equal(await drawLinkSample(store, supervisor, 5), 1);
  assert.deepEqual(await verdicts(), [null], 'an earlier judgement is not blind');
  assert.equal(await nextBlindPair(store, analyst), undefined);
  const { sampleId } = (await nextBlindPair(store, supervisor))!;
  await assert.rejects(judgeBlindPair(store, analyst, { sampleId, ...DIFFERENT }), {
    code: 'linking.not-sampled',
  });
  const both = [1, 2].map(() => judgeBlindPair(store, supervisor, { sampleId, ...SAME }));
  const outcomes = (await Promise.allSettled(both)).map(({ status }) => status);
  assert.deepEqual(outcomes.toSorted(), ['fulfilled', 'rejected'], 'sent twice, judged once');
  await judgePair(store, analyst, { ...pair, ...DIFFERENT });
  assert.deepEqual(await verdicts(), ['same'], 'nor is a later one');
});

test('whoever judged a pair is not asked about it blind, however much others said since', async () => {
  const { store, analyst, supervisor } = bureau;
  const plover = { ...HERON, names: ['Ash Plover'], identifiers: [] };
  const [one, other] = await recordsOf(plover, plover);
  await judgePair(store, analyst, { one: one!.id, other: other!.id, ...SAME });
  await rows(
    store.db,
    sql`insert into er_judgement (a, b, a_referral, b_referral, verdict, reason, person_id, at)
      select a, b, a_referral, b_referral, verdict, reason, ${supervisor.id}, at
      from er_judgement, generate_series(1, 2500) where a = ${one!.id}`,
  );
  await drawLinkSample(store, supervisor, 5);
  assert.equal(await nextBlindPair(store, analyst), undefined);
});

test('who cannot tell without the score unseats nobody’s decision', async () => {
  const { store, analyst, supervisor } = bureau;
  const kestrel: Party = { ...HERON, names: ['Lee Finch'], dateOfBirth: '1975-11-30', identifiers: [] };
  const [one, other] = await recordsOf(kestrel, kestrel);
  const asked = { one: one!.id, other: other!.id };
  await judgePair(store, analyst, { ...asked, ...SAME });
  assert.equal(await drawLinkSample(store, supervisor, 5), 1);
  const { sampleId } = (await nextBlindPair(store, supervisor))!;
  await judgeBlindPair(store, supervisor, { sampleId, verdict: 'unsure', reason: 'cannot-tell' });
  assert.deepEqual((await verdicts())[0], 'unsure');
  const { standing, link, groups } = await readPair(store, analyst, asked);
  assert.deepEqual([standing.verdict, link?.verdict], ['same', 'same']);
  assert.ok(groups.a !== null && groups.a === groups.b);
});

test('a pair whose decision was taken back is asked about again', async () => {
  const { store, analyst } = bureau;
  const [one, other] = await recordsOf(
    { role: 'suspect', names: ['Kim Martin'], dateOfBirth: '1990-01-02' },
    { role: 'suspect', names: ['Kim Martin'], dateOfBirth: '1990-01-03' },
  );
  const asked = { one: one!.id, other: other!.id };
  const isAsked = async () =>
    (await readReview(store, analyst)).pairs.some(({ a, b }) => a.id === asked.one && b.id === asked.other);
  assert.equal(await isAsked(), true);
  await judgePair(store, analyst, { ...asked, verdict: 'unsure', reason: 'cannot-tell' });
  assert.equal(await isAsked(), false);
  await takeJudgementBack(store, analyst, asked);
  assert.equal(await isAsked(), true);
});
