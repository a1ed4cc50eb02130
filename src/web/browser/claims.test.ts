import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { zipSync } from 'fflate';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';
import { accessibilityFaults, DeskBrowser, lookAt, shoot } from './test-browser.ts';

// What others say: claims, series and releases beside the picture.

let desk: TestDesk;
let browser: DeskBrowser;
before(async () => {
  desk = await testDesk({ samples: false });
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

const CLAIM = {
  topic: 'distributors',
  statement: '40,000 people share such images.',
  value: '40,000',
  unit: 'people',
  saidBy: 'Somebody else',
  saidOn: '2014-05',
  document: 'A report, page 3',
  knownFrom: 'document',
  period: '2013',
  method: 'A survey',
  caveats: 'The question was a wide one.\nFew answered.',
};

test('a claim is added, contradicts another, is corrected, checked and withdrawn, and nothing is overwritten', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  await visitor.get('/picture/claims/add');
  const added = await visitor.post('/picture/claims/add', CLAIM);
  assert.equal(added.headers.location, '/picture/claims/distributors-1?done=stated');
  const page = '/picture/claims/distributors-1';
  const first = textOf((await visitor.get(`${page}?done=stated`)).body);
  assert.match(first, /40,000 people Said by Somebody else Said 2014-05/);
  assert.match(first, /Does not agree with 50,000 people share indecent images of children/);
  assert.match(first, /They give different values for the same thing/);

  await visitor.get(`${page}/correct`);
  const unexplained = await visitor.post(`${page}/correct`, { ...CLAIM, shown: '1', value: '41000' });
  assert.equal(unexplained.statusCode, 422);
  assert.match(textOf(unexplained.body), /Why: Enter this/);
  await visitor.post(`${page}/correct`, {
    ...CLAIM,
    shown: '1',
    value: '41000',
    reason: 'The page was re-read',
  });
  await visitor.post(`${page}/review`, { shown: '2' });
  const history = textOf((await visitor.get(page)).body);
  assert.match(history, /3 Checked: it stands .* 2 Corrected Changed: Value .* The page was re-read/);
  assert.match(history, /41,000 people .* 1 Stated .* 40,000 people/);

  await visitor.post(`${page}/withdraw`, { shown: '3', reason: 'It was about another country' });
  const register = textOf((await visitor.get('/picture/claims')).body);
  assert.match(register, /Withdrawn claims 40,000 people share such images/);
  assert.equal((await visitor.post(`${page}/review`)).statusCode, 409);
  const acts = await rows(
    desk.test.ownerDb,
    sql<{ action: string }>`select action from ledger_entry where action like '%-claim' order by id`,
  );
  assert.deepEqual(
    acts.map(({ action }) => action),
    ['state-claim', 'correct-claim', 'review-claim', 'withdraw-claim'],
  );
});

test('of two people who correct one claim the second is shown what the first made of it, and loses no word', async () => {
  const [one, two] = [await visitorAs(desk, 'statistician'), await visitorAs(desk, 'statistician')];
  await one.get('/picture/claims/add');
  const { headers } = await one.post('/picture/claims/add', { ...CLAIM, topic: 'hidden-site-files' });
  const page = headers.location!.replace('?done=stated', '');
  const seen = shownIn((await one.get(`${page}/correct`)).body);
  await two.get(`${page}/correct`);
  const theirs = { ...CLAIM, topic: 'hidden-site-files', reason: 'Re-read' };
  await one.post(`${page}/correct`, { ...theirs, shown: seen, statement: 'First said so.' });
  const late = { ...theirs, shown: seen, statement: 'Second said so.' };
  const refused = await two.post(`${page}/correct`, late);
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /changed this claim meanwhile.*It now says: First said so\./);
  assert.match(refused.body, /Second said so\./);
  for (const act of ['review', 'withdraw'])
    assert.match(
      textOf((await two.post(`${page}/${act}`, { shown: seen, reason: 'Old' })).body),
      /changed this claim meanwhile/,
    );
  assert.match((await two.get(page)).body, /First said so\./);
  await two.post(`${page}/correct`, { ...late, shown: shownIn(refused.body) });
  assert.match(textOf((await two.get(page)).body), /Second said so\..*First said so\./);
});

