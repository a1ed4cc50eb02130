import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { tryEveryAnswer } from './brute-force.ts';
import { checkInstrument } from './check-instrument.ts';
import { type Instrument, InstrumentDocument, type Item } from './definition.ts';
import { followInstrument } from './follow.ts';
import { findFalls } from './monotone.ts';
import { parseInstrument, readInstrument } from './read-instrument.ts';
import { SHIPPED_INSTRUMENTS } from './shipped.ts';
import { partlyAnswered, sampleInstrument } from './test-instruments.ts';

const SAMPLE = sampleInstrument();
const [ITEM, ...REST] = SAMPLE.items;
const withItem = (change: Partial<Item>): Instrument =>
  sampleInstrument({ items: [{ ...ITEM!, ...change }, ...REST] });
const options = (...points: number[]): Item['options'] =>
  points.map((each, i) => ({ value: `o${i}`, label: `Option ${i}`, points: each, share: 1 / points.length }));

function refusals(instrument: Instrument): string[] {
  return checkInstrument(instrument)
    .filter(({ refuses }) => refuses)
    .map(({ code, path: at }) => `${code} ${at}`);
}

test('a sound instrument is refused for nothing', () => assert.deepEqual(refusals(SAMPLE), []));

for (const instrument of SHIPPED_INSTRUMENTS)
  test(`the shipped ${instrument.id} passes, and claims neither validation nor to be KIRAT`, () => {
    assert.deepEqual(refusals(instrument), []);
    assert.ok(instrument.validation.status !== 'validated');
    assert.doesNotMatch(JSON.stringify(instrument.title), /KIRAT/i);
  });

const WRONG: [string, Instrument, string][] = [
  [
    'a band that no answers reach',
    sampleInstrument({
      bands: [...SAMPLE.bands, { code: 'worst', label: 'Worst', from: 9, provenance: SAMPLE.source }],
    }),
    'unreachable-band /bands/2',
  ],
  ['help that explains nothing', withItem({ definition: 'See above' }), 'missing-help /items/0/definition'],
  [
    'a question about the suspect’s sex',
    withItem({ question: 'Is the suspect male or female?' }),
    'protected-characteristic /items/0/question',
  ],
  [
    'a column of nationalities',
    withItem({ column: 'suspectNationality' }),
    'protected-characteristic /items/0/column',
  ],
  [
    'a protected word among the options',
    withItem({ options: [{ ...ITEM!.options[0]!, label: 'Not disabled' }, ITEM!.options[1]!] }),
    'protected-characteristic /items/0/options/0/label',
  ],
  ['a worse answer that lowers the band', withItem({ options: options(2, 0) }), 'not-monotone /items/0'],
  ['an item that changes nothing', withItem({ options: options(0, 0) }), 'dead-item /items/0'],
  [
    'shares that do not add up',
    withItem({ options: options(0, 2).map((one) => ({ ...one, share: 0.4 })) }),
    'unsound-shares /items/0/options',
  ],
  ['a weight from nowhere', withItem({ provenance: undefined as never }), 'missing-provenance /items/0'],
  [
    'a fact that no referral has',
    withItem({ known: [{ fact: 'shoeSize', is: 'yes', option: 'o1' }] }),
    'unknown-fact /items/0/known/0',
  ],
  [
    'the claim to be validated, without figures',
    sampleInstrument({ validation: { status: 'validated', statement: 'Yes.' } }),
    'validated-without-figures /validation',
  ],
];
for (const [what, instrument, found] of WRONG)
  test(`${what} is found, and where`, () =>
    assert.ok(refusals(instrument).includes(found), refusals(instrument).join()));

test('options that never differ are noted, and so is what is said to fall', () => {
  const same = checkInstrument(withItem({ options: options(0, 2, 2) }));
  assert.ok(
    same.some(
      ({ code, refuses, path: at }) => code === 'dead-option' && !refuses && at === '/items/0/options/2',
    ),
  );
  const falling = checkInstrument(withItem({ options: options(2, 0), exception: 'Such as it is.' }));
  assert.deepEqual(
    falling.filter(({ code }) => code.startsWith('not-monotone')).map(({ code, refuses }) => [code, refuses]),
    [['not-monotone-stated', false]],
  );
});

test('the age of a child is a harm fact', () => {
  const child = withItem({ question: 'Is the child a girl, and of which sex is stated?', about: 'child' });
  assert.deepEqual(refusals(child), []);
});

const leadsTo = (band: string) => ({ band });
const rule = (is: string[], to: object) => ({
  when: [{ atLeast: 1, of: [{ item: 'a', is }] }],
  leadsTo: to,
  provenance: SAMPLE.source,
});
const phased = (filters: object[]): unknown => ({
  ...SAMPLE,
  kind: 'phased',
  items: [ITEM],
  filters: filters.map((one, i) => ({ code: `f${i}`, title: 'Filter', about: 'A filter.', ...one })),
});

