import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { PersonActor } from '../../access/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer } from '../test-units.ts';
import { DeskBrowser, lookAt, shoot } from './test-browser.ts';

// A force's return from the file to the figures that count, in a real browser.

let desk: TestDesk;
let browser: DeskBrowser;
let kent: PersonActor;

before(async () => {
  desk = await testDesk({ samples: false });
  kent = await addOfficer(desk, 'kent');
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

const open = (person: PersonActor, javaScript = true) => browser.open({ person, javaScript });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const mainText = (page: Page) => page.locator('main').innerText();

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** Of nine forces; one value in another unit in the later year. */
function table(year: number): string {
  const names = [
    'Kent',
    'Essex',
    'Surrey',
    'Sussex',
    'Hampshire',
    'Cheshire',
    'Merseyside',
    'Norfolk',
    'Suffolk',
  ];
  const sizes = [1200, 1180, 800, 1100, 1300, 700, 960, 610, 500];
  const lines = names.map((name, i) => {
    const received = sizes[i]! + (year - 2024) * (40 + i);
    const images = Math.round(received * 0.28);
    return `${name},${received},${year === 2025 && i === 6 ? images * 100 : images},${Math.round(received * 0.07)}`;
  });
  return `Force,Referrals received,Image reports,Arrests\n${lines.join('\n')}\n`;
}

async function send(page: Page, sent: { force?: string; period: string; text: string }): Promise<void> {
  await page.goto('/returns/new');
  if (sent.force !== undefined) await page.getByLabel('Whose return is it?').selectOption(sent.force);
  await page.getByLabel('Which period is it for?').selectOption(sent.period);
  await page.getByLabel('File').setInputFiles(file('return.csv', sent.text));
  await press(page, 'Send and see how it is read');
}

test('the bureau takes in tables of many forces and sees what to mend first', async () => {
  const page = await open(desk.people.statistician);
  await page.goto('/returns');
  await shoot(page, 'returns-none');
  await page.getByRole('button', { name: 'Send a return' }).click();
  await press(page, 'Send and see how it is read');
  await lookAt(page, 'returns-new-with-faults');
  for (const year of [2024, 2025]) {
    await send(page, { force: 'many', period: String(year), text: table(year) });
    assert.match(await mainText(page), /27, of 9 forces/);
    if (year === 2025) await lookAt(page, 'returns-of-many');
    await page.getByRole('button', { name: 'Go on to confirm' }).click();
    if (year === 2025) await shoot(page, 'returns-confirm-many');
    await press(page, 'Confirm');
    assert.match(await mainText(page), /The return was accepted/);
  }
  assert.match(await mainText(page), /100 times what fits/);
  await page.goto('/returns/scorecards');
  await lookAt(page, 'returns-scorecards');
  assert.match(
    await page.locator('main ol li').first().innerText(),
    /^Merseyside, Reports of indecent images/,
  );
  await page.goto('/returns');
  await shoot(page, 'returns-list');
});

const OWN =
  'Kent Police\nMeasure,2025\nReferrals received,1250\nIndecent image reports,340\nMiscellaneous widgets,77\nChild victims,n/a\nLevel 4 images,-3\n';

test('without JavaScript a force’s officer sends a return, says what a label means, and confirms', async () => {
  const page = await open(kent, false);
  await send(page, { period: '2025', text: OWN });
  assert.match(await mainText(page), /One label needs/);
  await page.getByLabel('Meaning of Miscellaneous widgets').selectOption({ label: 'Arrests' });
  await press(page, 'Read it again with these changes');
  assert.match(await mainText(page), /read again by your changes/);
  await page.getByRole('button', { name: 'Go on to confirm' }).click();
  assert.match(await mainText(page), /1,240\s+1,250/);
  await press(page, 'Confirm');
  assert.match(await mainText(page), /The return was accepted/);
});

test('the officer sees the force’s quality, and takes the return back', async () => {
  const page = await open(kent);
  await page.goto('/returns');
  await page.locator('main tbody a').first().click();
  const address = page.url();
  await page.goto(`${address}?all=1`);
  await lookAt(page, 'returns-all-labels');
  await page.goto(`${address}/confirm`);
  await shoot(page, 'returns-confirm');
  await page.goto('/returns/forces/kent');
  await lookAt(page, 'returns-force');
  assert.equal((await page.goto('/returns/forces/essex'))?.status(), 403);
  await page.goto(address);
  await press(page, 'Withdraw');
  await shoot(page, 'returns-withdraw-with-fault');
  await page.getByLabel('Its figures are wrong').check();
  await press(page, 'Withdraw');
  assert.match(await mainText(page), /no longer count/);
  const download = page.waitForEvent('download');
  await page.getByLabel('Checking a figure').check();
  await press(page, 'Open the file');
  assert.equal((await download).suggestedFilename(), 'return.csv');
});

test('in Welsh the same pages stand in Welsh', async () => {
  const page = await open(desk.people.statistician);
  await page.goto('/returns/scorecards');
  await press(page, 'Cymraeg');
  await lookAt(page, 'returns-scorecards-welsh');
  assert.match(await page.title(), /^Cardiau sgorio/);
  await page.goto('/returns/new');
  await lookAt(page, 'returns-new-welsh');
});
