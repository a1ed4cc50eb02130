import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../shared/problem.ts';
import { checkContent } from './check-content.ts';
import { cyberTipJson } from './cybertip-json.ts';
import { jsonTree } from './cybertip-json-parts.ts';
import { cyberTipXml } from './cybertip-xml.ts';
import { readXml } from './cybertip-xml-tree.ts';
import { sampleCyberTipJson } from './fixtures/cybertip-json-sample.ts';
import { sampleCyberTipXml } from './fixtures/cybertip-xml-sample.ts';
import { lostWords } from './fixtures/lost-words.ts';
import { readJson } from './json-text.ts';

const CONTEXT = { receivedAt: new Date('2026-07-25T12:00:00Z'), reliability: '2' } as const;

const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
const RUNS = { numRuns: 150, seed: 20_260_725 };

test('any valid XML document is recognised, read, and fits the scheme', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const raw = Buffer.from(sampleCyberTipXml(randomFrom(seed)));
      assert.ok(cyberTipXml.recognises(raw));
      assert.deepEqual(checkContent(cyberTipXml.read(raw, CONTEXT).content), []);
    }),
    RUNS,
  );
});

test('any CyberTip in JSON is recognised, read, and fits the scheme', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const raw = Buffer.from(sampleCyberTipJson(randomFrom(seed)));
      assert.ok(cyberTipJson.recognises(raw));
      assert.deepEqual(checkContent(cyberTipJson.read(raw, CONTEXT).content), []);
    }),
    RUNS,
  );
});

test('whatever words a document holds are found again, mapped or kept', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const xml = Buffer.from(sampleCyberTipXml(randomFrom(seed)));
      assert.deepEqual(
        lostWords(readXml(xml).root, JSON.stringify(cyberTipXml.read(xml, CONTEXT).content)),
        [],
      );
      const json = Buffer.from(sampleCyberTipJson(randomFrom(seed)));
      assert.deepEqual(
        lostWords(jsonTree(readJson(json).value), JSON.stringify(cyberTipJson.read(json, CONTEXT).content)),
        [],
      );
    }),
    RUNS,
  );
});

test('a damaged document is read, or refused with its faults; it never fails otherwise', () => {
  const damaged = fc.tuple(
    fc.nat(),
    fc.constantFrom('xml', 'json'),
    fc.array(damage(), { minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(damaged, ([seed, format, damages]) => {
      const [adapter, sample] =
        format === 'xml' ? [cyberTipXml, sampleCyberTipXml] : [cyberTipJson, sampleCyberTipJson];
      const raw = damages.reduce<Buffer>((bytes, harm) => harm(bytes), Buffer.from(sample(randomFrom(seed))));
      try {
        assert.deepEqual(checkContent(adapter.read(raw, CONTEXT).content), []);
      } catch (failure) {
        assert.ok(failure instanceof Problem, String(failure));
        assert.ok(failure.faults.length > 0);
      }
    }),
    { ...RUNS, numRuns: 600 },
  );
});

/** One harm done to a document at a place given as a share of its length. */
type Harm = (bytes: Buffer, at: number) => Buffer;

function damage(): fc.Arbitrary<(bytes: Buffer) => Buffer> {
  const insert =
    (what: Buffer): Harm =>
    (bytes, at) =>
      Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
  const pieces = [
    '<unheardOf note="x">words</unheardOf>',
    '<informational/>',
    '<!DOCTYPE r [<!ENTITY e "x">]>',
    '&e;',
    '&#0;',
    '<![CDATA[ a < b ]]>',
    '<!-- a comment -->',
    '<d>'.repeat(60),
    'long '.repeat(2_000),
    '"extra":{"a":[1,"\\ud800"]},',
    '[[[[',
    'data:image/png;base64,AAAA',
    '\u{FEFF}',
  ].map((text) => Buffer.from(text));
  const harms: Harm[] = [
    ...[...pieces, Buffer.of(0xff, 0xfe, 0x80), Buffer.of(0)].map(insert),
    (bytes, at) => bytes.subarray(0, at),
    (bytes, at) => bytes.subarray(at),
    (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 20)]),
    (bytes, at) =>
      Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 200), at), bytes.subarray(at)]),
    (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  ];
  return fc.tuple(fc.constantFrom(...harms), fc.double({ min: 0, max: 1, noNaN: true })).map(
    ([harm, share]) =>
      (bytes: Buffer) =>
        harm(bytes, Math.floor(bytes.length * share)),
  );
}
