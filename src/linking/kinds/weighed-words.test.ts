import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestLevel } from '../model/compare-records.ts';
import { KINDS } from './kinds.ts';
import { WordCounts } from './weighed-words.ts';

const titles = [
  'steel kettle red',
  'steel kettle blue',
  'steel kettle black',
  'steel kettle white',
  'steel grill zx81',
  'grill zx81 with cover',
];
const values = titles.map((value) => KINDS.text.normalise({ value })!);

test('a word weighs more the fewer values have it, and one that a value has alone counts half', () => {
  const weighed = new WordCounts(values, 'words').weigh(values[4]!['words']!);
  const weights = new Map(weighed.split(' ').map((one) => [one.split(':')[0]!, Number(one.split(':')[1])]));
  assert.ok(weights.get('zx81')! > weights.get('steel')!);
  const alone = new WordCounts(values, 'words').weigh(values[0]!['words']!);
  assert.match(alone, /red:14$|red:14 /);
});

test('rare words in common outweigh frequent ones', () => {
  const noted = values.map(KINDS.text.weigh!(values));
  const between = (a: number, b: number) => bestLevel(KINDS.text, [noted[a]!], [noted[b]!]);
  assert.ok(between(4, 5) < between(0, 1));
});

test('a text is looked for by words that another has too, and by its initials', () => {
  const noted = values.map(KINDS.text.weigh!(values));
  const keys = KINDS.text.keys(noted[0]!).filter(({ name }) => name === 'word');
  assert.deepEqual(
    keys.map(({ text }) => text),
    ['kettle', 'steel', 'skr'],
  );
});
