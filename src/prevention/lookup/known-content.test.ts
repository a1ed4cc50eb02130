import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type HashIndex, openHashIndex, parsePdq, pdqDistance } from '../../hashing/index.ts';
import { lookUpVideo } from '../kit/screen-video.ts';
import { type HeldList, type KnownContent, knownContent, type ListedEntry } from './known-content.ts';
import { type Meaning, type Standing, statusOf } from './known-status.ts';

let index: HashIndex;
let known: KnownContent;
before(async () => {
  index = await openHashIndex({ threads: 0, deltaRows: 64 });
  known = knownContent(index);
});
after(() => known.close());

function list(code: string, meaning: Meaning): HeldList {
  return { code, name: code, holder: 'Test bureau', meaning, scheme: 'uk-2014' };
}

function entry(entryId: string, hex: string, more: Partial<ListedEntry> = {}): ListedEntry {
  const kind = hex.length === 64 ? 'pdq' : 'md5';
  const values = [{ kind, hex, quality: undefined } as const];
  return { entryId, media: 'image', classification: null, standing: 'stands', values, ...more };
}

const randomHex = (bytes = 32) => randomBytes(bytes).toString('hex');

/** The same hash with so many bits turned. */
function near(hex: string, bits: number): string {
  const bytes = Buffer.from(hex, 'hex');
  for (let bit = 0; bit < bits; bit += 1) bytes[(bit * 3) % 32]! ^= 1 << (Math.floor((bit * 3) / 32) % 8);
  assert.equal(pdqDistance(parsePdq(hex)!, bytes), bits);
  return bytes.toString('hex');
}

test('finds by PDQ what a comparison with every hash finds, while entries come and go', async () => {
  const held = new Map(Array.from({ length: 300 }, (_, i) => [`e${i}`, randomHex()]));
  const centre = randomHex();
  for (let bits = 1; bits <= 40; bits += 1) held.set(`near${bits}`, near(centre, bits));
  const harmful = list('harmful', 'harmful');
  known.put(
    harmful,
    [...held].map(([id, hex]) => entry(id, hex)),
  );
  for (const gone of ['near7', 'near31', 'e5']) held.delete(gone);
  known.remove('harmful', ['near7', 'near31', 'e5', 'not-there']);
  held.set('near9', near(centre, 30));
  known.put(harmful, [entry('near9', held.get('near9')!)]);
  const queries = [centre, near(centre, 15), ...[...held.values()].slice(0, 10)];
  for (const hash of queries) {
    const expected = [...held]
      .map(([id, hex]) => ({ id, distance: pdqDistance(parsePdq(hash)!, parsePdq(hex)!) }))
      .filter(({ distance }) => distance <= 31);
    const hits = await known.hitsOf({ pdq: { hash, quality: 100 } });
    const found = hits.map(({ entryId, distance }) => ({ id: entryId, distance }));
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    assert.deepEqual(found.sort(byId), expected.sort(byId));
  }
  assert.equal(known.size, held.size);
  known.remove('harmful', [...held.keys()]);
  assert.equal(known.size, 0);
});

test('a hash of low quality is neither looked up nor held', async () => {
  const hash = randomHex();
  known.put(list('low', 'harmful'), [
    entry('good', hash),
    entry('poor', hash, { values: [{ kind: 'pdq', hex: hash, quality: 49 }] }),
  ]);
  assert.deepEqual(await known.hitsOf({ pdq: { hash, quality: 49 } }), []);
  const hits = await known.hitsOf({ pdq: { hash, quality: 50 } });
  assert.deepEqual(
    hits.map(({ entryId }) => entryId),
    ['good'],
  );
  assert.equal(statusOf([], false), 'cannot-tell');
});

test('a video is known by its frames, whole or as a part; other frames of the same quality are not', async () => {
  const frames = (hexes: readonly string[]) =>
    hexes.map((hex, frame) => ({ frame, quality: 90, hash: parsePdq(hex)!, timestampSeconds: frame }));
  const shown = Array.from({ length: 20 }, () => randomHex());
  const values = shown.map((hex) => ({ kind: 'pdq', hex, quality: 90 }) as const);
  known.put(list('videos', 'harmful'), [entry('v', '', { media: 'video', values })]);
  const replay = await lookUpVideo(known, frames(shown.map((hex) => near(hex, 12))));
  assert.equal(replay.status, 'near-known');
  assert.equal(replay.hits[0]!.percentOfKnownFoundInQuery, 100);
  const part = await lookUpVideo(known, frames(shown.slice(0, 5)));
  assert.deepEqual(
    part.hits.map((hit) => [hit.entryId, hit.percentOfQueryFoundInKnown, hit.percentOfKnownFoundInQuery]),
    [['v', 100, 25]],
  );
  const others = [...shown.slice(0, 3), ...Array.from({ length: 17 }, () => randomHex())];
  assert.deepEqual(await lookUpVideo(known, frames(others)), { status: 'not-listed', hits: [] });
  assert.equal((await lookUpVideo(known, [])).status, 'cannot-tell');
  known.remove('videos', ['v']);
});

const cases: [string, { meaning: Meaning; standing?: Standing; hash: 'md5' | 'same' | 'near' }[], string][] =
  [
    ['the same bytes on a harmful list are known', [{ meaning: 'harmful', hash: 'md5' }], 'known'],
    ['a PDQ hash some bits away is near-known', [{ meaning: 'harmful', hash: 'near' }], 'near-known'],
    [
      'a negative list wins over a harmful one',
      [
        { meaning: 'harmful', hash: 'same' },
        { meaning: 'not-of-concern', hash: 'near' },
      ],
      'not-of-concern',
    ],
    [
      'but not where it knows only a similar picture and the harmful list these very bytes',
      [
        { meaning: 'harmful', hash: 'md5' },
        { meaning: 'not-of-concern', hash: 'near' },
      ],
      'known',
    ],
    [
      'an entry that is disputed is not acted on',
      [{ meaning: 'harmful', standing: 'disputed', hash: 'md5' }],
      'disputed',
    ],
    ['nor one in quarantine', [{ meaning: 'harmful', standing: 'quarantined', hash: 'same' }], 'disputed'],
    [
      'held not to be harmful, it is not of concern',
      [{ meaning: 'harmful', standing: 'not-harmful', hash: 'md5' }],
      'not-of-concern',
    ],
    ['what only circulates is said to', [{ meaning: 'meme', hash: 'same' }], 'circulating'],
    ['what nobody lists is on no list', [], 'not-listed'],
  ];
for (const [name, listed, status] of cases) {
  test(name, async () => {
    const md5 = randomHex(16);
    const pdq = randomHex();
    listed.forEach(({ meaning, standing = 'stands', hash }, i) => {
      const hex = { md5, same: pdq, near: near(pdq, 20) }[hash];
      known.put(list(`list-${i}`, meaning), [entry('e', hex, { standing })]);
    });
    const hits = await known.hitsOf({ md5, pdq: { hash: pdq, quality: 90 } });
    assert.equal(hits.length, listed.length);
    assert.equal(statusOf(hits, true), status);
    for (let i = 0; i < listed.length; i += 1) known.remove(`list-${i}`, ['e']);
  });
}
