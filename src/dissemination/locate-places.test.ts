import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import { locatePlaces, statedPlaces } from './locate-places.ts';

const place = (part: Partial<Place>): Place => ({ meaning: 'stated', ...part });
const locate = (part: Partial<Place>, known: ReadonlyMap<string, string[]> = new Map()) =>
  locatePlaces([{ whose: 'suspect', place: place(part) }], known)[0]!;

test('an imported postcode is exact; without it the area’s letters give every force it reaches into', () => {
  assert.deepEqual(locate({ postcode: 'LS1 4AP' }).areaForces, ['west-yorkshire', 'north-yorkshire']);
  const exact = locate({ postcode: 'ls1 4ap' }, new Map([['LS14AP', ['west-yorkshire']]]));
  assert.deepEqual([exact.postcodeForces, exact.areaForces], [['west-yorkshire'], []]);
});

test('a town abroad is not the town at home', () => {
  assert.deepEqual(locate({ city: 'Birmingham', country: 'US', postcode: 'B1 1AA' }).namedForces, []);
  assert.deepEqual(locate({ city: 'Birmingham', country: 'US', postcode: 'B1 1AA' }).areaForces, []);
  assert.deepEqual(locate({ city: 'Birmingham' }).namedForces, ['west-midlands']);
});

test('places of a child lead to the child, and nothing leads to whoever reported it', () => {
  const places = [place({ city: 'Leeds' })];
  const content = contentWith({
    parties: [
      { role: 'victim', places },
      { role: 'reporter', places },
      { role: 'recipient', places },
    ],
    places,
  });
  assert.deepEqual(
    statedPlaces(content).map(({ whose }) => whose),
    ['child', 'suspect'],
  );
});
