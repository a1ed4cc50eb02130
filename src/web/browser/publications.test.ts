import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  freezeRelease,
  newRelease,
  refreshPicture,
  renderPublication,
  reviseRelease,
  stepRelease,
} from '../../flow/index.ts';
import { figuresHere } from '../../picture/index.ts';
import { Problem } from '../../shared/problem.ts';
import { memorySigner } from '../../shared/signer.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';
import { textOf } from '../test-units.ts';
import { DeskBrowser, lookAt, shoot } from './test-browser.ts';

// Editions as anybody reads them, without signing in: nothing before they are published, a tombstone after they are withdrawn.

const SLUG = 'assessment-march';
const HERE = `/publications/${SLUG}`;
const PUBLISHING = {
  signer: memorySigner(),
  baseUrl: 'https://bureau.example',
  licence: null,
  contact: null,
  print: null,
};

let desk: TestDesk;
let browser: DeskBrowser;
let anybody: Visitor;
let id = '';
before(async () => {
  desk = await testDesk();
  await refreshPicture(desk.test.store);
  anybody = await desk.visitor();
  ({ id } = await newRelease(source(), desk.people.statistician, {
    title: 'Assessment, March',
    summary: 'There were [[figure receipts-received]] referrals.',
    period: { from: '2026-03-01', to: '2026-03-31' },
    template: 'annual',
    slug: SLUG,
  }));
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

const source = () => ({ store: desk.test.store, figures: figuresHere(desk.test.store.db) });

async function publish(releaseId: string): Promise<void> {
  await freezeRelease(source(), desk.people.statistician, releaseId);
  await stepRelease(desk.test.store, desk.people.supervisor, { releaseId, action: 'publish' });
  await renderPublication(desk.test.store, releaseId, PUBLISHING);
}

test('what is not published is not there for anybody', async () => {
  assert.match(textOf((await anybody.get('/publications')).body), /Nothing has been published yet/);
  await renderPublication(desk.test.store, id, PUBLISHING).catch(() => undefined);
  for (const path of [HERE, `${HERE}/editions/1`, `${HERE}/files/figures.csv`, '/publications/nothing'])
    assert.equal((await anybody.get(path)).statusCode, 404, path);
});

test('a published edition is read without signing in, with its files, in both languages', async () => {
  await publish(id);
  const list = await anybody.get('/publications');
  assert.match(textOf(list.body), /Assessment, March About the time from 1 March 2026 to 31 March 2026/);
  const { statusCode, body } = await anybody.get(HERE);
  assert.equal(statusCode, 200);
  assert.match(textOf(body), /There were 5 \[p\] referrals/);
  assert.match(body, /<a class="figure" href="#figure-receipts-received">5<\/a>/);
  assert.match(body, /id="figure-receipts-received"/);
  assert.doesNotMatch(body, /style="/);
  await anybody.post('/language', { language: 'cy', back: HERE });
  assert.match(textOf((await anybody.get(HERE)).body), /Diffiniadau a dulliau/);
  await anybody.post('/language', { language: 'en', back: HERE });
});

test('a file is what was made at publishing, and is not sent again to whoever has it', async () => {
  const { statusCode, headers, body } = await anybody.get(`${HERE}/files/figures.csv`);
  assert.equal(statusCode, 200);
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(String(headers['cache-control']), /public/);
  assert.match(String(headers['content-disposition']), /attachment; filename="figures\.csv"/);
  assert.match(body, /^id,title,value,shorthand,/);
  const again = await desk.app.inject({
    url: `${HERE}/editions/1/files/figures.csv`,
    headers: { 'if-none-match': String(headers['etag']) },
  });
  assert.equal(again.statusCode, 304);
  assert.equal(again.body, '');
  const head = await desk.app.inject({ method: 'HEAD', url: `${HERE}/files/figures.csv` });
  assert.deepEqual(
    [head.statusCode, head.body, head.headers['content-length'], head.headers['x-content-type-options']],
    [200, '', String(Buffer.byteLength(body)), 'nosniff'],
  );
  for (const name of ['nothing.csv', '..%2Fmanifest.json', 'FIGURES.CSV'])
    assert.equal((await anybody.get(`${HERE}/files/${name}`)).statusCode, 404, name);
  for (const edition of ['0', '1x', '2', '-1', '99999999999999999999'])
    assert.equal((await anybody.get(`${HERE}/editions/${edition}`)).statusCode, 404, edition);
});

test('where no browser could print, the PDF comes later, with a list that names it; a second time changes nothing', async () => {
  const { store } = desk.test;
  const unprinted = { ...PUBLISHING, print: () => Promise.reject(new Problem('print.no-browser')) };
  assert.deepEqual(await renderPublication(store, id, unprinted), { isWhole: false });
  const pdf = `${HERE}/files/${SLUG}-edition-1.pdf`;
  assert.equal((await anybody.get(pdf)).statusCode, 404);
  const printing = { ...PUBLISHING, print: async () => Buffer.from('%PDF-1.7') };
  for (let i = 0; i < 2; i++)
    assert.deepEqual(await renderPublication(store, id, printing), { isWhole: true });
  assert.equal((await anybody.get(pdf)).body, '%PDF-1.7');
  const { files } = (await anybody.get(`${HERE}/files/manifest.json`)).json() as {
    files: { name: string }[];
  };
  assert.deepEqual(
    files.filter(({ name }) => name.endsWith('.pdf')).map(({ name }) => name),
    [`${SLUG}-edition-1.pdf`, `${SLUG}-edition-1.cy.pdf`],
  );
  const body = (await anybody.get(HERE)).body;
  assert.equal(body.split('/files/manifest.json"').length, 2);
});

test('one address that asks without end is told to wait; others read on', async () => {
  const ask = async (remoteAddress: string) =>
    (await desk.app.inject({ url: '/publications/style.css', remoteAddress })).statusCode;
  for (let i = 0; i < 300; i++) assert.equal(await ask('203.0.113.9'), 200);
  assert.equal(await ask('203.0.113.9'), 429);
  assert.equal(await ask('203.0.113.10'), 200);
});

test('the pages have no accessibility faults, fit a narrow window and 200 % zoom, and fetch nothing from elsewhere', async () => {
  browser = await DeskBrowser.at(desk);
  const page = await browser.open({ width: 320 });
  await page.goto('/publications');
  await lookAt(page, 'publications-list');
  await page.goto(HERE);
  await lookAt(page, 'publications-edition-320');
  await page.setViewportSize({ width: 1280, height: 900 });
  await shoot(page, 'publications-edition');
});

test('a later edition stands in its place; a withdrawn one says so and why, and gives no file', async () => {
  const { id: second } = await reviseRelease(desk.test.store, desk.people.statistician, {
    releaseId: id,
    note: 'A return came late.',
  });
  await publish(second);
  assert.match(textOf((await anybody.get(HERE)).body), /A return came late/);
  assert.match(textOf((await anybody.get(`${HERE}/editions/1`)).body), /There is a later edition/);
  const { store } = desk.test;
  await stepRelease(store, desk.people.supervisor, {
    releaseId: second,
    action: 'withdraw',
    note: 'Counted twice.',
  });
  const latest = await anybody.get(HERE);
  assert.match(textOf(latest.body), /Edition 2 was withdrawn\. This is the edition before it/);
  const gone = await anybody.get(`${HERE}/editions/2`);
  assert.equal(gone.statusCode, 410);
  assert.match(textOf(gone.body), /was withdrawn .*Why Counted twice\./);
  assert.doesNotMatch(textOf(gone.body), /There were 5/);
  assert.equal((await anybody.get(`${HERE}/editions/2/files/figures.csv`)).statusCode, 410);
  assert.equal((await anybody.get(`${HERE}/files/figures.csv`)).statusCode, 200);
});