test('rules and filters that no answers come to are found', () => {
  const document = phased([
    {
      rules: [rule(['o0', 'o1'], leadsTo('low')), rule(['o1'], leadsTo('high'))],
      otherwise: { filter: 'f1' },
    },
    { rules: [], otherwise: leadsTo('high') },
  ]);
  const found = refusals(readInstrument(document));
  assert.ok(found.includes('dead-rule /filters/0/rules/1'));
  assert.ok(found.includes('unreachable-filter /filters/1'));
});

const UNREADABLE: [string, unknown, string][] = [
  [
    'filters that lead in a circle',
    phased([
      { rules: [], otherwise: { filter: 'f1' } },
      { rules: [], otherwise: { filter: 'f0' } },
    ]),
    '/filters/0',
  ],
  [
    'a filter that leads nowhere',
    phased([{ rules: [], otherwise: { filter: 'f9' } }]),
    '/filters/0/otherwise',
  ],
  [
    'a rule about an item that there is not',
    phased([
      {
        rules: [{ when: [{ atLeast: 1, of: [{ item: 'z', is: ['o0'] }] }], leadsTo: leadsTo('low') }],
        otherwise: leadsTo('high'),
      },
    ]),
    '/filters/0/rules/0/when/0/of/0',
  ],
  [
    '“unknown” as an option',
    withItem({ options: [{ value: 'unknown', label: 'Unknown', points: 0 }, ITEM!.options[1]!] }),
    '/items/0/options/0/value',
  ],
  [
    'cuts that fall',
    sampleInstrument({
      bands: [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B', from: 2 },
        { code: 'c', label: 'C', from: 1 },
      ],
    }),
    '/bands/2/from',
  ],
  ['an item that stands twice', sampleInstrument({ items: [ITEM!, ITEM!] }), '/items/1/code'],
  ['missing help', withItem({ example: undefined as never }), '/items/0'],
];
for (const [what, document, at] of UNREADABLE)
  test(`${what} cannot be read, and the place is told`, () => {
    assert.throws(
      () => readInstrument(JSON.parse(JSON.stringify(document))),
      (problem: { code: string; faults: { path: string }[] }) =>
        problem.code === 'assessment.invalid-instrument' &&
        problem.faults.some(({ path: where }) => where === at),
    );
  });

test('any JSON, and anything that is none, is read or refused and never a bug', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      try {
        parseInstrument(text);
      } catch (problem) {
        assert.equal((problem as { code: string }).code, 'assessment.invalid-instrument');
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('a fall is found exactly where trying every pair of neighbouring answers finds one', () => {
  fc.assert(
    fc.property(partlyAnswered(1, 4), ({ instrument: any }) => {
      const instrument = { ...any, items: any.items.map((item) => ({ ...item, order: 'rising' as const })) };
      const order = instrument.bands.map(({ code }) => code);
      const falls = findFalls(instrument);
      for (const item of instrument.items) {
        const fall = falls.find((one) => one.item === item.code);
        assert.equal(fall !== undefined, fallsAnywhere(instrument, item, order), item.code);
        if (!fall) continue;
        const open = Object.fromEntries(
          instrument.items.map(({ code, options: [first] }) => [code, first!.value]),
        );
        const bands = [fall.from, fall.to].map(
          (value) => followInstrument(instrument, { ...open, ...fall.others, [item.code]: value }).band,
        );
        assert.deepEqual(bands, fall.bands);
      }
    }),
    { numRuns: 150, seed: 11 },
  );
});

function fallsAnywhere(instrument: Instrument, item: Item, order: readonly string[]): boolean {
  const others = instrument.items.filter(({ code }) => code !== item.code);
  const ways = others.reduce<Record<string, string>[]>(
    (made, { code, options: each }) =>
      made.flatMap((way) => each.map(({ value }) => ({ ...way, [code]: value }))),
    [{}],
  );
  const place = (way: Record<string, string>, value: string) =>
    order.indexOf([...tryEveryAnswer(instrument, { ...way, [item.code]: value }).bands][0]!);
  return ways.some((way) =>
    item.options.slice(1).some(({ value }, i) => place(way, value) < place(way, item.options[i]!.value)),
  );
}

test('docs/schemas/instrument.json is the schema in force', () => {
  const file = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'schemas', 'instrument.json');
  assert.deepEqual(
    JSON.parse(readFileSync(file, 'utf8')),
    JSON.parse(JSON.stringify(InstrumentDocument)),
    'run: node bin/everydot.js instrument schema > docs/schemas/instrument.json',
  );
});
