import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { scanIndex } from '../../hashing/index.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { memorySigner, type Signer } from '../../shared/signer.ts';
import { heldLists } from './held-lists.ts';
import { type KnownContent, knownContent } from './known-content.ts';
import { checkManifest } from './release-manifest.ts';

let folder: string;
let signer: Signer;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'releases-'));
  signer = memorySigner();
});
after(() => rm(folder, { recursive: true }));

const pdq = (n: number) => String(n).padStart(64, '0');

function indicators(ids: readonly number[], opinion = 2): string[] {
  return ids.map((n) =>
    JSON.stringify({
      id: `e${n}:pdq`,
      entry: `e${n}`,
      type: 'HASH_PDQ',
      indicator: pdq(n),
      media: 'image',
      classification: 'A',
      scheme: 'uk-2014',
      opinion,
    }),
  );
}

async function release(number: number, lines: readonly string[], more: object = {}) {
  const file = path.join(folder, `${number}-${Math.random()}.json`);
  const text = `{"list":{"list":"national"},\n"data":[\n${lines.join(',\n')}\n]}\n`;
  await writeFile(file, text);
  const json = { sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) };
  const unsigned = {
    list: 'national',
    name: 'National list',
    holder: 'Test bureau',
    meaning: 'harmful',
    scheme: 'uk-2014',
    number,
    entries: lines.length,
    formats: { json },
    keyId: signer.keyId,
    publicKey: signer.publicKey.toString('hex'),
    ...more,
  };
  const signature = signer
    .sign(Buffer.from(`everydot-hash-list-release\n${canonicalJson(unsigned)}`))
    .toString('hex');
  return { file, manifest: { ...unsigned, signature } };
}

async function isKnown(known: KnownContent, n: number): Promise<boolean> {
  return (await known.hitsOf({ pdq: { hash: pdq(n), quality: 100 } })).some(
    ({ entryId }) => entryId === `e${n}`,
  );
}

test('a further release changes what it changes: added entries are found, withdrawn ones are not', async () => {
  const known = knownContent(scanIndex());
  const lists = heldLists(known);
  const first = await release(1, indicators([1, 2, 3]));
  await lists.take(checkManifest(first.manifest, signer.publicKey), first.file);
  const second = await release(2, [...indicators([2]), ...indicators([3], 3), ...indicators([4])]);
  const taken = await lists.take(checkManifest(second.manifest, signer.publicKey), second.file);
  assert.deepEqual(taken, { changed: 2, gone: 1 });
  assert.deepEqual(await Promise.all([1, 2, 4].map((n) => isKnown(known, n))), [false, true, true]);
  const near = await known.hitsOf({ pdq: { hash: pdq(3), quality: 100 } });
  assert.equal(near.find(({ entryId }) => entryId === 'e3')!.standing, 'disputed');
  assert.deepEqual(
    lists.status().map(({ list, release: number, entries }) => [list, number, entries]),
    [['national', 2, 3]],
  );
});

test('a manifest that was changed, or signed with another key, is refused', async () => {
  const { manifest } = await release(1, indicators([1]));
  const wrong = { code: 'prevention.list-signature-wrong' };
  assert.throws(() => checkManifest({ ...manifest, number: 2 }, signer.publicKey), wrong);
  assert.throws(() => checkManifest({ ...manifest, meaning: 'meme' }, signer.publicKey), wrong);
  assert.throws(() => checkManifest(manifest, memorySigner().publicKey), wrong);
  assert.throws(() => checkManifest(manifest, undefined), wrong);
  assert.throws(() => checkManifest({ list: 'x' }, signer.publicKey), { code: 'prevention.list-invalid' });
});

test('a file that is not the one that was signed changes nothing', async () => {
  const known = knownContent(scanIndex());
  const { file, manifest } = await release(1, indicators([1, 2]));
  const other = await release(2, indicators([1, 2, 3]));
  const invalid = { code: 'prevention.list-invalid' };
  const checked = checkManifest(manifest, signer.publicKey);
  await assert.rejects(heldLists(known).take(checked, other.file), invalid);
  await writeFile(file, `{"list":{},\n"data":[\n{"id": not JSON\n]}\n`);
  await assert.rejects(heldLists(known).take(checked, file), invalid);
  assert.equal(known.size, 0);
});
