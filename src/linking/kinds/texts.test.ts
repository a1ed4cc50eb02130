import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValuePacker } from './pack-values.ts';
import {
  areSame,
  lengthOf,
  sharedWords,
  shareWord,
  standsAfter,
  type Texts,
  textOf,
  wordsIn,
} from './texts.ts';

function packed(a: string, b: string): Texts {
  const packer = new ValuePacker(['a', 'b']);
  packer.add([{ a: 'before', b: '' }]);
  packer.add([{ a, b }]);
  packer.add([{ a: 'after', b: '' }]);
  return packer.shared().texts;
}

const [A, B] = [2, 3];
const text = fc.string({ unit: fc.constantFrom(...'abc1'), maxLength: 6 });
const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'ab'), minLength: 1, maxLength: 3 }), {
  maxLength: 6,
});

test('a packed text is the text, and is compared as the text', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const texts = packed(a, b);
      assert.deepEqual([textOf(texts, A), textOf(texts, B)], [a, b]);
      assert.deepEqual([lengthOf(texts, A), lengthOf(texts, B)], [a.length, b.length]);
      assert.equal(areSame(texts, A, B), a === b);
      assert.equal(standsAfter(texts, A, B), a > b);
    }),
  );
});

test('shared words are those of both lists', () => {
  fc.assert(
    fc.property(words, words, (as, bs) => {
      const texts = packed(as.toSorted().join(' '), bs.toSorted().join(' '));
      const shared = as.filter((word) => bs.includes(word)).length;
      assert.equal(sharedWords(texts, A, B), shared);
      assert.equal(shareWord(texts, A, B), shared > 0);
      assert.deepEqual([wordsIn(texts, A), wordsIn(texts, B)], [as.length, bs.length]);
    }),
  );
});

test('values come out as they were put in, however many there are', () => {
  const value = fc.array(fc.record({ a: text, b: text }, { noNullPrototype: true }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 200 }), (values) => {
      const packer = new ValuePacker(['a', 'b']);
      for (const list of values) packer.add(list);
      const { texts, starts } = packer.shared();
      const found = values.map((_, v) =>
        Array.from({ length: starts[v + 1]! - starts[v]! }, (__, i) => {
          const first = (starts[v]! + i) * 2;
          return { a: textOf(texts, first), b: textOf(texts, first + 1) };
        }),
      );
      assert.deepEqual(found, values);
    }),
  );
});
