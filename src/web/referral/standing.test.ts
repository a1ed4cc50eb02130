import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listValues } from '../../matching/known/test-lists.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';

let desk: TestDesk;
let analyst: Visitor;
let number: string;
const listed = Buffer.from('a1b2c3d4e5f60718293a4b5c6d7e8f900f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex');

before(async () => {
  desk = await testDesk({ samples: false });
  analyst = await desk.visitor(desk.people.analyst);
  await listValues(desk.test.ownerDb, [{ hash: listed, classification: 'B' }], { code: 'hotline-list' });
  const near = Buffer.from(listed);
  near[31]! ^= 0x0f;
  const fresh = Buffer.from(listed).reverse();
  number = await desk.receive('platform-one', {
    incidentType: 'csam-possession-or-distribution',
    files: [listed, near, fresh, null].map((hash) => ({
      hashes: hash === null ? [] : [{ kind: 'pdq', value: hash.toString('hex'), quality: 80 }],
    })),
  });
});
after(() => desk.close());

test('the page says of each file whether it is known, with list, classification and scheme', async () => {
  const { body } = await analyst.get(`/referrals/${number}`);
  const shown = [
    'By hash lists and other referrals',
    'Never seen 1',
    'Known 1',
    '4 of 256 bits differ',
    'Cannot tell 1',
    'Sample list hotline-list (Sample holder): B, by the UK category (from 1 April 2014)',
    '1 of 3 hashed files were never seen and are on no list',
    '2 of 3 hashed files are on hash lists, 1 of them nearly',
  ];
  for (const words of shown) assert.ok(body.includes(words), words);
});

test('in Welsh as well', async () => {
  analyst.cookies.set('everydot-language', 'cy');
  const { body } = await analyst.get(`/referrals/${number}`);
  for (const words of ['Hysbys neu wedi’i weld', 'Erioed wedi’i weld', '4 o 256 did yn wahanol']) {
    assert.ok(body.includes(words), words);
  }
});
