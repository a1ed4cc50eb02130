import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type PersonActor, sourceById } from '../../access/index.ts';
import { openIntake, receiveDocument, refreshPicture } from '../../flow/index.ts';
import { sealEverything } from '../../ledger/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, decidedReferral, reportAboutKent, sentPackage } from '../test-units.ts';
import { DeskBrowser, lookAt, shoot, sidewaysScroll } from './test-browser.ts';

// From the desk to a police force and back, and the bureau's other pages, in a real browser.

let desk: TestDesk;
let browser: DeskBrowser;
let officers: Record<'kent' | 'essex', PersonActor>;
let at: Record<'waiting' | 'quarantined' | 'package' | 'undecided', string>;

before(async () => {
  desk = await testDesk();
  const { store } = desk.test;
  officers = { kent: await addOfficer(desk, 'kent'), essex: await addOfficer(desk, 'essex') };
  const same = () => reportAboutKent({ username: 'same.person' });
  const source = await sourceById(store, 'platform-one');
  const raw = Buffer.from('{\n  "incidentType": "nonsense"\n}');
  const [held] = await receiveDocument(openIntake(store), source, {
    raw,
    channel: 'api',
    adapter: 'native-json',
  });
  at = {
    package: await sentPackage(desk, 'kent', same()),
    waiting: await decidedReferral(desk),
    undecided: await desk.receive('platform-one', reportAboutKent()),
    quarantined: held!.number,
  };
  await sentPackage(desk, 'essex', same());
  await refreshPicture(store);
  await sealEverything(store, desk.signer);
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

const open = (person: PersonActor, wanted: { javaScript?: boolean; width?: number } = {}) =>
  browser.open({ person, ...wanted });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: false }).first().click();
const mainText = (page: Page) => page.locator('main').innerText();

test('an analyst decides and sends; the unit confirms, opens what is sealed, and records an outcome', async () => {
  const analyst = await open(desk.people.analyst);
  await analyst.goto(`/referrals/${at.undecided}/send`);
  await lookAt(analyst, 'send-undecided');
  await press(analyst, 'Decide now');
  await analyst.locator('input[name=answer]').first().check();
  await press(analyst, 'Record the decision');
  await analyst.goto(`/referrals/${at.undecided}/send`);
  await press(analyst, 'Sign and send');
  assert.match(await analyst.title(), /^There is a problem/);
  await lookAt(analyst, 'send-with-a-fault');
  await analyst.getByLabel('Kent: The suspect').check();
  await press(analyst, 'Sign and send');
  await analyst.getByRole('link', { name: 'Kent' }).waitFor();
  await lookAt(analyst, 'sent');

  const officer = await open(officers.kent);
  await officer.goto('/packages');
  await lookAt(officer, 'packages');
  await officer.getByRole('link', { name: at.undecided }).click();
  await lookAt(officer, 'package');
  await press(officer, 'Confirm receipt');
  await press(officer, 'Open What the sender writes');
  assert.match(await officer.locator('.everydot-opened').innerText(), /Synthetic narrative/);
  await lookAt(officer, 'package-evidence');
  await officer.getByRole('link', { name: 'Back to the package' }).click();
  await officer.getByLabel('Children identified').fill('two');
  await press(officer, 'Record the outcome');
  assert.equal(await officer.getByLabel('Children identified').inputValue(), 'two');
  await lookAt(officer, 'outcome-with-faults');
  await officer.getByRole('link', { name: 'Choose the position' }).click();
  await officer.getByLabel('Arrest').check();
  await officer.getByLabel('Children identified').fill('2');
  await press(officer, 'Record the outcome');
  assert.match(await mainText(officer), /Arrest · 2 children identified/);
  const address = officer.url();

  const stranger = await open(officers.essex);
  assert.equal((await stranger.goto(address))?.status(), 404);
  await lookAt(stranger, 'package-of-another-unit');
});

test('without JavaScript an officer refuses a package, and says whose it is', async () => {
  const page = await open(officers.essex, { javaScript: false });
  await page.goto('/packages');
  await page.locator('main tbody a').first().click();
  await press(page, 'Refuse the package');
  assert.match(await mainText(page), /There is a problem/);
  await page.getByLabel('Not our area').check();
  await page.getByLabel('Which unit is it for?').selectOption('surrey');
  await press(page, 'Refuse the package');
  assert.match(await mainText(page), /Refused\s+Not our area/);
});

