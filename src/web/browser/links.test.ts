import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { type LinkedNumbers, pairPath, receiveHub, receiveLinked, recordOf } from '../test-linking.ts';
import { accessibilityFaults, DeskBrowser, shoot, sidewaysScroll } from './test-browser.ts';

// Links in a real browser: looked at, judged, undone, at every width, in both languages, with and without JavaScript.

let desk: TestDesk;
let browser: DeskBrowser;
let numbers: LinkedNumbers & { hub: string };
let pages: Awaited<ReturnType<typeof findPages>>;

before(async () => {
  desk = await testDesk({ samples: false });
  numbers = { ...(await receiveLinked(desk)), hub: await receiveHub(desk) };
  pages = await findPages();
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

/** Pages of one address each, and pages that come only after a form was sent. */
type Look = { path: string; press?: string; choose?: string };

const PAGES = [
  'referral',
  'hubs',
  'hub',
  'pair',
  'pair-with-a-fault',
  'pair-opened',
  'group',
  'remove',
  'review',
  'review-children',
  'quality',
  'model',
  'sample',
] as const;

async function findPages(): Promise<Record<(typeof PAGES)[number], Look>> {
  const supervisor = await desk.visitor(desk.people.supervisor);
  const { body } = await supervisor.get(`/referrals/${numbers.first}/links`);
  const group = /\/links\/groups\/[0-9a-f-]{36}/.exec(body)![0];
  const model = /\/links\/models\/[\w-]+\d/.exec((await supervisor.get('/links/quality')).body)![0];
  await supervisor.post('/links/quality/sample', { perBand: '5' });
  const hub = await supervisor.get(`/referrals/${numbers.hub}/links`);
  const pair = await pairPath(desk, numbers.first, numbers.misspelt);
  const [from, to] = [await recordOf(desk, numbers.alias), await recordOf(desk, numbers.misspelt)];
  return {
    referral: { path: `/referrals/${numbers.first}/links` },
    hubs: { path: `/referrals/${numbers.hub}/links` },
    hub: { path: /\/referrals\/[^"]*\/links\/shared\/[^"]*/.exec(hub.body)![0] },
    pair: { path: pair },
    'pair-with-a-fault': { path: pair, press: 'Save the decision' },
    'pair-opened': { path: pair, choose: 'Joining referrals up', press: 'Open both' },
    group: { path: `${group}?from=${from}&to=${to}` },
    remove: { path: `${group}/remove/${await recordOf(desk, numbers.first)}` },
    review: { path: '/links/review' },
    'review-children': { path: '/links/review?of=children' },
    quality: { path: '/links/quality' },
    model: { path: model },
    sample: { path: '/links/sample', press: 'Open both' },
  };
}

/** 640 is what is left of a desk's screen at 200 %. */
const WIDTHS = [1280, 640, 320];
/** What axe finds does not hang on the width, except where pages fold: of these it looks at the narrowest too. */
const FOLDING: readonly (typeof PAGES)[number][] = ['referral', 'pair-opened'];

for (const name of PAGES)
  test(`the page about links "${name}" can be used by everybody, wide, zoomed and narrow`, async () => {
    const { path, press, choose } = pages[name];
    const page = await browser.open({ person: desk.people.supervisor });
    await page.goto(path);
    if (choose) await page.getByLabel(choose).check();
    if (press) await page.getByRole('button', { name: press }).click();
    // Without its style sheet a page has other sizes.
    await page.waitForLoadState('load');
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    // Made narrower in place, as by somebody who zooms.
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await shoot(page, `links-${name}-${width}`);
      assert.equal(await sidewaysScroll(page), 0, `${width}`);
      if (width === 1280 || (width === 320 && FOLDING.includes(name)))
        assert.deepEqual(await accessibilityFaults(page), [], `${width}`);
    }
  });

test('in Welsh the pages say everything in Welsh', async () => {
  const page = await browser.open({ person: desk.people.supervisor });
  await page.goto('/links/review');
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  await page.goto(await pairPath(desk, numbers.first, numbers.misspelt));
  await shoot(page, 'links-pair-cy');
  assert.match(await page.locator('h1').innerText(), /Un person ynteu dau/);
  const table = page.locator('details table').first();
  await page.locator('summary').first().click();
  assert.match(await table.innerText(), /yr un/);
  assert.doesNotMatch(await table.innerText(), /same|spelt|differ/);
});

test('without JavaScript, and by the keyboard alone, one pair after the other is decided and taken back', async () => {
  const page = await browser.open({
    person: desk.people.analyst,
    javaScript: false,
  });
  await page.goto(await pairPath(desk, numbers.first, numbers.alias));
  await page.getByLabel('One person: An identifier that belongs to one person only').focus();
  await page.keyboard.press('Space');
  // Past the note.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=same/);
  assert.match(await page.getByRole('status').innerText(), /Saved: one person/);
  await page.getByRole('button', { name: 'Take my decision back' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=undone/);
  assert.match(await page.getByRole('status').innerText(), /Your decision is taken back/);
  await page.goto(`/referrals/${numbers.first}/links`);
  // Each box of the picture that leads somewhere is a link that the keyboard reaches.
  const linked = await page.locator('svg a').count();
  assert.ok(linked >= 2);
  await page.locator('svg a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(
    (url) => /\/referrals\/ED-[^/]+\/links$/.test(url.pathname) && !url.pathname.includes(numbers.first),
  );
});

test('with JavaScript the picture is enlarged, moved and thinned out; nothing else changes', async () => {
  const page = await browser.open({ person: desk.people.analyst });
  await page.goto(`/referrals/${numbers.first}/links`);
  const picture = page.locator('[data-graph] svg');
  const whole = await picture.getAttribute('viewBox');
  await page.getByRole('button', { name: 'Larger' }).click();
  const larger = await picture.getAttribute('viewBox');
  assert.notEqual(larger, whole);
  await page.locator('[data-graph] [tabindex]').focus();
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await picture.getAttribute('viewBox'), larger);
  await page.getByRole('button', { name: 'Whole picture' }).click();
  assert.equal(await picture.getAttribute('viewBox'), whole);
  assert.ok((await page.locator('[data-percent]').count()) > 0);
});
