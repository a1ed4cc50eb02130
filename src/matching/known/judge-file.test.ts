import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Listing } from '../lists/listings.ts';
import { type Hit, judgeFile, KNOWN_STATUSES, type KnownStatus, untilDecided } from './judge-file.ts';
import { noveltyOf, summariseLists } from './list-summary.ts';

const LISTING: Listing = {
  valueId: 1,
  entryId: 1,
  list: 'sample',
  name: 'Sample list',
  holder: 'Sample holder',
  meaning: 'harmful',
  scheme: 'uk-abc',
  country: 'GB',
  classification: 'A',
  media: 'image',
  listedAt: null,
  opinions: { positive: 0, negative: 0, disputed: 0, seed: 0 },
  standing: 'stands',
  undecided: false,
  quality: null,
};

function hit(distance: number, listing: Partial<Listing> = {}, quarantined = false): Hit {
  return { valueId: 1, distance, listings: [{ ...LISTING, ...listing }], quarantined };
}

const HARMLESS = { meaning: 'not-of-concern' } as const;
const cases: [title: string, hits: Hit[], seen: boolean, status: KnownStatus][] = [
  ['distance 0 is known', [hit(0)], false, 'known'],
  ['distance 1 is nearly known', [hit(1)], false, 'near-known'],
  ['no hit and another referral is seen', [], true, 'seen'],
  ['no hit at all is never seen', [], false, 'never-seen'],
  ['a negative listing of the very value wins', [hit(0), hit(0, HARMLESS)], false, 'not-of-concern'],
  ['a negative listing that is as near wins', [hit(9), hit(9, HARMLESS)], true, 'not-of-concern'],
  ['a nearer harmful value is not hidden by a negative one', [hit(3), hit(4, HARMLESS)], false, 'near-known'],
  [
    'an entry held not to be harmful is negative',
    [hit(0, { standing: 'not-harmful' })],
    false,
    'not-of-concern',
  ],
  ['a disputed entry does not count', [hit(0, { standing: 'disputed' })], false, 'never-seen'],
  [
    'a disputed negative entry does not count',
    [hit(5), hit(0, { ...HARMLESS, standing: 'disputed' })],
    false,
    'near-known',
  ],
  ['a value that is held back does not count', [hit(0, {}, true)], true, 'seen'],
  ['quality 49 says nothing', [hit(0, { quality: 49 })], false, 'never-seen'],
  ['quality 50 counts', [hit(0, { quality: 50 })], false, 'known'],
  ['a list of what circulates makes it seen, not known', [hit(0, { meaning: 'meme' })], false, 'seen'],
  [
    'an entry of such a list that was decided to be wrong hides nothing',
    [hit(0, { meaning: 'meme', standing: 'not-harmful' })],
    false,
    'never-seen',
  ],
];

for (const [title, hits, seen, status] of cases) {
  test(title, () => assert.equal(judgeFile(hits, seen).status, status));
}

test('whatever does not count is shown as held back', () => {
  assert.equal(judgeFile([hit(0, {}, true)], false).heldBack, 'quarantined');
  assert.equal(judgeFile([hit(0, { standing: 'disputed' })], false).heldBack, 'disputed');
  assert.equal(judgeFile([hit(0)], false).heldBack, null);
});

test('an objection lowers no referral until a supervisor has decided', () => {
  const objected = { standing: 'not-harmful', undecided: true } as const;
  const hits = (...given: Hit[]) =>
    given.map((one) => ({ ...one, listings: one.listings.map(untilDecided) }));
  assert.equal(judgeFile(hits(hit(0, objected), hit(0)), false).status, 'known');
  assert.deepEqual(judgeFile(hits(hit(0, objected)), false), {
    status: 'never-seen',
    distance: null,
    heldBack: 'disputed',
  });
  assert.equal(judgeFile(hits(hit(0, { standing: 'not-harmful' })), false).status, 'not-of-concern');
});

test('another file, whatever it is, never makes the content of a referral less urgent', () => {
  const urgency = {
    'first-seen': 0,
    'no-hashes': 1,
    'partly-compared': 1,
    known: 2,
    'seen-before': 2,
    'not-of-concern': 3,
  };
  const statuses = Object.keys(KNOWN_STATUSES) as KnownStatus[];
  const urgencyOf = (files: readonly KnownStatus[]) => {
    const hashed = files.filter((status) => status !== 'cannot-tell');
    const listed = hashed
      .filter((status) => status !== 'seen' && status !== 'never-seen')
      .map((status, position) => ({ status, position, seen: false, hits: [], distance: 0, heldBack: null }));
    const seenBefore = hashed.filter((status) => status === 'seen').length;
    const counted = { files: files.length, hashedFiles: hashed.length, seenBefore };
    return urgency[noveltyOf(summariseLists(listed, counted), hashed.length)];
  };
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...statuses), { minLength: 1 }),
      fc.constantFrom(...statuses),
      (files, more) => {
        assert.ok(urgencyOf([...files, more]) <= urgencyOf(files));
      },
    ),
  );
});