/** The version that a form was filled from. */
function shownIn(body: string): string {
  return /name="shown" value="(\d+)"/.exec(body)![1]!;
}

test('a claim about groups of people is refused without who was counted and the share not recorded', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  await visitor.get('/picture/claims/add');
  const ofGroups = { ...CLAIM, topic: 'ethnicity-of-offenders', value: '', unit: 'people' };
  const { statusCode, body } = await visitor.post('/picture/claims/add', ofGroups);
  assert.equal(statusCode, 422);
  assert.match(body, /href="#coverage"/);
  assert.match(textOf(body), /must say for which share it was not recorded/);
  assert.match(body, /A survey/);
  const told = { ...ofGroups, coverage: '31 of 43 forces, 2012', shareNotRecorded: '38 %' };
  const { headers } = await visitor.post('/picture/claims/add', told);
  assert.match(textOf((await visitor.get(headers.location!)).body), /38 % of those counted/);
});

test('signs that a database cannot hold break nothing, and a reason is kept whole or refused', async () => {
  const visitor = await visitorAs(desk, 'statistician');
  await visitor.get('/picture/claims/add');
  const odd = { ...CLAIM, topic: 'other', statement: 'A sign \0 of nothing' };
  const { headers, statusCode } = await visitor.post('/picture/claims/add', odd);
  assert.deepEqual([statusCode, headers.location], [303, '/picture/claims/other-1?done=stated']);
  const page = '/picture/claims/other-1';
  const long = await visitor.post(`${page}/withdraw`, { shown: '1', reason: 'x'.repeat(1_001) });
  assert.deepEqual([long.statusCode, /1,000 characters/.test(long.body)], [422, true]);
  assert.equal(
    (await visitor.post(`${page}/withdraw`, { shown: '1', reason: `\0${'x'.repeat(1_000)}` })).statusCode,
    303,
  );
  assert.match((await visitor.get(page)).body, /x{1000}/);
  assert.equal((await visitor.post('/picture/claims/%00/review')).statusCode, 404);
});

test('whoever sees the picture reads the pages; only a strategic analyst changes them', async () => {
  const auditor = await visitorAs(desk, 'auditor');
  for (const path of [
    '/picture/claims',
    '/picture/claims/kirat-overall',
    '/picture/outside',
    '/picture/global',
  ])
    assert.equal((await auditor.get(path)).statusCode, 200, path);
  assert.doesNotMatch((await auditor.get('/picture/claims')).body, /claims\/add/);
  assert.equal((await auditor.get('/picture/claims/add')).statusCode, 403);
  assert.equal((await auditor.post('/picture/claims/add', CLAIM)).statusCode, 403);
  assert.equal(
    (await auditor.post('/picture/outside/ncmec-world/withdraw', { reason: 'x' })).statusCode,
    403,
  );
  assert.equal((await auditor.get('/picture/claims/none')).statusCode, 404);
  assert.equal((await auditor.get('/picture/outside/none')).statusCode, 404);
  assert.equal((await (await visitorAs(desk, 'administrator')).get('/picture/claims')).statusCode, 403);
});

const FORM = '--x\r\ncontent-disposition: form-data; name="files"; filename="a.zip"\r\n\r\nPK\r\n--x--\r\n';

function sendForm(
  cookies: Record<string, string>,
  payload: string,
  type = 'multipart/form-data; boundary=x',
) {
  const headers = { 'content-type': type };
  return desk.app.inject({ method: 'POST', url: '/picture/global', cookies, headers, payload });
}

