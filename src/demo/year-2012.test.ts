import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ADAPTERS, chooseAdapter, type NativeReferral, readDocument } from '../intake/index.ts';
import { writeYear2012 } from './year-2012.ts';

const { documents, truth } = writeYear2012({ seed: 1 });
const referrals = documents.map(({ raw, receivedAt }) => ({
  year: receivedAt.getUTCFullYear(),
  referral: JSON.parse(raw.toString()) as NativeReferral,
}));
const of = (type: NativeReferral['incidentType'], year: number) =>
  referrals
    .filter((one) => one.year === year && one.referral.incidentType === type)
    .map(({ referral }) => referral);
const images = (year: number) => of('csam-possession-or-distribution', year);
const says = (
  list: readonly NativeReferral[],
  fact: keyof NonNullable<NativeReferral['facts']>,
  answer: string,
) => list.filter(({ facts }) => facts?.[fact] === answer).length;

test('the same seed gives the same bytes', () => {
  const digest = (list: typeof documents) =>
    createHash('sha256')
      .update(Buffer.concat(list.map(({ raw }) => raw)))
      .digest('hex');
  assert.equal(digest(writeYear2012({ seed: 1 }).documents), digest(documents));
});

test('8,000 image reports with 70,000 files in 2012, twice as many files as the year before', () => {
  const files = (year: number) => images(year).flatMap((referral) => referral.files ?? []);
  assert.equal(images(2012).length, 8_000);
  assert.equal(files(2012).length, 70_000);
  assert.equal(files(2012).length / files(2011).length, 2);
  for (const year of [2010, 2011, 2012]) {
    const stated = truth.images[year]!;
    const levels = files(year).map(({ grades }) => grades?.[0]?.grade);
    assert.equal(images(year).length, stated.reports);
    assert.equal(levels.length, stated.files);
    for (const [level, count] of Object.entries(stated.byLevel)) {
      assert.equal(levels.filter((one) => one === level).length, count, `level ${level} in ${year}`);
    }
  }
});

test('level 4 rose by 125 %, girls under ten by 70 % in three years', () => {
  const [before, now] = [truth.images['2011']!, truth.images['2012']!];
  assert.equal(now.byLevel['4'] / before.byLevel['4'] - 1, 1.25);
  const girls = (year: number) =>
    images(year)
      .flatMap(({ parties }) => parties ?? [])
      .filter(({ sex, age }) => sex === 'female' && typeof age === 'number' && age < 10).length;
  assert.equal(girls(2012), now.girlsUnderTen);
  assert.equal(Math.round((girls(2012) / girls(2010) - 1) * 100), 70);
});

test('1,145 exploitation reports: in 69 % no abuse was achieved, in 6.8 % meeting was the aim', () => {
  const reports = of('online-enticement', 2012);
  assert.equal(reports.length, 1_145);
  assert.equal(Math.round((says(reports, 'abuseAchieved', 'no') / reports.length) * 100), 69);
  assert.equal(Math.round((says(reports, 'aimsToMeet', 'yes') / reports.length) * 1_000) / 10, 6.8);
});

test('some of it is transnational: travel, recipients abroad, embedded offenders, most on no register', () => {
  const reports = of('child-sex-tourism', 2012);
  assert.equal(reports.length, truth.transnational.reports);
  assert.equal(says(reports, 'travelPlanned', 'yes'), truth.transnational.travel);
  assert.equal(says(reports, 'offenderAbroad', 'yes'), truth.transnational.embedded);
  assert.equal(says(reports, 'registeredOffender', 'yes'), truth.transnational.onRegister);
  assert.ok(truth.transnational.onRegister < reports.length / 2);
});

test('intake reads the documents, and they arrive in order within 2010 to 2012', () => {
  const times = documents.map(({ receivedAt }) => receivedAt.getTime());
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  for (const { raw, mediaType, receivedAt, key } of documents.filter((_, i) => i % 40 === 0)) {
    const adapter = chooseAdapter(ADAPTERS, raw, { mediaType });
    assert.equal(readDocument(adapter, raw, { receivedAt, reliability: '1' }).problem, undefined, key);
  }
});
