import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { yearsWithOutbreak } from '../../flow/emerging/test-facts.ts';
import { lookForAlerts } from '../../flow/index.ts';
import { figuresHere, putFacts, storedAlerts } from '../../picture/index.ts';
import { inTransaction } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';
import { DeskBrowser, lookAt, shoot, sidewaysScroll } from './test-browser.ts';

// What rises, and how the year will end: the pages, what people do on them, and who may.

const PAGE = '/picture/emerging';

let desk: TestDesk;
let browser: DeskBrowser;
before(async () => {
  desk = await testDesk();
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

test('before there is enough to judge, the pages say what is missing', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  const emerging = textOf((await visitor.get(PAGE)).body);
  assert.match(emerging, /Nobody has looked yet/);
  assert.match(emerging, /Nothing has been received yet, so there is nothing to judge/);
  assert.match(textOf((await visitor.get('/picture/forecast')).body), /A forecast needs six whole months/);
});

test('an analyst marks a referral as something new; the note is sealed, and opened on record', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const number = Object.values(desk.numbers)[0]!;
  const form = `/referrals/${number}/novelty`;
  assert.match((await analyst.get(`/referrals/${number}`)).body, new RegExp(`href="${form}"`));
  await analyst.get(form);
  assert.match(textOf((await analyst.post(form, {})).body), /Choose what is new/);
  const note = 'Synthetic note of a test';
  assert.equal((await analyst.post(form, { tag: 'new-payment-route', note })).statusCode, 303);
  assert.match(textOf((await analyst.post(form, { tag: 'new-payment-route' })).body), /marked so already/);
  const { body } = await analyst.get(form);
  assert.match(textOf(body), /New payment route/);
  assert.ok(!body.includes(note));
  const mark = /name="mark" value="([^"]+)"/.exec(body)![1]!;
  assert.ok((await analyst.post(`${form}/note`, { mark })).body.includes(note));
  assert.match(textOf((await analyst.get(`/referrals/${number}`)).body), /Opened a note on something new/);
  assert.equal((await analyst.post(`${form}/remove`, { mark })).statusCode, 303);
  assert.match(textOf((await analyst.get(form)).body), /Nothing is marked on it/);
  assert.equal((await analyst.post(`${form}/remove`, { mark })).statusCode, 404);
  assert.equal((await (await visitorAs(desk, 'statistician')).get(form)).statusCode, 403);
});

test('alerts are ranked with sentence, chart and table, and judged with a note', async () => {
  const { store } = desk.test;
  const { facts } = yearsWithOutbreak(7);
  await inTransaction(store, (tx) => putFacts(tx, facts));
  await lookForAlerts({ store, figures: figuresHere(store.db) }, { kind: 'system', part: 'test' });
  const visitor = await visitorAs(desk, 'statistician');
  const { body } = await visitor.get(PAGE);
  assert.match(textOf(body), /Up now \([1-9]/);
  assert.match(textOf(body), /Financially motivated sexual extortion of a child/);
  assert.match(body, /<svg[^>]*role="img"/);
  assert.doesNotMatch(body, /NaN|undefined|Infinity/);
  const id = (await storedAlerts(store.db)).find(({ series }) => series.includes('financial-sextortion'))!.id;
  await visitor.get(`${PAGE}/${id}`);
  assert.match(
    textOf((await visitor.post(`${PAGE}/${id}/judge`, { judgement: 'real' })).body),
    /Enter why, in up to 500/,
  );
  const judged = await visitor.post(`${PAGE}/${id}/judge`, {
    judgement: 'real',
    note: 'One platform, many reports.',
  });
  assert.equal(judged.statusCode, 303);
  const text = textOf((await visitor.get(`${PAGE}/${id}`)).body);
  assert.match(text, /Sample Statistician: Real One platform, many reports/);
  assert.match(text, /They are listed for whoever may read referrals/);
  assert.match(textOf((await visitor.get(PAGE)).body), /1 were judged, and 1 of those were real/);
  const analyst = await visitorAs(desk, 'analyst');
  const seen = await analyst.get(`${PAGE}/${id}`);
  assert.match(textOf(seen.body), /Referrals behind it/);
  assert.doesNotMatch(seen.body, /name="judgement"/);
  assert.equal((await analyst.post(`${PAGE}/${id}/seen`)).statusCode, 403);
  assert.equal((await analyst.get(`${PAGE}/none`)).statusCode, 404);
});

test('tags are named and breaks declared on the page, with what is wrong beside the field', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  await visitor.get(PAGE);
  const bad = await visitor.post(`${PAGE}/tags`, { kind: 'service', name: 'ask x@example.org' });
  assert.match(textOf(bad.body), /without accounts, addresses, links or long numbers/);
  assert.equal((await visitor.post(`${PAGE}/tags`, { kind: 'service', name: 'Voice chat' })).statusCode, 303);
  assert.match(
    textOf((await visitor.post(`${PAGE}/breaks`, { day: 'March', what: '' })).body),
    /Enter a day as in/,
  );
  assert.equal(
    (await visitor.post(`${PAGE}/breaks`, { day: '2023-05-01', what: 'New form' })).statusCode,
    303,
  );
  assert.match(textOf((await visitor.get(PAGE)).body), /1 May 2023: New form/);
});

test('a forecast stands beside what its kind was worth, and for a past month beside what came', async () => {
  const visitor = await visitorAs(desk, 'force-officer');
  const text = textOf((await visitor.get('/picture/forecast?yearEnds=3&asOf=2025-09')).body);
  assert.match(text, /for the year that ends in March 2026/);
  assert.match(text, /What earlier forecasts were worth/);
  assert.match(text, /limits held [\d.]+ % of the time|is not known/);
  assert.match(textOf((await visitor.get('/picture/forecast?asOf=2025-09')).body), /Came to/);
  assert.match(textOf((await visitor.get('/picture/forecast?yearEnds=13')).body), /Choose a year’s end/);
  assert.equal((await (await visitorAs(desk, 'administrator')).get('/picture/forecast')).statusCode, 403);
});

test('the pages can be used by everybody, wide and narrow, in both languages', async () => {
  browser = await DeskBrowser.at(desk);
  const id = (await storedAlerts(desk.test.store.db)).find(({ series }) => series.includes('sextortion'))!.id;
  const paths = {
    emerging: { path: PAGE, person: desk.people.statistician },
    alert: { path: `${PAGE}/${id}`, person: desk.people.statistician },
    forecast: { path: '/picture/forecast?asOf=2025-09', person: desk.people.statistician },
    novelty: { path: `/referrals/${Object.values(desk.numbers)[0]}/novelty`, person: desk.people.analyst },
  };
  for (const [name, { path, person }] of Object.entries(paths)) {
    const page = await browser.open({
      person,
      width: 1280,
    });
    await page.goto(path);
    await lookAt(page, `emerging-${name}-1280`);
    await page.setViewportSize({ width: 320, height: 900 });
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.waitForLoadState('load');
    await shoot(page, `emerging-${name}-320-cy`);
    assert.equal(await sidewaysScroll(page), 0, `${name} narrow`);
  }
});