test('a form that breaks off or is none is refused as such, and is no bug of ours', async () => {
  const cookies = Object.fromEntries((await visitorAs(desk, 'statistician')).cookies);
  for (const [payload, type] of [
    [FORM.slice(0, -20), undefined],
    ['--x\r\nno header at all\r\n\r\nPK\r\n--x--\r\n', undefined],
    [FORM, 'multipart/form-data'],
  ] as const) {
    const answer = await sendForm(cookies, payload, type);
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${answer.statusCode} for ${payload}`);
  }
});

test('of a stranger, and without the token of the session, no file is taken', async () => {
  const send = (cookies: Record<string, string>) => sendForm(cookies, FORM);
  const stranger = await send({});
  assert.deepEqual([stranger.statusCode, stranger.headers.location], [303, '/sign-in']);
  for (const role of ['auditor', 'statistician'] as const)
    assert.equal(
      (await send(Object.fromEntries((await visitorAs(desk, role)).cookies))).statusCode,
      403,
      role,
    );
});

test('a file is taken in with a browser, by keyboard too, and what is amiss with it is told with its line', async () => {
  browser = await DeskBrowser.at(desk);
  const page = await browser.open({
    person: desk.people.statistician,
  });
  await page.goto('/picture/outside/import');
  const choose = (text: string) =>
    page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('year,reports\n2011,100\n2012,oops\n');
  await page.getByLabel('Short name').fill('survey');
  await page.getByText('Names of the columns').click();
  await page.getByLabel('Period column').fill('year');
  await page.getByLabel('Value column').fill('reports');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  assert.match((await page.getByRole('alert').textContent())!, /Line 3: reports: it is no number/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await choose('year,reports\n2011,100\n2012,167\n');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  assert.match((await page.getByRole('alert').textContent())!, /Publisher: Enter this/);
  for (const [label, text] of Object.entries({
    Title: 'Reports of a survey',
    About: 'Nowhere',
    Publisher: 'Nobody',
    Licence: 'CC0 1.0',
    Source: 'A page',
    'Retrieved on': '2026-03-01',
    Unit: 'reports',
    Definition: 'Invented',
  }))
    await page.getByLabel(label, { exact: true }).fill(text);
  await choose('year,reports\n2011,100\n2012,167\n');
  await page.getByRole('button', { name: 'Import', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/picture/outside/survey?done=imported');
  assert.match((await page.locator('main').textContent())!, /Up by about two thirds \(67 %\)/);
});

/** A data package with one figure, as another country may publish it. */
function packageOf(country: string, value: number): Buffer {
  const description = {
    contributors: [{ title: country, roles: ['publisher'] }],
    resources: [{ name: 'figures', path: 'figures.csv' }],
  };
  const figures = `id,title,value,unit,definition,counted_in,period_from,period_to\nreports,Reports,${value},reports,What came in,records,2012-01-01,2012-12-31\n`;
  return Buffer.from(
    zipSync({
      'datapackage.json': Buffer.from(JSON.stringify(description)),
      'figures.csv': Buffer.from(figures),
    }),
  );
}

test('releases of two countries are added, compared and left out again', async () => {
  const page = await browser.open({ person: desk.people.statistician });
  await page.goto('/picture/global');
  const files = [packageOf('A', 10), packageOf('B', 5), Buffer.from('no package')].map((buffer, i) => ({
    name: `${i}.zip`,
    mimeType: 'application/zip',
    buffer,
  }));
  await page.getByLabel('Data packages').setInputFiles(files);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  assert.match((await page.getByRole('alert').textContent())!, /Package 3 is refused/);
  assert.match((await page.locator('main').textContent())!, /All agree\s+15 together: A, B/);
  await shoot(page, 'global');
  const zip = await page.request.get('/picture/global/comparison.zip');
  assert.equal((await zip.body()).toString('latin1', 0, 2), 'PK');
  await page.getByRole('button', { name: /^Leave out.*B$/ }).click();
  assert.doesNotMatch((await page.locator('main').textContent())!, /together/);
});

test('the pages can be used by everybody, wide and narrow', async () => {
  for (const [width, paths] of [
    [1280, ['claims']],
    [320, ['claims/kirat-overall', 'claims/add', 'outside/survey', 'global']],
  ] as const) {
    const page = await browser.open({
      person: desk.people.statistician,
      width,
    });
    for (const path of paths) {
      await page.goto(`/picture/${path}`);
      await lookAt(page, `${path.replace('/', '-')}-${width}`);
    }
  }
});
