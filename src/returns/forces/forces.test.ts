import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { forceNamed } from './force-names.ts';
import { EVERY_FORCE, forcesOn } from './forces.ts';

describe('the registry of forces', () => {
  it('knows how many there were on each day', () => {
    assert.equal(forcesOn('2012-12-31', 'england-and-wales').length, 43);
    assert.equal(forcesOn('2026-11-22', 'england-and-wales').length, 43);
    assert.equal(forcesOn('2013-03-31').length, 52);
    assert.equal(forcesOn('2013-04-01').length, 45);
  });
  it('counts the people of Scotland once on either side of the change', () => {
    const people = (day: string) =>
      forcesOn(day)
        .filter(({ nation }) => nation === 'scotland')
        .reduce((sum, { population }) => sum + population, 0);
    // Source: National Records of Scotland, mid-2012 estimate of the country.
    assert.equal(people('2013-03-31'), 5_313_600);
    assert.equal(people('2013-04-01'), 5_424_800);
  });
  it('knows each force by its name and its key, and no two by the same', () => {
    for (const { key, name } of EVERY_FORCE)
      assert.deepEqual([forceNamed(name), forceNamed(key), forceNamed(`${name} Police`)], [key, key, key]);
  });
  it('knows a force however its name is written', () => {
    for (const [name, key] of [
      ['Avon & Somerset Constabulary', 'avon-and-somerset'],
      ['METROPOLITAN POLICE SERVICE', 'metropolitan'],
      ['Met', 'metropolitan'],
      ['GMP', 'greater-manchester'],
      ['Dyfed Powys', 'dyfed-powys'],
      ['Devon and Cornwall Police', 'devon-and-cornwall'],
      ['Northern Constabulary', 'northern'],
      ['Police Service of Scotland', 'police-scotland'],
      ['PSNI', 'northern-ireland'],
    ] as const)
      assert.equal(forceNamed(name), key);
    assert.equal(forceNamed('British Transport Police'), null);
  });
});

const LIST = path.join(import.meta.dirname, '../../../../shared/formats/restated/uk-forces.json');

it('the registry has the territorial forces of the public list, under the same keys', {
  skip: existsSync(LIST) ? false : 'the public list is not here',
}, () => {
  const { forces } = JSON.parse(readFileSync(LIST, 'utf8')) as { forces: { slug: string; kind: string }[] };
  assert.deepEqual(
    forcesOn('2026-01-01')
      .map(({ key }) => key)
      .sort(),
    forces
      .filter(({ kind }) => kind.startsWith('territorial'))
      .map(({ slug }) => slug)
      .sort(),
  );
});
