import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { acceptAnswers } from '../../flow/picture/test-returns.ts';
import { estimateMissing, type PictureFact, putFacts } from '../../picture/index.ts';
import { forcesOn, sizesOf } from '../../returns/index.ts';
import { inTransaction } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, textOf, visitorAs } from '../test-units.ts';

// The year 2012 as forces returned it: 25 of them counted lone perpetrators, 31 counted group offences.

const IN_2012 = { from: '2012-01-01', to: '2012-12-31' };
const FORCES = forcesOn('2012-12-31', 'england-and-wales');
/** What all of them would have said. Made so that the answered ones come to the published figures. */
const LONE = counts(2120, FORCES.filter(answersLone));
const GROUPS = counts(65, FORCES.filter(answersGroups));

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
  const facts = [...factsIn('2010', 100), ...factsIn('2012', 170)];
  await inTransaction(desk.test.store, (tx) => putFacts(tx, facts));
  await acceptAnswers(desk.test.store, IN_2012, [
    ...FORCES.filter(answersLone).map(({ key }) => told('lone-perpetrators', key, LONE.get(key)!)),
    ...FORCES.filter(answersGroups).map(({ key }) => told('group-offences', key, GROUPS.get(key)!)),
  ]);
});
after(() => desk.close());

/** Reports of images, each of one girl under ten; half of them also about somebody in one country abroad. */
function factsIn(year: string, reports: number): PictureFact[] {
  return Array.from({ length: reports }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, '0');
    return {
      referralId: newId(Date.parse(`${year}-${month}-01`)),
      receivedOn: `${year}-${month}-01`,
      receivedMonth: `${year}-${month}-01`,
      source: 'one',
      sourceKind: 'platform',
      channel: 'api',
      state: 'open',
      threat: i % 2 === 0 ? 'images' : 'transnational',
      incidentType: 'unknown',
      imminence: 'P3',
      band: 'low',
      decided: false,
      novelty: 'unknown',
      unit: 'none',
      files: 1,
      filesLevel4: 0,
      filesCategoryA: 0,
      girlsUnder10: 1,
      children: 1,
      abuseAchieved: 'unknown',
      aimsToMeet: 'unknown',
      registeredOffender: i % 4 === 1 ? 'yes' : 'no',
      offenderAbroad: 'yes',
      abroadCountry: 'FR',
      abroadRisk: 'embedded',
      locatable: false,
      sentMinutes: null,
      acknowledgedMinutes: null,
      outcome: null,
    };
  });
}

function answersLone(_: unknown, i: number): boolean {
  return (i * 25) % 43 < 25;
}

function answersGroups(_: unknown, i: number): boolean {
  return (i * 31) % 43 < 31;
}

function told(question: string, force: string, value: number) {
  return { question, force, value };
}

/** Everywhere about as many for each person, so that those who answered come to `total` exactly. */
function counts(total: number, answering: readonly { key: string; population: number }[]) {
  const people = answering.reduce((sum, { population }) => sum + population, 0);
  const found = new Map<string, number>(
    FORCES.map(({ key, population }, i) => [
      key,
      Math.round((total * population * (1 + 0.2 * Math.sin(i))) / people),
    ]),
  );
  const largest = answering.reduce((one, other) => (other.population > one.population ? other : one)).key;
  const sum = answering.reduce((all, { key }) => all + found.get(key)!, 0);
  return found.set(largest, found.get(largest)! + total - sum);
}

test('published counts of 2012 are shown with who answered, and an estimate that holds the truth', async () => {
  const { body } = await (await visitorAs(desk, 'statistician')).get('/picture?period=2012&format=json');
  const { figures } = JSON.parse(body) as { figures: Record<string, never>[] };
  for (const [id, total, answered, all] of [
    ['lone-perpetrators', 2120, 25, LONE],
    ['group-offences', 65, 31, GROUPS],
  ] as const) {
    const figure = figures.find((one) => one['id'] === id) as unknown as {
      measured: { value: number };
      coverage: { answered: number; of: number };
      estimate: { value: number; low: number; high: number };
    };
    const truth = [...all.values()].reduce((sum, value) => sum + value, 0);
    assert.deepEqual(
      [figure.measured.value, figure.coverage.answered, figure.coverage.of],
      [total, answered, 43],
    );
    assert.ok(figure.estimate.low <= truth && truth <= figure.estimate.high, `${id}: ${truth}`);
  }
});

test('the estimate of the page is that of `estimate missing` on the same rows', async () => {
  const { body } = await (await visitorAs(desk, 'statistician')).get(
    '/picture/figures/lone-perpetrators?period=2012&format=json',
  );
  const { figure } = JSON.parse(body) as {
    figure: { estimate: { value: number; low: number; high: number } };
  };
  const rows = FORCES.map(({ key }, i) => ({
    force: key,
    value: answersLone(null, i) ? LONE.get(key)! : null,
    sizes: sizesOf(FORCES)[i]!,
  }));
  const { total, low, high } = estimateMissing(rows)!;
  assert.deepEqual([figure.estimate.value, figure.estimate.low, figure.estimate.high], [total, low, high]);
});

