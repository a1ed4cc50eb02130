import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonLink } from '../../linking/index.ts';
import { drawnMembers } from './group-ties.ts';

const link = (a: number, b: number, bits: number) => ({ a, b, bits }) as PersonLink;

test('of a group of four hundred the part around its weakest link is drawn, and hangs together', () => {
  const ids = Array.from({ length: 400 }, (_, i) => i + 1);
  const links = ids.slice(1).map((id) => link(id - 1, id, id === 200 ? 1 : 9 + (id % 7)));
  const weakest = links.find(({ bits }) => bits === 1)!;
  const drawn = [...drawnMembers(ids, { links, weakest, most: 30 })].toSorted((a, b) => a - b);
  assert.equal(drawn.length, 30);
  assert.ok(drawn.includes(weakest.a) && drawn.includes(weakest.b));
  assert.equal(drawn.at(-1)! - drawn[0]!, 29, 'a part of the chain without a gap');
});

test('a small group is drawn whole, also where nothing holds it together', () => {
  assert.equal(drawnMembers([1, 2, 3], { links: [], weakest: null, most: 30 }).size, 3);
  assert.equal(drawnMembers([1, 2, 3], { links: [], weakest: null, most: 2 }).size, 2);
});
