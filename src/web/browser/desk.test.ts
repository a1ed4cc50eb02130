import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { ROLES, type Role } from '../../access/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { SECRETS } from '../test-samples.ts';
import { DeskBrowser, lookAt, shoot, sidewaysScroll } from './test-browser.ts';

// The analyst's way through, in a real browser. Whatever a test does, no request may leave this machine.

let desk: TestDesk;
let browser: DeskBrowser;

before(async () => {
  desk = await testDesk();
  desk.test.store.clock.set(new Date('2026-03-02T09:07:00Z'));
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

type Wanted = { role?: Role; javaScript?: boolean; width?: number };

async function open({ role, ...wanted }: Wanted = {}): Promise<Page> {
  return browser.open({ ...wanted, ...(role && { person: desk.people[role] }) });
}

const heading = (page: Page) => page.locator('h1').innerText();
const signInAs = (page: Page, role: Role) =>
  page.getByRole('button', { name: `as ${desk.people[role].name}` }).click();

test('from sign-in to a decision, every page usable by everybody', async () => {
  const page = await open();
  await page.goto('/');
  await lookAt(page, 'sign-in');
  await signInAs(page, 'analyst');
  assert.equal(await heading(page), 'Queue');
  await lookAt(page, 'queue');
  await page.getByRole('link', { name: desk.numbers.danger }).click();
  const before = await page.content();
  for (const secret of Object.values(SECRETS)) assert.equal(before.includes(secret), false);
  await lookAt(page, 'referral');
  await page.getByText('All five axes').click();
  await page.getByRole('button', { name: 'Open Web address', exact: false }).first().click();
  assert.ok((await page.locator('.everydot-opened').innerText()).includes(SECRETS.url));
  assert.equal(await page.locator(`a[href*="SECRET-ROOM"]`).count(), 0);
  await lookAt(page, 'evidence');
  await page.getByRole('link', { name: 'Back to the referral' }).click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await page.locator('.govuk-error-summary').waitFor();
  assert.match(await page.title(), /^There is a problem/);
  await lookAt(page, 'decide-with-a-fault');
  await page.getByLabel('Accept the proposal: Very high').check();
  await page.getByRole('button', { name: 'Record the decision' }).click();
  assert.match(await page.locator('main').innerText(), /Very high, as proposed/);
});

test('the other pages of the analyst, and one with a thousand files', async () => {
  const { manyFiles } = await import('../test-samples.ts');
  const long = await desk.receive('platform-one', manyFiles(1_000));
  const page = await open({ role: 'supervisor' });
  const paths = {
    files: `/referrals/${desk.numbers.images}`,
    long: `/referrals/${long}?files=3`,
    folded: `/referrals/${desk.numbers.repeated}`,
    close: `/referrals/${desk.numbers.images}/close`,
    fold: `/referrals/${desk.numbers.images}/fold`,
    alarms: '/alarms',
    missing: '/no-such-page',
  };
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(path);
    await lookAt(page, name);
  }
});

test('at 320 pixels, which is a desk at 400 %, no page scrolls sideways', async () => {
  const page = await open({ role: 'supervisor', width: 320 });
  const { danger, images } = desk.numbers;
  const paths = ['/sign-in', '/queue', '/alarms', `/referrals/${danger}`, `/referrals/${images}`];
  for (const path of [...paths, `/referrals/${danger}/decide`, `/referrals/${images}/close`]) {
    await page.goto(path);
    await shoot(page, `narrow${path.replaceAll('/', '-')}`);
    assert.equal(await sidewaysScroll(page), 0, path);
  }
});

test('on paper stands what the page says, and that its data are invented', async () => {
  const page = await open({ role: 'supervisor' });
  await page.goto('/queue');
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(
    await Promise.all(
      ['.everydot-synthetic', '.everydot-queue', '.everydot-header__top', '.everydot-waiting'].map((part) =>
        page.locator(part).first().isVisible(),
      ),
    ),
    [true, true, false, false],
  );
});

/** Presses Tab until what is focused matches. */
async function tabTo(page: Page, matches: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(matches)})`)) return;
  }
  assert.fail(`no way to ${matches} by keyboard`);
}

test('with the keyboard alone: sign in, skip to the queue, open a referral, open evidence, decide', async () => {
  const page = await open();
  await page.goto('/sign-in');
  await tabTo(page, `button[name=person][value="${desk.people.supervisor.id}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/queue');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to main content');
  await page.keyboard.press('Enter');
  await tabTo(page, `main a[href="/referrals/${desk.numbers.images}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${desk.numbers.images}`);
  await tabTo(page, 'button[name=item]');
  await page.keyboard.press('Enter');
  await page.locator('.everydot-opened').waitFor();
  await tabTo(page, 'main a');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${desk.numbers.images}#evidence`);
  await page.keyboard.press('Home');
  await page.goto(`/referrals/${desk.numbers.images}`);
  await tabTo(page, 'main a.govuk-button');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/decide');
  await tabTo(page, 'input[name=answer]');
  await page.keyboard.press('Space');
  await tabTo(page, 'main button');
  await page.keyboard.press('Enter');
  await page.getByText('Medium, as proposed').waitFor();
});

