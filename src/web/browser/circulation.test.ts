import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { placeOf } from '../../assessment/index.ts';
import { addCirculationSenders, circulate } from '../../flow/circulation/test-circulation.ts';
import { openReferral, readAudit, recordFinding, startAudit } from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { DeskBrowser, lookAt, shoot } from './test-browser.ts';

// Circulating content in a real browser: looked through, closed and reopened without JavaScript.

let desk: TestDesk;
let browser: DeskBrowser;
let group: number;

before(async () => {
  desk = await testDesk({ samples: false });
  const { store } = desk.test;
  await addCirculationSenders(store);
  const ids = await circulate(store, 'seen-everywhere', 22);
  group = (await placeOf(store.db, ids[0]!))!.circulation!;
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

/** Rows in which the links of the main navigation stand. */
async function navigationRows(page: Page): Promise<number> {
  const links = await page.locator('.govuk-service-navigation__item').all();
  const tops = await Promise.all(links.map(async (link) => (await link.boundingBox())!.y));
  return new Set(tops).size;
}

test('every page of circulating content can be used by everybody, wide and narrow, in both languages', async () => {
  const audit = await startAudit(desk.test.store, desk.people.supervisor, { group, seed: 1 });
  const paths = {
    queue: '/queue',
    list: '/circulation',
    content: `/circulation/${group}`,
    audit: `/circulation/audits/${audit}`,
    doubles: '/circulation/double-reports',
  };
  for (const width of [1280, 320]) {
    const page = await browser.open({
      person: desk.people.supervisor,
      width,
    });
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path);
      await lookAt(page, `circulation-${name}-${width}`);
    }
    if (width === 1280) assert.equal(await navigationRows(page), 1, 'English');
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.goto(paths.content);
    assert.match(await page.locator('h1').innerText(), /22 cofnod gan 5 adroddwr/);
    await shoot(page, `circulation-content-cy-${width}`);
    if (width === 1280) assert.equal(await navigationRows(page), 1, 'Welsh');
  }
});

test('without JavaScript a sample is opened, judged and the rest closed', async () => {
  const page = await browser.open({
    person: desk.people.supervisor,
    javaScript: false,
  });
  await page.goto(`/circulation/${group}`);
  await page.getByRole('link', { name: /^Audit of/ }).click();
  const address = page.url();
  const numbers = await page.locator('a[href^="/referrals/"]').allInnerTexts();
  await judgeAllBut(numbers.slice(-2), address.split('/').at(-1)!);
  for (const number of numbers.slice(-2)) {
    await page.goto(`/referrals/${number}`);
    await page.goto(address);
    await page.getByRole('button', { name: `Nothing more ${number}` }).click();
  }
  await page.getByRole('button', { name: 'Close 22 referrals together' }).click();
  assert.match(await page.getByRole('status').innerText(), /22 referrals were closed together/);
  await page.getByRole('button', { name: 'Reopen what this audit closed' }).click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Choose why they are reopened/);
  await page.getByLabel('They were closed by mistake').check();
  await page.getByRole('button', { name: 'Reopen what this audit closed' }).click();
  assert.match(await page.locator('h1').innerText(), /Closed together, then reopened/);
});

/** What the pages do, without them: two by hand are enough to see. */
async function judgeAllBut(numbers: readonly string[], auditId: string): Promise<void> {
  const { store } = desk.test;
  const { sample } = await readAudit(store, desk.people.analyst, auditId);
  for (const { referralId, header } of sample) {
    if (numbers.includes(formatNumber(header.number))) continue;
    await openReferral(store, desk.people.analyst, referralId, 'triage');
    await recordFinding(store, desk.people.analyst, { auditId, referralId, finding: 'nothing-more' });
  }
}
