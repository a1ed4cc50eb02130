import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  answerGuided,
  askSecondGrading,
  finishGuided,
  reviewAssessments,
  setBaseRate,
  startGuided,
} from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { accessibilityFaults, DeskBrowser, lookAt, shoot } from './test-browser.ts';

// Guided assessments in a real browser: without JavaScript, by keyboard, at every width.

const SUSPECT = { service: 'Chatter', username: 'synthetic-guided' };
const document = (more: object) => ({
  incidentType: 'csam-possession-or-distribution',
  parties: [
    {
      role: 'suspect',
      sex: 'female',
      accounts: [SUSPECT],
      identifiers: [{ kind: 'email', value: 'guided@example.org', verified: 'yes' }],
    },
  ],
  narrative: 'What a sender wrote',
  texts: [{ label: 'Chat excerpt', text: 'Words' }],
  ...more,
});

let desk: TestDesk;
let browser: DeskBrowser;
let paths: Record<string, string>;

before(async () => {
  desk = await testDesk({ samples: false });
  const { store } = desk.test;
  const { analyst, supervisor } = desk.people;
  const duty = desk.people['duty-officer'];
  const number = await desk.receive('platform-one', document({ facts: { accessToChildren: 'yes' } }));
  const referralId = await findReferral(store.db, number);
  await setBaseRate(store, supervisor, { rate: 0.1, basis: 'assumption', note: 'For planning' });
  const made = await startGuided(store, duty, { referralId });
  for (const [item, value] of Object.entries({
    access: 'regular',
    'image-offence': 'yes',
    'contact-now': 'no',
  }))
    await answerGuided(store, duty, { assessmentId: made.id, item, value, note: 'Record 12' });
  await finishGuided(store, duty, { assessmentId: made.id, accept: true });
  await desk.receive('platform-two', document({ facts: { contactAbuse: 'yes' } }));
  await reviewAssessments(store, [referralId]);
  const open = await startGuided(store, analyst, { referralId });
  await answerGuided(store, analyst, { assessmentId: open.id, item: 'contact-conviction', value: 'unknown' });
  const other = await desk.receive('hotline-one', document({ parties: [] }));
  const second = await startGuided(store, duty, { referralId: await findReferral(store.db, other) });
  await finishGuided(store, duty, { assessmentId: second.id, accept: true });
  await askSecondGrading(store, supervisor, second.id);
  paths = {
    work: '/assessments',
    referral: `/referrals/${number}/assessments`,
    second: `/referrals/${other}/assessments`,
    question: `/assessments/${open.id}/questions/contact-now`,
    first: `/assessments/${open.id}/questions/contact-conviction`,
    check: `/assessments/${open.id}/check`,
    result: `/assessments/${made.id}/result`,
    instruments: '/instruments',
    instrument: '/instruments/four-filter/2026-11',
  };
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

// 640 pixels are 1280 at 200 %.
for (const [language, width] of [
  ['en', 1280],
  ['cy', 640],
  ['en', 320],
] as const) {
  test(`every page holds WCAG 2.2 AA at ${width} pixels, in ${language}`, async () => {
    const page = await browser.open({ person: desk.people.analyst, width });
    if (language === 'cy') await speakWelsh(page);
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path);
      await lookAt(page, `guided-${name}-${width}-${language}`);
    }
  });
}

async function speakWelsh(page: Page): Promise<void> {
  await page.goto('/assessments');
  await page.locator('button[name=language]').click();
}

test('by keyboard alone and without JavaScript, from the referral to the decision', async () => {
  const page = await browser.open({ person: desk.people.supervisor, javaScript: false });
  await page.goto(paths['referral']!);
  await page.locator('form button.govuk-button').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/questions/);
  for (let asked = 0; asked < 30 && page.url().includes('/questions/'); asked += 1) {
    const chosen = page.locator('input[name=answer]:checked');
    if ((await chosen.count()) > 0) await chosen.focus();
    else await page.locator('#answer').focus();
    await page.keyboard.press('Space');
    const before = page.url();
    await page.locator('form[method=post] button.govuk-button').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== before);
  }
  assert.match(page.url(), /\/check$/);
  await page.locator('#answer').focus();
  await page.keyboard.press('Space');
  await page.locator('main form button.govuk-button').last().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=/);
  assert.match(await page.locator('.govuk-notification-banner').innerText(), /Suspect risk is Very high/);
  await shoot(page, 'guided-done');
});

test('errors stand at the top and at their fields', async () => {
  const page = await browser.open({ person: desk.people.analyst });
  await page.goto(paths['question']!);
  await page.locator('input[value=signs]').check();
  await page.locator('main form button.govuk-button').first().click();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.equal(await page.locator('.govuk-error-summary a').first().getAttribute('href'), '#note');
  await shoot(page, 'guided-errors');
});