test('a question is asked, approved by somebody else, and answered', async () => {
  const page = `/referrals/${at.waiting}/enquiries`;
  const analyst = await open(desk.people.analyst);
  await analyst.goto(page);
  await analyst.getByLabel('Who used this address').check();
  await analyst.getByLabel('IP 192.0.2.77 40123').check();
  await analyst.getByLabel('Type the address or account again').fill('192.0.2.77 1');
  await analyst.getByLabel('Provider').fill('Example Net');
  await analyst.getByLabel('Lawful authority').selectOption('ipa-2016-part-3');
  await press(analyst, 'Ask for approval');
  assert.match(await mainText(analyst), /What you typed is not what you chose/);
  await lookAt(analyst, 'enquiry-with-a-fault');
  await analyst.getByLabel('Type the address or account again').fill('192.0.2.77 40123');
  await press(analyst, 'Ask for approval');
  assert.match(await mainText(analyst), /A supervisor other than the applicant approves it/);

  const supervisor = await open(desk.people.supervisor);
  await supervisor.goto('/enquiries');
  await lookAt(supervisor, 'enquiries');
  await supervisor.getByRole('link', { name: at.waiting }).click();
  await lookAt(supervisor, 'enquiry-to-approve');
  await press(supervisor, 'Approve');
  await supervisor.getByText('What did the provider answer?').click();
  await lookAt(supervisor, 'enquiry-to-answer');
  await press(supervisor, 'Let the simulated provider answer');
  assert.match(await mainText(supervisor), /Answered/);
});

test('a quarantined document is opened, and repaired until it can be read', async () => {
  const page = await open(desk.people.analyst);
  await page.goto('/quarantine');
  await lookAt(page, 'quarantine');
  await page.getByRole('link', { name: at.quarantined }).click();
  await lookAt(page, 'quarantined');
  await press(page, 'Open the document');
  await lookAt(page, 'quarantined-opened');
  await page.getByLabel('Repaired document').fill('{ "incidentType": "other" }');
  await press(page, 'Read the repaired document');
  assert.match(await page.getByLabel('Repaired document').inputValue(), /"other"/);
  await page.getByLabel('What did you change, and why?').fill('a wrong code');
  await press(page, 'Read the repaired document');
  assert.match(await mainText(page), /could be read\. Its referral is open/);
});

const OTHERS = ['/clocks', '/conflicts', '/ledger', '/exposure', '/unrouted', '/picture'];

test('the bureau’s other pages are usable by everybody', async () => {
  const page = await open(desk.people.supervisor);
  for (const path of OTHERS) {
    await page.goto(path);
    await lookAt(page, path.slice(1));
  }
  await page.goto('/picture?period=nothing');
  await lookAt(page, 'picture-bad-period');
  await page.goto('/ledger');
  await press(page, 'Verify the ledger now');
  await lookAt(page, 'ledger-verified');
  const welfare = await open(desk.people['welfare-lead']);
  await welfare.goto('/exposure');
  await lookAt(welfare, 'exposure-of-everybody');
});

/** Every page of this part, for the supervisor. */
const everyPage = () => [
  ...OTHERS,
  '/packages',
  `/packages/${at.package}`,
  '/enquiries',
  `/referrals/${at.waiting}/enquiries`,
  `/referrals/${at.waiting}/send`,
  '/quarantine',
];

test('at 320 pixels no page scrolls sideways, in English or in Welsh; in Welsh each is Welsh', async () => {
  const page = await open(desk.people.supervisor, { width: 320 });
  const english = new Map<string, string>();
  for (const path of everyPage()) {
    await page.goto(path);
    assert.equal(await sidewaysScroll(page), 0, path);
    english.set(path, await page.locator('h1').innerText());
  }
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  for (const path of everyPage()) {
    await page.goto(path);
    assert.equal(await sidewaysScroll(page), 0, path);
    assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
    assert.notEqual(await page.locator('h1').innerText(), english.get(path), path);
    await shoot(page, `welsh${path.replaceAll('/', '-')}`);
  }
});
