import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Problem } from '../../shared/problem.ts';
import { CROSSWALKS, crossedCodes } from './crosswalks.ts';
import { readScheme } from './read-scheme.ts';
import { SCHEME_SCHEMAS } from './scheme-document.ts';
import { currentScheme, SCHEMES, schemeOf, schemeOn } from './schemes.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'schemas');

for (const [name, schema] of Object.entries(SCHEME_SCHEMAS))
  it(`docs/schemas/${name}.json is the schema in force`, () => {
    assert.deepEqual(
      JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')),
      JSON.parse(JSON.stringify(schema)),
      'run: npm run return-schemas',
    );
  });

describe('the national scheme', () => {
  it('breaks in April 2014, when levels became categories', () => {
    assert.equal(schemeOn('2012-01-01').version, 1);
    assert.equal(schemeOn('2014-03-31').version, 1);
    assert.equal(schemeOn('2014-04-01').version, 2);
    assert.equal(schemeOn('1999-01-01').version, 1);
    assert.equal(currentScheme(), SCHEMES.at(-1));
    assert.equal(schemeOf('national-return', 3), undefined);
  });
  it('asks the same questions in every version', () => {
    const ids = SCHEMES.map(({ questions }) => questions.map(({ id }) => id).join());
    assert.equal(new Set(ids).size, 1);
  });
  it('is refused, with the place, where it names what is not there', () => {
    const [scheme] = SCHEMES;
    const [first, ...others] = scheme!.questions;
    const broken = { ...scheme, questions: [{ ...first, by: ['nowhere'] }, ...others, first] };
    assert.throws(
      () => readScheme(broken),
      (failure) =>
        failure instanceof Problem &&
        failure.code === 'picture.invalid-scheme' &&
        failure.faults.some((one) => one.path === '/questions/0/by') &&
        failure.faults.some((one) => one.path === '/questions'),
    );
    assert.throws(() => readScheme({ ...scheme, extra: 1 }), Problem);
  });
});

describe('a crosswalk', () => {
  const known = [...CROSSWALKS.lists, ...SCHEMES.flatMap(({ codeLists }) => codeLists)];
  it('names only codes that there are, and is lossy wherever nobody can say which', () => {
    for (const { from, to, rows } of CROSSWALKS.crosswalks)
      for (const row of rows) {
        const has = (list: string, code: string) =>
          known.some(({ id, codes }) => id === list && codes.some((one) => one.code === code));
        assert.ok(has(from, row.from), `${from} ${row.from}`);
        for (const code of row.to) assert.ok(has(to, code), `${to} ${code}`);
        if (row.to.length > 1) assert.ok(row.isLossy, `${from} ${row.from}`);
      }
  });
  it('takes levels 4 and 5 to A and 2 and 3 to B without loss, and no category back to a level', () => {
    const upward = crossedCodes(schemeOn('2014-04-01')).filter(
      ({ crosswalk }) => crosswalk === 'sap-to-category',
    );
    assert.deepEqual(
      Object.fromEntries(upward.map(({ code, becomes, isLossy }) => [code.code, isLossy ? '?' : becomes[0]])),
      { 1: 'C', 2: 'B', 3: 'B', 4: 'A', 5: 'A', ungraded: 'ungraded' },
    );
    const downward = crossedCodes(schemeOn('2012-01-01')).filter(
      ({ crosswalk }) => crosswalk === 'category-to-sap',
    );
    assert.ok(downward.filter(({ code }) => code.code !== 'ungraded').every(({ isLossy }) => isLossy));
  });
});
