import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, afterEach, before, test } from 'node:test';
import { createHashList, giveOpinion, importHashList } from '../../flow/index.ts';
import { exactValues, listingsOf } from '../../matching/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { DeskBrowser, lookAt } from './test-browser.ts';

// Hash lists and lookups in a real browser: looked through and decided without JavaScript.

const SYSTEM = { kind: 'system', part: 'test' } as const;
const md5 = createHash('md5').update('a file').digest('hex');

let desk: TestDesk;
let browser: DeskBrowser;
let paths: Record<string, string>;

before(async () => {
  desk = await testDesk({ samples: false });
  const { store } = desk.test;
  const list = {
    holder: 'Somebody',
    meaning: 'harmful',
    country: 'GB',
    handling: null,
    contact: null,
  } as const;
  const scheme = 'uk-abc' as const;
  await createHashList(store, SYSTEM, { ...list, scheme, code: 'theirs', name: 'Their list', own: false });
  await createHashList(store, SYSTEM, { ...list, scheme, code: 'ours', name: 'Our list', own: true });
  const open = () => Readable.from([Buffer.from(`kind,value,classification\nmd5,${md5},A\nmd5,bad,A\n`)]);
  const { importId } = await importHashList(store, SYSTEM, { list: 'theirs', open });
  const [value] = await exactValues(store.db, [{ kind: 'md5', hex: md5 }]);
  const { entryId } = (await listingsOf(store.db, [value!.id])).get(value!.id)![0]!;
  const number = await desk.receive('platform-one', {
    schemaVersion: '1',
    incidentType: 'csam-possession-or-distribution',
    files: [{ hashes: [{ kind: 'md5', value: md5 }] }],
  });
  await giveOpinion(store, desk.people.analyst, { entryId, opinion: 'negative', reason: 'innocent' });
  await lookedUp(value!.id);
  paths = {
    overview: '/hash-lists',
    list: '/hash-lists/theirs',
    own: '/hash-lists/ours',
    import: `/hash-lists/imports/${importId}`,
    disputes: '/hash-lists/disputes',
    entry: `/hash-lists/entries/${entryId}`,
    gradings: '/hash-lists/gradings',
    lookups: '/lookups',
    files: `/referrals/${number}/list-files`,
  };
  browser = await DeskBrowser.at(desk);
});
afterEach(() => browser?.closeWindows());
after(async () => {
  await browser?.close();
  await desk?.close();
});

/** A sender that probed, a value that flooded, and a day of lookups. */
async function lookedUp(valueId: number): Promise<void> {
  const { ownerDb } = desk.test;
  await rows(
    ownerDb,
    sql`insert into lookup_alert (id, source_id, value_id, action, raised_at, queries, hits, misses)
        values (${newId()}, 'platform-one', ${valueId}, 'suspended', now(), 20, 9, 11)`,
  );
  await rows(
    ownerDb,
    sql`insert into value_quarantine (id, value_id, source_id, held_at, hits, allowed)
        values (${newId()}, ${valueId}, 'platform-one', now(), 2000, 1000)`,
  );
  await rows(ownerDb, sql`insert into lookup_tally values ('platform-one', '2026-03-01', ${valueId}, 30)`);
}

test('every page of hash lists can be used by everybody, wide and narrow, in both languages', async () => {
  for (const width of [1280, 360, 320]) {
    const page = await browser.open({
      person: desk.people.supervisor,
      width,
    });
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path);
      await lookAt(page, `lists-${name}-${width}`);
    }
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.goto(paths['disputes']!);
    assert.equal(await page.locator('h1').innerText(), 'Cofnodion mewn anghydfod');
  }
});

test('without JavaScript a supervisor reviews a disputed entry and decides', async () => {
  const page = await browser.open({
    person: desk.people.supervisor,
    javaScript: false,
  });
  await page.goto(paths['disputes']!);
  await page.getByRole('link', { name: /^Review/ }).click();
  await page.getByRole('button', { name: 'Decide' }).click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Choose a decision/);
  await page.getByLabel('The entry stands').check();
  await page.getByLabel('The list’s holder confirmed the entry').check();
  await page.getByRole('button', { name: 'Decide' }).click();
  assert.match(await page.locator('main').innerText(), /No dispute waits for a decision/);
});