test('the page of a figure says what it counts, how, who did not answer, and links back to nothing that is not there', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  const page = textOf((await visitor.get('/picture?period=2012')).body);
  assert.match(page, /Lone perpetrators 2,120 \[e\].* 25 of 43, \d+\.\d % of the population/);
  assert.doesNotMatch(page, /NaN/);
  const text = textOf((await visitor.get('/picture/figures/lone-perpetrators?period=2012')).body);
  assert.match(text, /2,120 \[e\]/);
  assert.match(text, /Did not answer/);
  assert.match(text, /95 % interval/);
  assert.match(text, /Royall/);
  assert.match(text, /Version 1\. Published figure of the 2012\/13/);
  assert.match(text, /What each force answered/);
  assert.equal((await visitor.get('/picture/figures/no-such?period=2012')).statusCode, 404);
  assert.equal((await visitor.get('/picture/figures/constructor')).statusCode, 404);
});

test('girls under ten are compared with two years before: 70 % more, with the limits of that many', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  const text = textOf((await visitor.get('/picture/figures/girls-under-10?period=2012')).body);
  assert.match(text, /1 January 2010 to 31 December 2010 100/);
  // Source: exact limits of 100 and 170: a ratio of 1.32 to 2.20.
  assert.match(text, /Up: 70 % \(95 % interval 32 to 120 %\)/);
});

test('an average counts the months that end with the period, and is not known where one of them is not covered', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  const known = textOf((await visitor.get('/picture/figures/receipts-a-month?period=2012')).body);
  assert.match(known, /Numerator 42 Denominator 3 Value 14/);
  assert.match(known, /an average of Referrals received/);
  const text = textOf((await visitor.get('/picture/figures/receipts-a-month?period=2010-02')).body);
  assert.match(text, /Not known \[x\] referrals a month/);
});

test('what leads abroad is shown by country and by what links it there', async () => {
  const text = textOf((await (await visitorAs(desk, 'statistician')).get('/picture?period=2012')).body);
  assert.match(text, /Transnational reports by country abroad .* France 85/);
  assert.match(text, /The offender lives abroad 85/);
  assert.match(text, /Transnational reports whose offender is on a register 4[23]/);
});

test('a sum of a handful of forces is not shown to whoever may not see what a force answered', async () => {
  const period = { from: '2009-01-01', to: '2009-12-31' };
  await acceptAnswers(
    desk.test.store,
    period,
    FORCES.slice(0, 3).map(({ key }) => told('arrests', key, 123)),
  );
  const path = '/picture/figures/arrests?period=2009';
  assert.match(textOf((await (await visitorAs(desk, 'statistician')).get(path)).body), /369/);
  for (const role of ['analyst', 'force-officer'] as const)
    for (const asked of [
      path,
      `${path}&format=json`,
      `${path}&format=csv`,
      '/picture?period=2009&format=json',
    ]) {
      const { body } = await (await visitorAs(desk, role)).get(asked);
      assert.match(body, /3 of 43|"answered": 3|,3,43,/, `${role} ${asked}`);
      assert.doesNotMatch(body, /369/, `${role} ${asked}`);
    }
});

test('figures come as a table whose columns have one row each', async () => {
  const visitor = await visitorAs(desk, 'auditor');
  const { headers, body } = await visitor.get('/picture?period=2012&format=csv');
  assert.match(String(headers['content-disposition']), /national-picture-2012\.csv/);
  const [head, ...lines] = body.trim().split('\r\n');
  assert.ok(head!.startsWith('id,title,group,counted_in'));
  assert.ok(
    lines.some((line) => line.startsWith('lone-perpetrators,Lone perpetrators,contact,returns,offenders')),
  );
});

test('who answered what is for the bureau; an officer of a force sees the own force only', async () => {
  const statistician = await visitorAs(desk, 'statistician');
  const all = textOf((await statistician.get('/picture/coverage?period=2012')).body);
  assert.match(all, /Lone perpetrators/);
  assert.match(all, /25 of 43/);
  for (const { name } of FORCES) assert.ok(all.includes(name));
  const officer = await desk.visitor(await addOfficer(desk, 'kent'));
  for (const path of [
    '/picture/coverage?period=2012',
    '/picture/figures/lone-perpetrators?period=2012&format=json',
  ]) {
    const { body } = await officer.get(path);
    const table = path.includes('json')
      ? JSON.stringify(JSON.parse(body).forces)
      : /<tbody.*<\/tbody>/s.exec(body)![0];
    assert.ok(table.includes('Kent'), path);
    assert.ok(!table.includes('Sussex'), path);
  }
  assert.equal((await (await visitorAs(desk, 'analyst')).get('/picture/coverage')).statusCode, 403);
  const seen = await (await visitorAs(desk, 'analyst')).get('/picture/figures/lone-perpetrators?period=2012');
  assert.doesNotMatch(textOf(seen.body), /What each force answered/);
  const csv = (await statistician.get('/picture/coverage?period=2012&format=csv')).body;
  assert.equal(csv.trim().split('\r\n').length, 1 + 43);
});
