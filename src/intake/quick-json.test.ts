import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJson, scanJson } from './json-text.ts';
import { quickJson } from './quick-json.ts';

const DEEPEST = 64;

/** What reading gives, or that it fails. */
function outcome(read: () => ReturnType<typeof readJson>) {
  try {
    const { value, stripped, raw } = read();
    return { value, stripped, raw: raw?.toString() };
  } catch (failure) {
    return { failure: (failure as { faults?: unknown }).faults };
  }
}

function sameEitherWay(text: string): void {
  const raw = Buffer.from(text);
  assert.deepEqual(
    outcome(() => readJson(raw)),
    outcome(() => scanJson(raw.toString())),
    text,
  );
}

test('the short cut gives what the scanner gives, for any JSON', () => {
  const key = fc.oneof(fc.constantFrom('a', 'b', 'a"', 'a\\', '__proto__', ':'), fc.string({ maxLength: 4 }));
  const leaf = fc.oneof(
    fc.string({ maxLength: 8, unit: 'binary' }),
    fc.constantFrom('":', '\\"', '\\', 'data:text/plain,abc', '\u0000', 'A'.repeat(600)),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.constantFrom(null, true, 0, -1e-7),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(0, 1), (value, indent) =>
      sameEitherWay(JSON.stringify(value, null, indent)),
    ),
    { numRuns: 300, seed: 5 },
  );
});

test('the short cut gives what the scanner gives, for JSON that was cut or changed', () => {
  const text = '{"a": [1, "x\\"y", {"b": true, "c": "\\ud83d\\ude00"}], "d": {"a": null}, "e": -0.5e+3}';
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(3),
      fc.constantFrom('', '"', ':', '{', '\\', ',', '"a":1,'),
      (at, cut, put) => sameEitherWay(text.slice(0, at) + put + text.slice(at + cut)),
    ),
    { numRuns: 500, seed: 5 },
  );
});

for (const [what, text] of [
  ['a key twice', '{"a":1,"a":2}'],
  ['a key twice, deep down and escaped', '[{"b":{"a":1,"\\u0061":2}}]'],
  ['half a surrogate pair', '["\\ud83d"]'],
  ['a zero character', '["\\u0000"]'],
  ['a payload', `["${'QUJD'.repeat(200)}"]`],
  ['a list of bytes', `[[${'7,'.repeat(299)}7]]`],
  ['nesting deeper than allowed', '['.repeat(70) + ']'.repeat(70)],
  ['no JSON', '{a:1}'],
] as const) {
  test(`${what} is left to the scanner`, () => {
    assert.equal(quickJson(text, DEEPEST), undefined);
    sameEitherWay(text);
  });
}

test('nesting as deep as the scanner takes it', () => {
  for (let depth = 60; depth < 70; depth += 1) sameEitherWay(`${'['.repeat(depth)}1${']'.repeat(depth)}`);
});

test('a line is told after the short cut, too', () => {
  assert.equal(readJson(Buffer.from('{\n"a": 1,\n"b": [2]\n}')).lineOf('/b/0'), 3);
});
