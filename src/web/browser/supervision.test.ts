import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  decidePriority,
  deriveReferrals,
  drawGradingSample,
  gradeBlind,
  readSample,
} from '../../flow/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { DeskBrowser, lookAt } from './test-browser.ts';

// Oversight in a real browser, without JavaScript being needed: every page, wide and narrow, in both languages.

let desk: TestDesk;
let browser: DeskBrowser;
let sample: string;

before(async () => {
  desk = await testDesk();
  await fill();
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

/** Sixty more referrals of one sender, decisions with departures, and a sample that two people have graded. */
async function fill(): Promise<void> {
  const { store } = desk.test;
  const now = store.clock.now().getTime();
  const ids = await plant(
    store,
    Array.from({ length: 60 }, (_, i) => ({
      content: contentWith({ facts: i % 9 === 0 ? { coercion: 'yes' } : {} }),
      sourceId: 'platform-two',
      receivedAt: new Date(now - (i % 20) * 86_400_000),
    })),
  );
  await deriveReferrals(store, ids);
  for (const [i, referralId] of ids.slice(0, 30).entries())
    await decidePriority(
      store,
      desk.people.analyst,
      i % 5 === 1 ? { referralId, band: 'high', reasonCode: 'more-is-known' } : { referralId, accept: true },
    );
  store.clock.set(new Date(now + 60_000));
  const { supervisor } = desk.people;
  sample = (await drawGradingSample(store, supervisor, { kind: 'double', size: 45, days: 28, seed: 4 })).id;
  for (const person of [supervisor, desk.people['duty-officer']]) {
    const { waiting } = await readSample(store, person, sample);
    for (const [i, { number }] of waiting.slice(0, 32).entries()) {
      const band = i % 7 === 0 ? 'high' : 'medium';
      await gradeBlind(store, person, { sampleId: sample, number: formatNumber(number), band });
    }
  }
}

test('every page of oversight can be used by everybody, wide and narrow, in both languages', async () => {
  const { waiting } = await readSample(desk.test.store, desk.people.supervisor, sample);
  const paths = {
    overview: '/supervision',
    samples: '/supervision/samples',
    sample: `/supervision/samples/${sample}`,
    blind: `/supervision/samples/${sample}/${formatNumber(waiting[0]!.number)}`,
    agreement: '/supervision/agreement',
    simulation: '/supervision/simulation?scenario=surge',
  };
  for (const width of [1280, 320]) {
    const page = await browser.open({
      person: desk.people.supervisor,
      width,
    });
    for (const language of width === 320 ? ['en'] : ['en', 'cy']) {
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(path);
        await lookAt(page, `supervision-${name}-${width}-${language}`);
      }
      if (language === 'en') await page.getByRole('button', { name: 'Cymraeg' }).click();
    }
  }
});

test('an analyst finds what waits, grades it without seeing a band, and comes back to the rest', async () => {
  const page = await browser.open({
    person: desk.people.analyst,
    width: 1280,
  });
  await page.goto('/supervision');
  assert.match(page.url(), /\/supervision\/samples$/);
  await page.getByRole('link', { name: /^Sample\b/ }).click();
  const rows = await page.locator('#waiting ~ .everydot-scroll tbody tr').count();
  await page.locator('#waiting ~ .everydot-scroll a').first().click();
  assert.doesNotMatch(await page.locator('main dl').allInnerTexts().then(String), /Medium|Very high/);
  await page.getByRole('button', { name: 'Save the grade' }).click();
  assert.match(await page.locator('main').innerText(), /Choose a band/);
  await page.getByLabel('Medium').check();
  await page.getByRole('button', { name: 'Save the grade' }).click();
  assert.equal(await page.locator('#waiting ~ .everydot-scroll tbody tr').count(), rows - 1);
});
