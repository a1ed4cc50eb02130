import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { pdqDistance } from '../../hashing/index.ts';
import { probingWatch, type Walk } from './probing-watch.ts';

const RADIUS = 31;
const MINUTE_MS = 60_000;

function sample(seed: number) {
  const random = xoroshiro128plus(seed);
  const upTo = (most: number) => uniformInt(random, 0, most);
  const hash = () => Uint8Array.from({ length: 32 }, () => upTo(255));
  /** With so many different bits turned. */
  const turned = (from: Uint8Array, bits: number) => {
    const copy = from.slice();
    const places = new Set<number>();
    while (places.size < bits) places.add(upTo(255));
    for (const place of places) copy[place >> 3]! ^= 1 << (place & 7);
    return copy;
  };
  return { upTo, hash, turned };
}

/** Asks for hashes one after another about one listed value, as the service does. */
function asks(listed: ReadonlyMap<number, Uint8Array>) {
  const watch = probingWatch(pdqDistance);
  let now = 0;
  return (hash: Uint8Array, passMs = MINUTE_MS): Walk | null => {
    now += passMs;
    const near = [...listed].map(([valueId, value]) => ({ valueId, distance: pdqDistance(value, hash) }));
    const nearest = near
      .filter(({ distance }) => distance <= RADIUS)
      .sort((a, b) => a.distance - b.distance)[0];
    const queries = [{ hash, nearest: nearest ?? null }];
    const unknown = watch.unknownTo('sender', queries);
    return watch.take('sender', queries, new Map(unknown.map((id) => [id, listed.get(id)!])), now);
  };
}

test('whoever halves the way between a hit and a miss, again and again, is seen within a few walks', () => {
  const { hash, turned } = sample(1);
  const value = hash();
  const ask = asks(new Map([[1, value]]));
  let found: Walk | null = null;
  let walks = 0;
  for (; found === null && walks < 20; walks += 1) {
    const far = turned(value, 60);
    for (let [near, miss] = [0, 60]; found === null && miss - near > 1; ) {
      const middle = Math.round((near + miss) / 2);
      const step = value.slice();
      let left = middle;
      for (let place = 0; place < 256 && left > 0; place += 1) {
        const bit = 1 << (place & 7);
        if ((value[place >> 3]! ^ far[place >> 3]!) & bit) {
          step[place >> 3]! ^= bit;
          left -= 1;
        }
      }
      found = ask(step);
      if (middle <= RADIUS) near = middle;
      else miss = middle;
    }
  }
  assert.equal(found?.valueId, 1);
  assert.ok(walks <= 8, `${walks} walks`);
});

test('whoever tries one change after another at the boundary is seen, also between other lookups', () => {
  const { hash, turned, upTo } = sample(2);
  const value = hash();
  const ask = asks(new Map([[1, value]]));
  const seen = Array.from({ length: 60 }, () => {
    for (let other = 0; other < 20; other += 1) ask(hash());
    return ask(turned(value, 26 + upTo(10)));
  });
  assert.ok(seen.some((walk) => walk !== null));
});

test('a month of ordinary traffic raises nothing: copies of listed pictures, and pictures that nobody lists', () => {
  const { hash, turned, upTo } = sample(3);
  const listed = new Map(Array.from({ length: 40 }, (_, at) => [at + 1, hash()]));
  const ask = asks(listed);
  const values = [...listed.values()];
  for (let lookup = 0; lookup < 20_000; lookup += 1) {
    // Re-encoded and resized copies lie near; one in ten was cropped or drawn upon and lies anywhere up to 60.
    const bits = upTo(9) === 0 ? upTo(60) : upTo(12);
    const copy = turned(values[upTo(values.length - 1)]!, bits);
    assert.equal(ask(upTo(1) === 0 ? copy : hash()), null, `lookup ${lookup}`);
  }
});

test('the same query again is no further step', () => {
  const { hash, turned } = sample(4);
  const value = hash();
  const ask = asks(new Map([[1, value]]));
  const [hit, miss] = [turned(value, 30), turned(value, 34)];
  for (let turn = 0; turn < 100; turn += 1) {
    assert.equal(ask(hit), null);
    assert.equal(ask(miss), null);
  }
});
