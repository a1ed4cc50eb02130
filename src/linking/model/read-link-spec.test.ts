import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Problem } from '../../shared/problem.ts';
import { PERSON_SPEC } from './person-spec.ts';
import { readLinkModel } from './read-link-model.ts';
import { readLinkSpec } from './read-link-spec.ts';
import { LINK_SCHEMAS, schemaText } from './schemas.ts';
import { SHIPPED_MODEL } from './shipped/shipped-model.ts';

function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error.faults.map(({ path, reason }) => `${path} ${reason}`);
  }
  return [];
}

const SPEC = {
  name: 'people',
  version: '1',
  attributes: [
    { name: 'family', kind: 'family-name', columns: { name: 'surname' } },
    { name: 'birth', kind: 'date-of-birth', columns: { date: 'dob' } },
  ],
};

type Row = readonly [what: string, document: unknown, fault: RegExp];

const [family, birth] = SPEC.attributes;
const WRONG: readonly Row[] = [
  ['nothing', null, /^\/ /],
  ['a name that is missing', { ...SPEC, name: undefined }, /name/],
  ['an unknown field', { ...SPEC, treshold: 3 }, /treshold/],
  [
    'an unknown kind',
    { ...SPEC, attributes: [{ ...family, kind: 'surname' }] },
    /^\/attributes\/0\/kind .*family-name/,
  ],
  [
    'an unknown part',
    { ...SPEC, attributes: [{ ...family, columns: { value: 'x' } }] },
    /columns\/value family-name has no part "value"; it has: name, other/,
  ],
  [
    'no column that says the value',
    { ...SPEC, attributes: [{ ...family, columns: { other: 'x' } }] },
    /needs a column for one of: name/,
  ],
  [
    'one name twice',
    { ...SPEC, attributes: [family, { ...birth, name: 'family' }] },
    /^\/attributes\/1\/name/,
  ],
  [
    'an unknown key',
    { ...SPEC, blocking: [['family.sound', 'birth.yaer']] },
    /^\/blocking\/0\/1 there is no key "birth.yaer"/,
  ],
];

for (const [what, document, fault] of WRONG)
  test(`a specification with ${what} is refused, saying where`, () => {
    const faults = faultsOf(() => readLinkSpec(document));
    assert.ok(
      faults.some((one) => fault.test(one)),
      faults.join('\n'),
    );
  });

test('a specification and a model that fit are read as they are', () => {
  assert.deepEqual(readLinkSpec(SPEC), SPEC);
  assert.deepEqual(readLinkSpec(JSON.parse(JSON.stringify(PERSON_SPEC))), PERSON_SPEC);
  assert.deepEqual(readLinkModel(SHIPPED_MODEL, PERSON_SPEC), SHIPPED_MODEL);
});

test('a model of another specification is refused, saying where', () => {
  const other = readLinkSpec(SPEC);
  assert.match(
    faultsOf(() => readLinkModel(SHIPPED_MODEL, other)).join(),
    /\/attributes the specification has 2/,
  );
  const renamed = {
    ...PERSON_SPEC,
    attributes: PERSON_SPEC.attributes.map((one, i) => (i === 2 ? { ...one, name: 'mail' } : one)),
  };
  assert.match(faultsOf(() => readLinkModel(SHIPPED_MODEL, renamed)).join(), /\/attributes\/2\/name/);
  assert.match(faultsOf(() => readLinkModel({ ...SHIPPED_MODEL, prior: 0 }, PERSON_SPEC)).join(), /\/prior/);
});

test('what people are linked by holds no protected characteristic', () => {
  const words = JSON.stringify(PERSON_SPEC).toLowerCase();
  for (const word of ['sex', 'gender', 'ethnic', 'race', 'religion', 'disab', 'orient', 'national'])
    assert.ok(!new RegExp(`\\b${word}`).test(words), word);
});

test('the model that is shipped says that it was trained on invented reports', () => {
  assert.match(SHIPPED_MODEL.trainedOn.source, /invented/);
});

for (const name of Object.keys(LINK_SCHEMAS) as (keyof typeof LINK_SCHEMAS)[])
  test(`docs/schemas/${name}.json is the schema in force`, () => {
    const file = readFileSync(new URL(`../../../docs/schemas/${name}.json`, import.meta.url), 'utf8');
    assert.deepEqual(
      JSON.parse(file),
      JSON.parse(schemaText(name)),
      'run: node src/linking/model/write-schemas.ts',
    );
  });
