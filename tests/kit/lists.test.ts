import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { addPerson, type PersonActor } from '../../src/access/index.ts';
import {
  createHashList,
  decideGradingOf,
  deriveReferrals,
  gradeContent,
  grantHashList,
  openIntake,
  publishHashList,
  receiveDocument,
  withdrawOwnEntry,
} from '../../src/flow/index.ts';
import { type Kit, type KitOptions, openKit } from '../../src/prevention/index.ts';
import { hashContent } from '../../src/prevention/kit/screen-pictures.ts';
import { findReferral } from '../../src/referral/index.ts';
import { memorySigner } from '../../src/shared/signer.ts';
import { type TestBureau, testBureau } from './test-bureau.ts';

// The bureau's own list, from its people to a platform's lookups.

const SYSTEM = { kind: 'system', part: 'test' } as const;
const signer = memorySigner();
let bureau: TestBureau;
let folder: string;
let first: PersonActor;
let second: PersonActor;
let token: string;
let referralId: string;
let pictures: Buffer[];
const kits: Kit[] = [];

before(async () => {
  bureau = await testBureau();
  folder = await mkdtemp(path.join(tmpdir(), 'kit-lists-'));
  const { store } = bureau;
  const person = (name: string) =>
    addPerson(store.db, { name, roles: ['analyst', 'supervisor'], compartment: null });
  first = await person('First');
  second = await person('Second');
  token = await bureau.platform('live');
  pictures = await Promise.all([3, 5, 7].map(waves));
  referralId = await refer(pictures);
  const facts = { name: 'Our list', holder: 'The bureau', country: 'GB', handling: null, contact: null };
  await createHashList(store, SYSTEM, {
    ...facts,
    code: 'ours',
    meaning: 'harmful',
    scheme: 'uk-abc',
    own: true,
  });
  await grantHashList(store, SYSTEM, { list: 'ours', sourceId: 'live' });
});
after(async () => {
  for (const kit of kits) await kit.close();
  await bureau.close();
  await rm(folder, { recursive: true });
});

/** Neutral: waves of several lengths. */
async function waves(seed: number): Promise<Buffer> {
  const value = (x: number, y: number) =>
    40 * Math.sin(x / (seed * 4) + y / 31) +
    35 * Math.cos(y / (seed * 2)) +
    30 * Math.sin((x * y) / (seed * 900));
  const raw = Buffer.from(Array.from({ length: 256 * 256 }, (_, i) => 128 + value(i % 256, i >> 8)));
  return sharp(raw, { raw: { width: 256, height: 256, channels: 1 } })
    .png()
    .toBuffer();
}

async function refer(contents: readonly Buffer[]): Promise<string> {
  const files = await Promise.all(
    contents.map(async (content) => {
      const { md5, pdq } = await hashContent(content);
      assert.ok(pdq!.quality >= 50);
      return {
        hashes: [
          { kind: 'md5', value: md5 },
          { kind: 'pdq', value: pdq!.hash, quality: pdq!.quality },
        ],
      };
    }),
  );
  const raw = Buffer.from(JSON.stringify({ incidentType: 'csam-possession-or-distribution', files }));
  const sender = { id: 'live', name: 'live', kind: 'platform', reliability: '2' } as never;
  const [receipt] = await receiveDocument(openIntake(bureau.store), sender, { raw, channel: 'api' });
  await deriveReferrals(bureau.store, [receipt!.id]);
  return findReferral(bureau.store.db, receipt!.number);
}

async function list(position: number): Promise<number> {
  const file = { list: 'ours', referralId, position, classification: 'A', media: 'image' } as const;
  const gradingId = await gradeContent(bureau.store, first, file);
  return (await decideGradingOf(bureau.store, second, { gradingId, decision: 'confirmed' }))!;
}

async function opened(name: string, more: Partial<KitOptions> & { key?: string } = {}) {
  const troubles: string[] = [];
  const kit = await openKit({
    platform: { code: 'live', name: 'Live' },
    bureau: { url: bureau.url, token, publicKey: more.key ?? signer.publicKey.toString('hex') },
    dataFolder: path.join(folder, name),
    lists: { follow: ['ours'] },
    onTrouble: ({ why }) => troubles.push(why),
    ...more,
  });
  kits.push(kit);
  return { kit, troubles };
}

const statuses = (kit: Kit) =>
  Promise.all(pictures.map(async (picture) => (await kit.screenPicture(picture)).status));

test('a platform finds what the bureau lists, reports it once, and no longer finds what is withdrawn', async () => {
  const { store } = bureau;
  const entry = await list(0);
  await publishHashList(store, first, { list: 'ours', signer });
  const { kit, troubles } = await opened('one');
  assert.deepEqual(await statuses(kit), ['known', 'not-listed', 'not-listed']);
  const again = await sharp(pictures[0]).jpeg({ quality: 70 }).toBuffer();
  const near = await kit.screenPicture(again);
  assert.ok(near.hits.length > 0 && near.hits.every(({ kind }) => kind === 'pdq'));
  const before = await bureau.referralsOf('live');
  for (let times = 0; times < 3; times += 1) {
    await kit.screenPicture(pictures[0]!, { file: 'upload-1', account: 'account-1' });
  }
  await kit.reports.idle();
  assert.equal(await bureau.referralsOf('live'), before + 1);

  await withdrawOwnEntry(store, first, entry);
  await list(1);
  await publishHashList(store, first, { list: 'ours', signer });
  await kit.lists.refresh();
  assert.deepEqual(await statuses(kit), ['not-listed', 'known', 'not-listed']);
  assert.deepEqual(troubles, []);
  await kit.close();
});

test('after a restart without the bureau the lists are still there', async () => {
  const { kit, troubles } = await opened('one', {
    bureau: { url: 'http://127.0.0.1:1', token, publicKey: signer.publicKey.toString('hex') },
  });
  assert.deepEqual(await statuses(kit), ['not-listed', 'known', 'not-listed']);
  assert.equal(troubles.length, 1);
  await kit.close();
});

test('a list that another key signed, or that is not granted, is not used, and the kit says so', async () => {
  const wrong = await opened('two', { key: memorySigner().publicKey.toString('hex') });
  assert.deepEqual(wrong.troubles, ['prevention.list-signature-wrong']);
  assert.deepEqual(await statuses(wrong.kit), ['not-listed', 'not-listed', 'not-listed']);
  await wrong.kit.close();
  const stranger = await bureau.platform('stranger');
  const refused = await opened('three', {
    bureau: { url: bureau.url, token: stranger, publicKey: signer.publicKey.toString('hex') },
  });
  assert.deepEqual(refused.troubles, ['prevention.bureau-refused']);
  assert.equal(refused.kit.status().knownValues, 0);
  await refused.kit.close();
});
