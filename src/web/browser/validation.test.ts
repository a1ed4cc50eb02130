import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { acknowledgePackage, recordOutcome } from '../../flow/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, reportAboutKent, sentPackage, textOf, visitorAs } from '../test-units.ts';
import { DeskBrowser, lookAt } from './test-browser.ts';

// What became of cases, held against what was said of them: the pages, the report and the rows.

const PATH = '/validation/policy-suspect-risk/2026-12';
/** Of each kind of outcome one more than the fewest that give figures. */
const EACH = 11;
const DAY_MS = 86_400_000;

let desk: TestDesk;
let browser: DeskBrowser;
before(async () => {
  desk = await testDesk({ samples: false });
  const officer = await addOfficer(desk, 'kent');
  const packages: string[] = [];
  for (let i = 0; i < EACH * 2; i += 1) {
    const report = {
      ...reportAboutKent(),
      facts: { distribution: 'yes', priorOffending: i % 3 === 0 ? 'yes' : 'no' },
    };
    const packageId = await sentPackage(desk, 'kent', report);
    packages.push(packageId);
  }
  desk.test.store.clock.set(new Date(desk.test.store.clock.now().getTime() + DAY_MS));
  for (const [i, packageId] of packages.entries()) {
    await acknowledgePackage(desk.test.store, officer, { packageId });
    const contactAbuseFound = i % 2 === 0 ? 'yes' : 'no';
    await recordOutcome(desk.test.store, officer, { packageId, status: 'ongoing', contactAbuseFound });
  }
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

test('every version is listed with how much can be said of it', async () => {
  const { statusCode, body } = await (await visitorAs(desk, 'statistician')).get('/validation');
  assert.equal(statusCode, 200);
  assert.match(textOf(body), /Suspect risk by policy/);
  assert.match(textOf(body), /Little: under 100 of one kind/);
  const other = await (await visitorAs(desk, 'auditor')).get('/validation?outcome=arrest-or-conviction');
  assert.match(textOf(other.body), /Nothing yet: too few outcomes/);
  assert.doesNotMatch(textOf(other.body), /Little: under/);
});

test('a version has its figures with intervals, at the local base rate, and what they do not say', async () => {
  const { body } = await (await visitorAs(desk, 'statistician')).get(`${PATH}?baseRate=5`);
  const text = textOf(body);
  for (const said of [
    /Area under the curve \(DeLong\)/,
    /5\.0 % \(local\)/,
    /97\.6 % and 62\.3 % give 78\.3 %/,
    /development sample, cut-off not published/,
    /does not predict what anybody will do/,
    /Who was looked into/,
  ])
    assert.match(text, said);
  assert.ok(body.match(/<svg/g)!.length >= 1);
  assert.doesNotMatch(text, /NaN|undefined|Infinity/);
  const welsh = await visitorAs(desk, 'statistician');
  await welsh.get(PATH);
  await welsh.post('/language', { language: 'cy', back: PATH });
  assert.match(textOf((await welsh.get(PATH)).body), /Adroddiad dilysu/);
});

test('a base rate that is none is told beside the field', async () => {
  for (const typed of ['0', '100', 'five', '-3']) {
    const { body } = await (await visitorAs(desk, 'supervisor')).get(`${PATH}?baseRate=${typed}`);
    assert.match(textOf(body), /Enter a number above 0 and below 100/, typed);
  }
});

test('the report is handed out as one page that needs nothing else', async () => {
  const { headers, body } = await (await visitorAs(desk, 'auditor')).get(`${PATH}/report.html?baseRate=5`);
  assert.match(String(headers['content-disposition']), /policy-suspect-risk-2026-12\.html/);
  assert.match(body, /<html lang="en">/);
  assert.doesNotMatch(body, /(src|href)="http/);
});

test('rows leave for a stated purpose only, under pseudonyms, and on record', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  await visitor.get(PATH);
  const refused = await visitor.post(`${PATH}/extract`, { outcome: 'contact-abuse' });
  assert.match(textOf(refused.body), /Choose what the rows are for/);
  const taken = await visitor.post(`${PATH}/extract`, { outcome: 'contact-abuse', purpose: 'statistics' });
  assert.match(String(taken.headers['content-type']), /text\/csv/);
  const lines = taken.body.trim().split('\n');
  assert.equal(lines.length, EACH * 2 + 1);
  assert.match(lines[1]!, /^[0-9a-f]{16},\d{4}-\d{2},/);
  assert.match(
    textOf((await visitor.get(PATH)).body),
    /Rows taken so far .* Research for the national picture 22/,
  );
  const again = await visitor.post(`${PATH}/extract`, { outcome: 'contact-abuse', purpose: 'statistics' });
  const names = (body: string) =>
    new Set(
      body
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    );
  const second = names(again.body);
  assert.ok([...names(taken.body)].every((name) => !second.has(name)));
});

test('the pages are for whoever audits instruments; an auditor takes no rows; an unknown version is none', async () => {
  assert.equal((await (await visitorAs(desk, 'analyst')).get('/validation')).statusCode, 403);
  const auditor = await visitorAs(desk, 'auditor');
  assert.doesNotMatch(textOf((await auditor.get(PATH)).body), /Take the rows/);
  assert.equal((await auditor.post(`${PATH}/extract`, { purpose: 'statistics' })).statusCode, 403);
  assert.equal((await auditor.get('/validation/none/1')).statusCode, 404);
});

test('the pages can be used by everybody, wide and narrow, in both languages', async () => {
  browser = await DeskBrowser.at(desk);
  for (const width of [1280, 320]) {
    const page = await browser.open({ person: desk.people.statistician, width });
    for (const [name, path] of Object.entries({ list: '/validation', version: `${PATH}?baseRate=5` })) {
      await page.goto(path);
      await lookAt(page, `validation-${name}-${width}`);
      await page.getByRole('button', { name: 'Cymraeg' }).click();
      await lookAt(page, `validation-${name}-${width}-welsh`);
      await page.getByRole('button', { name: 'English' }).click();
    }
  }
});

test('the report prints as a tagged PDF, which a screen reader can find its way in', async () => {
  const answer = await (await visitorAs(desk, 'supervisor')).get(`${PATH}/report.pdf`);
  assert.equal(answer.headers['content-type'], 'application/pdf');
  const raw = answer.rawPayload.toString('latin1');
  assert.match(raw, /^%PDF-/);
  assert.match(raw, /StructTreeRoot/);
  assert.match(raw, /Marked true/);
});