test('without JavaScript the same way works, and the alarm stands on every page', async () => {
  const page = await open({ javaScript: false });
  await page.goto('/');
  await signInAs(page, 'duty-officer');
  assert.match(await page.locator('#alarms').innerText(), /1 alarm waits/);
  await page.getByLabel('Threat').selectOption('exploitation');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: desk.numbers.danger }).click();
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await page.getByRole('button', { name: 'Hand back' }).click();
  await page.getByRole('button', { name: 'Open Chat excerpt' }).click();
  assert.ok((await page.locator('.everydot-opened').innerText()).includes('<script>alert'));
});

test('in Welsh the page says so and is Welsh throughout its frame', async () => {
  const page = await open({ role: 'analyst' });
  await page.goto('/queue');
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
  assert.equal(await heading(page), 'Ciw');
  await lookAt(page, 'queue-in-welsh');
  await page.getByRole('link', { name: desk.numbers.images }).click();
  assert.match(await page.locator('main').innerText(), /Pam y mae’n sefyll yma/);
  await shoot(page, 'referral-in-welsh');
});

test('a new alarm reaches an open page without a reload, and leaves it once acknowledged', async () => {
  const page = await open({ role: 'duty-officer' });
  await page.clock.install();
  await page.goto('/queue');
  assert.match(await page.locator('#alarms').innerText(), /1 alarm waits/);
  await desk.receive('platform-two', { incidentType: 'contact-abuse', facts: { immediateDanger: 'yes' } });
  await page.clock.runFor(15_000);
  await page.locator('#alarms', { hasText: '2 alarms wait' }).waitFor();
  assert.match(await page.title(), /^\(2\) /);
  await page.locator('#alarms a').click();
  for (const left of ['1 alarm waits', '']) {
    await page.getByRole('button', { name: 'Acknowledge' }).first().click();
    await page.locator('.govuk-notification-banner').waitFor();
    assert.ok((await page.locator('#alarms').innerText()).includes(left));
  }
});

const FIRST_PAGES: Record<Role, string> = {
  analyst: '/queue',
  supervisor: '/queue',
  'duty-officer': '/queue',
  'welfare-lead': '/exposure',
  'force-officer': '/packages',
  statistician: '/picture',
  auditor: '/ledger',
  administrator: '/hash-lists',
};

test('every role of the example lands where its own work is', async () => {
  for (const role of Object.keys(ROLES) as Role[]) {
    const page = await open();
    await page.goto('/sign-in');
    if (role === 'force-officer') await page.getByRole('button', { name: 'this officer' }).click();
    else await signInAs(page, role);
    assert.match(
      await page.locator('header').innerText(),
      new RegExp(`Signed in as ${desk.people[role].name}`),
    );
    assert.equal(new URL(page.url()).pathname, FIRST_PAGES[role]);
    assert.doesNotMatch(await heading(page), /does not allow|went wrong|not found/i, role);
  }
});

test('a script or an image that got into a page would neither run nor be fetched', async () => {
  const page = await open({ role: 'analyst' });
  await page.goto('/queue');
  const blocked = await page.evaluate(`new Promise((done) => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      seen.push(effectiveDirective);
      if (seen.length === 3) done(seen.sort());
    });
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script, Object.assign(new Image(), { src: 'https://evil.example.net/x.png' }));
    fetch('https://evil.example.net/').catch(() => undefined);
  })`);
  assert.deepEqual(blocked, ['connect-src', 'img-src', 'script-src-elem']);
  assert.equal(await page.evaluate('window.ran'), undefined);
});
