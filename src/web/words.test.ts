import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { cy, en } from './words.ts';

type Leaf = { at: string; english: unknown; welsh: unknown };

/** Every word of both catalogues, by where it stands: "queue.title". */
function leavesOf(english: object, welsh: object, at = ''): Leaf[] {
  return Object.entries(english).flatMap(([key, value]) => {
    const other = (welsh as Record<string, unknown>)[key];
    const here = at ? `${at}.${key}` : key;
    const isBranch =
      typeof value === 'object' && value !== null && typeof other === 'object' && other !== null;
    return isBranch ? leavesOf(value, other, here) : [{ at: here, english: value, welsh: other }];
  });
}

const LEAVES = leavesOf(en, cy);

/** What a word says: a sentence with gaps is asked for one and for several, so that both of its forms are seen. */
function saidBy(word: unknown): string[] {
  if (typeof word !== 'function') return [word as string];
  return [1, 2].map((count) => word(...Array.from({ length: word.length }, () => count)) as string);
}

function keysOf(words: object, at = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${at}${key}.`) : [`${at}${key}`],
  );
}

test('both languages have the same words, of the same kind, with the same gaps', () => {
  assert.deepEqual(keysOf(cy).sort(), keysOf(en).sort());
  for (const { at, english, welsh } of LEAVES) {
    assert.equal(typeof welsh, typeof english, at);
    assert.ok(['string', 'function'].includes(typeof english), at);
    if (typeof english === 'function' && typeof welsh === 'function')
      assert.ok(welsh.length <= english.length, `${at} takes more in Welsh`);
  }
});

test('every word says something, and leaves no gap open', () => {
  for (const { at, english, welsh } of LEAVES) {
    for (const said of [...saidBy(english), ...saidBy(welsh)]) {
      assert.equal(typeof said, 'string', at);
      assert.ok(said.trim() !== '' && said === said.trim(), `${at}: "${said}"`);
      assert.doesNotMatch(said, /undefined|NaN|\[object|\$\{/, at);
    }
  }
});

/** Names, codes and words that Welsh writes as English does. */
const ALIKE: ReadonlySet<string> = new Set(['service.name', 'queue.band', 'referral.decidedBy']);

test('no Welsh word is the English one, except those known to be alike', () => {
  const alike = LEAVES.filter(({ english, welsh }) => saidBy(english).join('|') === saidBy(welsh).join('|'));
  assert.deepEqual(
    alike.map(({ at }) => at).filter((at) => !ALIKE.has(at)),
    [],
  );
  for (const at of ALIKE)
    assert.ok(
      alike.some((leaf) => leaf.at === at),
      `${at} is not alike any more`,
    );
});

test('each journey’s words are in the catalogue, and no two journeys claim the same name', async () => {
  const files = globSync('*/words.ts', { cwd: import.meta.dirname });
  assert.ok(files.length > 10);
  const names: string[] = [];
  for (const file of files) {
    const own = (await import(path.join(import.meta.dirname, file))) as { en: object; cy: object };
    assert.deepEqual(Object.keys(own.cy), Object.keys(own.en), file);
    for (const [name, words] of Object.entries(own.en)) {
      assert.equal((en as Record<string, unknown>)[name], words, `${file}: ${name}`);
      names.push(name);
    }
  }
  assert.deepEqual([...new Set(names)].sort(), names.sort());
  assert.deepEqual(names.sort(), Object.keys(en).sort());
});
