import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refreshPicture } from '../../flow/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';
import { pointsOver } from './picture-charts.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk();
});
after(() => desk.close());

test('before anything is counted the page says so', async () => {
  const { statusCode, body } = await (await visitorAs(desk, 'statistician')).get('/picture');
  assert.equal(statusCode, 200);
  assert.match(textOf(body), /Nothing has been received yet/);
  assert.doesNotMatch(body, /<svg/);
});

test('a period with data has its figures, charts with a table under each, and definitions', async () => {
  await refreshPicture(desk.test.store);
  const { body } = await (await visitorAs(desk, 'statistician')).get('/picture?period=2026-03');
  const text = textOf(body);
  assert.match(text, /The picture covers 5 referrals received from 2 March 2026 to 2 March 2026/);
  assert.match(text, /Figures from 1 March 2026 to 31 March 2026/);
  assert.match(text, /Referrals received 5 \[p\] Not covered/);
  assert.match(text, /Volume is not prevalence/);
  assert.equal(body.match(/<svg/g)?.length, 5);
  assert.equal(body.match(/Table: /g)!.length >= 5, true);
  assert.match(text, /Definition and course: Incidents/);
  assert.match(text, /Computed 2 March 2026, 09:00 UTC/);
});

test('a period without data shows that there is nothing, and no empty chart', async () => {
  const { body } = await (await visitorAs(desk, 'analyst')).get('/picture?period=1999');
  assert.match(textOf(body), /Figures from 1 January 1999 to 31 December 1999/);
  assert.match(textOf(body), /Referrals received per month There is nothing in this period/);
  assert.doesNotMatch(body, /<svg/);
});

test('what is no period is told beside the field, kept there, and the latest period is shown', async () => {
  for (const asked of ['March', '2026-13', '2026-3', '<script>', '20266']) {
    const visitor = await visitorAs(desk, 'auditor');
    const { body } = await visitor.get(`/picture?period=${encodeURIComponent(asked)}`);
    assert.match(textOf(body), /There is a problem Enter a month as four digits/, asked);
    assert.match(body, /id="period-error"/);
    assert.doesNotMatch(body, /<script>/);
    assert.match(textOf(body), /Referrals received 5/);
  }
});

test('a day on which nothing came in is shown as nothing; a day that is not covered is not shown', () => {
  const line = (group: string, numerator: number) => ({
    group,
    numerator,
    denominator: null,
    value: numerator,
  });
  const points = pointsOver({
    period: { from: '2026-03-01', to: '2026-03-31' },
    covered: { from: '2026-02-10', to: '2026-03-04', receipts: 5 },
    overTime: { by: 'day', lines: [line('2026-03-02', 2), line('2026-03-04', 1)] },
  });
  assert.deepEqual(
    points.map(({ value }) => value),
    [0, 2, 0, 1],
  );
  const months = pointsOver({
    period: { from: '2026-01-01', to: '2026-12-31' },
    covered: { from: '2026-02-10', to: '2026-04-04', receipts: 5 },
    overTime: { by: 'month', lines: [line('2026-03', 5)] },
  });
  assert.deepEqual(
    months.map(({ group, value }) => [group, value]),
    [
      ['2026-02', 0],
      ['2026-03', 5],
      ['2026-04', 0],
    ],
  );
});

test('the picture is for whoever plans, and for nobody who is not signed in', async () => {
  assert.equal((await (await visitorAs(desk, 'force-officer')).get('/picture')).statusCode, 200);
  assert.equal((await (await visitorAs(desk, 'administrator')).get('/picture')).statusCode, 403);
  assert.equal((await (await desk.visitor()).get('/picture')).headers.location, '/sign-in');
});
