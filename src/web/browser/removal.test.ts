import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Role } from '../../access/index.ts';
import { answerSecret, noticeById } from '../../dissemination/index.ts';
import { putRemovalHost } from '../../flow/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, decidedReferral, reportAboutKent, sendTo } from '../test-units.ts';
import { DeskBrowser, lookAt } from './test-browser.ts';

// From a referral's address to a confirmed removal, in a real browser. No request may leave this machine.

let desk: TestDesk;
let browser: DeskBrowser;
let number: string;

before(async () => {
  desk = await testDesk({ samples: false });
  desk.test.store.clock.set(new Date('2026-03-02T09:07:00Z'));
  browser = await DeskBrowser.at(desk);
  await putRemovalHost(
    desk.test.store,
    { kind: 'system', part: 'test' },
    {
      id: 'chatter',
      name: 'Chatter Hosting',
      kind: 'host',
      domains: ['chatter.example.net'],
      country: 'IE',
      channel: 'by-hand',
      contact: null,
      flaggerNote: 'Agreed in 2025',
      answerWithinHours: null,
    },
  );
  number = await desk.receive('hotline-one', {
    incidentType: 'csam-possession-or-distribution',
    urls: ['https://chatter.example.net/room/SECRET-ROOM', 'https://elsewhere.example.org/SECRET-PLACE'],
    files: [{ hashes: [{ kind: 'md5', value: '0123456789abcdef0123456789abcde1' }] }],
  });
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

async function open(wanted: { role?: Role; javaScript?: boolean; width?: number } = {}): Promise<Page> {
  const { role, ...rest } = wanted;
  const person = role ? { person: desk.people[role] } : {};
  return browser.open({ ...rest, ...person });
}

async function lookAtNotice(page: Page, name: string): Promise<void> {
  await lookAt(page, `removal-${name}`);
  assert.doesNotMatch(await page.content(), /SECRET-(ROOM|PLACE)/, name);
}

const unfold = (page: Page, title: string) => page.locator('summary', { hasText: title }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('an analyst drafts, clears, hands over; the host answers; the analyst confirms', async () => {
  const page = await open({ role: 'analyst' });
  await page.goto(`/referrals/${number}`);
  await page.getByRole('link', { name: 'Removal notices' }).click();
  await lookAtNotice(page, 'draft');
  await press(page, 'Draft the notice');
  await lookAtNotice(page, 'draft-with-a-fault');
  assert.match(await page.title(), /^There is a problem/);
  await page.getByLabel('Address 1', { exact: false }).check();
  await page.getByLabel('Address 2', { exact: false }).check();
  await press(page, 'Draft the notice');
  assert.ok(
    await page.getByText('Choose a host for the addresses of which none is proposed').first().isVisible(),
  );
  await page.getByLabel('Address 2', { exact: false }).uncheck();
  await press(page, 'Draft the notice');
  assert.match(await page.locator('h1').innerText(), /^Removal notice RN-[0-9A-Z]{8}$/);
  await lookAtNotice(page, 'notice-draft');

  await unfold(page, 'Record that the content is kept');
  await page.getByRole('button', { name: 'Record', exact: true }).first().click();
  await lookAtNotice(page, 'notice-with-faults');
  await page.getByLabel('How it is kept').selectOption('confirmed-by-provider');
  await page.getByLabel('Kept since').fill('2026-03-01');
  await page.getByLabel('Reference of whoever keeps it').fill('CH-77');
  await page.getByRole('button', { name: 'Record', exact: true }).first().click();
  await press(page, 'Nobody investigates it');
  assert.equal(await page.locator('.everydot-flags').innerText(), 'Ready to send');
  await lookAtNotice(page, 'notice-ready');
  await press(page, 'I hand it over now');
  assert.equal(await page.locator('.everydot-flags').innerText(), 'Sent');

  const reference = (await page.locator('h1').innerText()).replace('Removal notice ', '');
  const { id } = await noticeById(desk.test.store.db, reference);
  const host = await open({ width: 360 });
  const key = answerSecret(desk.test.store.keys.linkingKey, id);
  await host.goto(`/removal-answer?reference=${reference}&key=${key}`);
  await lookAtNotice(host, 'host-answer');
  await host.getByRole('button', { name: 'Send', exact: true }).click();
  await lookAtNotice(host, 'host-answer-with-a-fault');
  await host.getByLabel('It is gone').check();
  await host.getByLabel('Is there more to say', { exact: false }).fill('Done by our team');
  await host.getByRole('button', { name: 'Send', exact: true }).click();
  assert.match(await host.locator('h1').innerText(), /Thank you/);
  await lookAtNotice(host, 'host-thanks');

  await page.goto(`/removals/${reference}`);
  assert.equal(await page.locator('.everydot-flags').innerText(), 'Removed, says the host');
  await lookAtNotice(page, 'notice-removed');
  await press(page, 'Open what the host wrote');
  assert.match(await page.locator('.everydot-opened').innerText(), /Done by our team/);
  await page.getByRole('link', { name: 'Back to the notice' }).click();
  await page.getByRole('button', { name: 'Open the address', exact: false }).first().click();
  assert.match(await page.locator('.everydot-opened').innerText(), /SECRET-ROOM/);
  assert.equal(await page.locator('a[href*="SECRET"]').count(), 0);
  await page.goto(`/removals/${reference}`);
  await press(page, 'Confirm what the host says');
  assert.equal(await page.locator('.everydot-flags').innerText(), 'Removal confirmed');
  await page.goto('/removals');
  await lookAtNotice(page, 'list');
});

test('the registry of hosts, in both languages and on a narrow screen', async () => {
  const page = await open({ role: 'supervisor', width: 360 });
  await page.goto('/removals/hosts');
  await page.getByRole('button', { name: 'Save' }).click();
  await lookAtNotice(page, 'hosts-with-faults');
  await page.goto('/removals/hosts');
  await page
    .getByRole('textbox', { name: 'Add many at once' })
    .fill('id,name,channel,domains,country\nbox,Box,by-hand,box.example,US\n');
  await press(page, 'Add them');
  await page.getByText('box.example').waitFor();
  await press(page, 'Cymraeg');
  await page.waitForLoadState('load');
  await lookAtNotice(page, 'hosts-welsh');
  const host = await open({ width: 360 });
  await host.goto('/removal-answer');
  await press(host, 'Cymraeg');
  await lookAtNotice(host, 'host-answer-welsh');
});

test('an officer is asked, says "not yet", and the supervisor sees why it is held', async () => {
  const officer = await addOfficer(desk, 'kent');
  const urls = ['https://chatter.example.net/room/SECRET-ROOM-2'];
  const report = await decidedReferral(desk, { ...reportAboutKent(), urls });
  await sendTo(desk, 'kent', report);
  const page = await open({ role: 'supervisor' });
  await page.goto(`/referrals/${report}/removal`);
  await press(page, 'Draft the notice');
  await press(page, 'Ask every unit that holds a package');
  const asked = await browser.open({ person: officer, width: 360 });
  asked.setDefaultTimeout(10_000);
  await asked.goto('/removal-questions');
  await asked.getByRole('radio', { name: 'Not yet' }).check();
  await press(asked, 'Record');
  await lookAtNotice(asked, 'questions-with-faults');
  await asked.getByLabel('Why not yet').selectOption('suspect-not-arrested');
  await asked.getByLabel('Wait until').fill('2026-03-20');
  await press(asked, 'Record');
  await lookAtNotice(asked, 'questions-answered');
  await page.reload();
  assert.match(
    await page.locator('main').innerText(),
    /Kent: Not yet, until 20 March 2026, The suspect has not been arrested/,
  );
  await unfold(page, 'Override a gate');
  await lookAtNotice(page, 'notice-of-a-supervisor');
});
