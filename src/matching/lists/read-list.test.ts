import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { Problem } from '../../shared/problem.ts';
import { checkEntry } from './check-entry.ts';
import { type GivenEntry, REJECTIONS } from './given-entry.ts';
import { LIST_FORMATS, type ListFormat } from './read-list.ts';
import { SeenIds } from './seen-ids.ts';
import { entriesIn, hashOf, readAll, sampleList } from './test-lists.ts';

const FORMATS = (Object.keys(LIST_FORMATS) as ListFormat[]).filter((format) => format !== 'own');

const bytes = (text: string) => Buffer.from(text);
const read = (text: string, options = {}) => readAll([bytes(text)], options);

for (const format of FORMATS) {
  test(`${format}: recognised by its content, every entry read`, async () => {
    const found = await read(sampleList(format, 10));
    assert.equal(found.format, format);
    const withdrawn = found.items.filter(({ what }) => what === 'withdrawal').length;
    assert.equal(entriesIn(found).length, format === 'threat-exchange-json' ? 8 : 10);
    assert.equal(withdrawn, { 'ncmec-xml': 1, 'threat-exchange-json': 2 }[format as string] ?? 0);
    for (const entry of entriesIn(found)) assert.deepEqual(checkEntry(entry, 'other').faults, []);
  });

  test(`${format}: how the file is cut into pieces changes nothing`, async () => {
    const whole = bytes(sampleList(format, 5));
    const expected = await readAll([whole]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 }),
        async (cuts) => {
          const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
          const pieces = at.slice(1).map((end, i) => whole.subarray(at[i], end));
          assert.deepEqual(await readAll(pieces), expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test(`${format}: one damaged entry spoils at most itself`, async () => {
    const text = sampleList(format, 40);
    const at = text.indexOf(hashOf('md5', '20').slice(8, 20));
    const from = at === -1 ? text.indexOf(hashOf('md5', '20').slice(8, 20).toUpperCase()) : at;
    const soundIn = async (list: string) =>
      (await read(list)).items.flatMap((item) =>
        item.what === 'entry' && checkEntry(item, 'other').faults.length === 0 ? [item.id] : [],
      );
    const all = await soundIn(text);
    for (const damage of ['', '\u{0}', '<', '&x;', '\\', '\n', '\n\n', '}']) {
      const left = await soundIn(`${text.slice(0, from)}${damage}${text.slice(from + 4)}`);
      const missing = all.filter((id) => !left.includes(id));
      assert.ok(missing.length <= 1, `${JSON.stringify(damage)}: ${missing.join(' ')}`);
    }
  });

  test(`${format}: gzip, zip and UTF-16 change nothing`, async () => {
    const text = sampleList(format, 20);
    const expected = await read(text);
    assert.deepEqual(await readAll([gzipSync(text)]), expected);
    assert.deepEqual(
      await readAll([zipSync({ 'folder/': new Uint8Array(), 'a.list': bytes(text) })]),
      expected,
    );
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(text.replace('\u{FEFF}', ''), 'utf16le'),
    ]);
    assert.deepEqual(await readAll([wide]), expected);
  });

  test(`${format}: a file that breaks off keeps what came before, and says so`, async () => {
    const text = sampleList(format, 40);
    const cut = await read(text.slice(0, text.length * 0.6));
    assert.ok(entriesIn(cut).length >= 15, `${entriesIn(cut).length}`);
    if (format !== 'csv')
      assert.ok(cut.items.some((i) => i.what === 'rejected' && i.code === 'list.ends-early'));
  });
}

const REFUSED: [what: string, file: () => Uint8Array, code: string][] = [
  ['nothing', () => new Uint8Array(), 'lists.unknown-format'],
  ['prose', () => bytes('Dear desk, please find attached'), 'lists.unknown-format'],
  ['other XML', () => bytes('<html></html>'), 'lists.unknown-format'],
  ['other JSON', () => bytes('{"a":1}'), 'lists.unknown-format'],
  ['a document type', () => bytes('<!DOCTYPE q [<!ENTITY a "b">]><queryResult/>'), 'lists.document-type'],
  [
    'a document type behind a long comment',
    () => bytes(`<queryResult><!--${'x'.repeat(70_000)}--><!DOCTYPE q>`),
    'lists.document-type',
  ],
  [
    'a gzip bomb',
    () => gzipSync(Buffer.concat([bytes('md5\n'), Buffer.alloc(20_000_000, '\n')])),
    'lists.archive-too-large',
  ],
  [
    'a zip bomb',
    () => zipSync({ a: Buffer.concat([bytes('md5\n'), Buffer.alloc(20_000_000, '\n')]) }),
    'lists.archive-too-large',
  ],
  ['a broken gzip', () => gzipSync(sampleList('csv', 99)).subarray(0, 400), 'lists.archive-unreadable'],
  [
    'a broken zip',
    () => zipSync({ a: bytes(sampleList('csv', 99)) }).subarray(0, 400),
    'lists.archive-unreadable',
  ],
  [
    'several files in a zip',
    () => zipSync({ a: bytes('md5\n'), b: bytes('md5\n') }),
    'lists.archive-of-several',
  ],
  ['a list within two archives', () => gzipSync(gzipSync(sampleList('csv', 9))), 'lists.unknown-format'],
  [
    'an element that never ends',
    () => bytes(`<queryResult><images><image><id>${'a'.repeat(3_000_000)}`),
    'lists.unreadable',
  ],
];

for (const [what, file, code] of REFUSED) {
  test(`${what} is refused as ${code}`, async () => {
    await assert.rejects(readAll([file()]), (failure) => failure instanceof Problem && failure.code === code);
  });
}

for (const format of ['vics-json', 'threat-exchange-json'] as const) {
  test(`${format}: an entry whose bracket never closes spoils nothing but itself`, async () => {
    const text = sampleList(format, 40);
    const at = text.indexOf('}', text.indexOf(hashOf('md5', '20').slice(0, 9)) + 1_000);
    const before = entriesIn(await read(text)).length;
    const broken = await read(`${text.slice(0, at)}${text.slice(at + 1)}`);
    assert.ok(entriesIn(broken).length >= before - 1, `${entriesIn(broken).length} of ${before}`);
  });
}

test('a category without a country is not taken, unless the importer says so', async () => {
  const text = sampleList('vics-json', 6).replace('/US/', '/');
  const codes = (await read(text)).items.map((item) => item.what === 'rejected' && item.code);
  assert.deepEqual(new Set(codes), new Set(['entry.classification-without-country']));
  const unclassified = entriesIn(await read(text, { unclassified: true }));
  assert.deepEqual(new Set(unclassified.map(({ classification }) => classification)), new Set([null]));
  const told = entriesIn(await read(text, { country: 'CA' }));
  assert.deepEqual(
    told.map(({ classification }) => classification),
    ['0', '1', '2', '0', '1', '2'],
  );
  assert.equal(entriesIn(await read(text, { country: 'CA', categories: ['1'] })).length, 2);
});

test('media that stand in no case are read, however the file comes in pieces', async () => {
  const context = 'http://github.com/ICMEC/ProjectVic/DataModels/2.0.xml/GB/$metadata#Media';
  const value = [1, 2].map((n) => ({ MediaID: n, Category: 1, MD5: hashOf('md5', `${n}`) }));
  const file = Buffer.from(JSON.stringify({ '@odata.context': context, value }));
  for (const cut of [file.length, 20, 130]) {
    const read = await readAll([file.subarray(0, cut), file.subarray(cut)]);
    assert.equal(entriesIn(read).length, 2, `cut at ${cut}`);
  }
});

test('nothing personal of a VICS case is read: no file name, no EXIF', async () => {
  const found = JSON.stringify(await read(sampleList('vics-json', 3)));
  assert.doesNotMatch(found, /somebody|quoted|Artist/);
  assert.match(found, /"distributed"/);
});

test('an opinion is its latest holder’s; who both confirms and contradicts disputes', async () => {
  const said = (feedback: string) =>
    `<queryResult><images><image><id>a</id><fingerprints/><feedback>${feedback}</feedback></image></images></queryResult>`;
  const yes =
    '<affirmativeFeedback type="Md5"><members><member id="9">N</member></members></affirmativeFeedback>';
  const no =
    '<negativeFeedback type="Sha1"><reasons><reason guid="g"/><members><member id="9">N</member></members></reasons></negativeFeedback>';
  const opinions = async (feedback: string) => entriesIn(await read(said(feedback)))[0]?.opinions;
  assert.deepEqual(await opinions(yes), [{ holder: '9', name: 'N', opinion: 'positive' }]);
  assert.deepEqual(await opinions(no), [{ holder: '9', name: 'N', opinion: 'negative', reason: 'g' }]);
  assert.equal((await opinions(yes + no))?.[0]?.opinion, 'disputed');
});

test('plain hashes are told apart by length; 64 digits have to be named', async () => {
  const lines = `${hashOf('md5', 'a')},label\n${hashOf('sha1', 'a')}\n${hashOf('sha256', 'a')}\n`;
  const kinds = async (options = {}) =>
    entriesIn(await read(lines, options)).map((e) => checkEntry(e, 'none').entry?.values[0]?.kind);
  assert.deepEqual(await kinds(), ['md5', 'sha1', undefined]);
  assert.deepEqual(
    entriesIn(await read(`${hashOf('sha256', 'a')}\n`, { kind: 'pdq' })).map(({ hashes }) => hashes[0]?.kind),
    ['pdq'],
  );
});

const GIVEN: GivenEntry = {
  what: 'entry',
  entry: 1,
  line: 1,
  id: 'a',
  media: 'image',
  classification: null,
  scheme: null,
  member: null,
  listedAt: null,
  hashes: [],
  labels: [],
  opinions: null,
};

test('whatever an entry holds, what is kept of it is a code, a hash or a bounded name', () => {
  fc.assert(
    fc.property(
      fc.record({
        id: fc.string({ maxLength: 300 }),
        classification: fc.option(fc.string({ maxLength: 80 })),
        labels: fc.array(fc.string({ maxLength: 60 }), { maxLength: 30 }),
        hashes: fc.array(
          fc.record({
            kind: fc.constantFrom('md5', 'SHA-1', 'sha256', 'PDQ', 'PhotoDNA', 'x', 'constructor'),
            value: fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{32,64}$/)),
          }),
          { maxLength: 6 },
        ),
      }),
      (given) => {
        const { entry, faults, otherKinds } = checkEntry({ ...GIVEN, ...given }, 'us-industry');
        assert.ok(faults.every((code) => Object.hasOwn(REJECTIONS, code)));
        assert.ok(otherKinds.every((kind) => /^[a-z0-9]+$/.test(kind)));
        if (!entry) return;
        assert.match(entry.id, /^[\x21-\x7e]{1,200}$/);
        assert.ok(entry.values.every(({ hex }) => /^[0-9a-f]{32,64}$/.test(hex)));
        assert.ok(entry.labels.every((label) => /^[a-z0-9_:.-]{1,40}$/.test(label)));
        assert.ok(entry.classification === null || entry.classification.length <= 40);
      },
    ),
    { numRuns: 300 },
  );
});

test('ids are remembered, however many', () => {
  const seen = new SeenIds();
  for (let n = 0; n < 200_000; n += 1) assert.ok(seen.add(`id-${n}`));
  for (let n = 0; n < 200_000; n += 997) assert.ok(!seen.add(`id-${n}`));
});
