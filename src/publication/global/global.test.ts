import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { Problem } from '../../shared/problem.ts';
import { publishedFiles } from '../publish/published-files.ts';
import { storedNumber } from '../publish/shown-values.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from '../publish/test-edition.ts';
import { combineReleases, type Difference } from './combine-releases.ts';
import { openPackage } from './open-package.ts';
import type { PartnerFigure, PartnerRelease } from './partner-release.ts';
import { readPartnerRelease } from './read-partner-release.ts';
import { writeAssessment } from './write-assessment.ts';

const HEADER = 'id,title,value,unit,definition,period_from,period_to';
const LINE = 'reports,Reports,10,reports,What came in,2012-01-01,2012-12-31';
const describe = (more: object = {}) => ({
  name: 'report',
  contributors: [{ title: 'Agency', roles: ['publisher'] }],
  resources: [{ name: 'figures', path: 'figures.csv' }],
  ...more,
});

function filesOf(description: unknown, figures = `${HEADER}\n${LINE}\n`): Map<string, Buffer> {
  return new Map([
    [
      'datapackage.json',
      Buffer.from(typeof description === 'string' ? description : JSON.stringify(description)),
    ],
    ['figures.csv', Buffer.from(figures)],
  ]);
}

const zipOf = (files: ReadonlyMap<string, Buffer>, folder = '') =>
  Buffer.from(zipSync(Object.fromEntries([...files].map(([name, bytes]) => [`${folder}${name}`, bytes]))));

function refused(work: () => unknown): Problem {
  try {
    work();
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'picture.invalid-package') return failure;
    throw failure;
  }
  return assert.fail('it was taken');
}

let own: PartnerRelease;
before(async () => {
  const files = await publishedFiles(TEST_RELEASE, TEST_CONTENT, { ...TEST_OPTIONS, print: null });
  const zip = files.find(({ name }) => name.endsWith('-data.zip'))!;
  own = readPartnerRelease(openPackage(zip.bytes), 'United Kingdom');
});

test('what Everydot publishes is read again, figure by figure and claim by claim', () => {
  assert.equal(own.figures.length, TEST_CONTENT.figures.length);
  for (const [i, figure] of TEST_CONTENT.figures.entries()) {
    const { id, definition, unit, value, period, version, coverage } = own.figures[i]!;
    assert.deepEqual(
      [id, unit, value, period, version, coverage],
      [
        figure.id,
        figure.unit,
        figure.measured.value === null ? null : storedNumber(figure.measured.value),
        figure.period,
        figure.version,
        figure.coverage && { answered: figure.coverage.answered, of: figure.coverage.of },
      ],
    );
    assert.equal(definition, figure.definition);
  }
  assert.deepEqual(
    own.claims.map(({ id, saidBy, value }) => [id, saidBy, value]),
    TEST_CONTENT.claims.map(({ id, saidBy, value }) => [id, saidBy, value]),
  );
  assert.equal(own.isSynthetic, TEST_OPTIONS.synthetic);
});

const figure: PartnerFigure = {
  id: 'reports',
  title: 'Reports',
  definition: 'What came in',
  version: 1,
  unit: 'reports',
  period: { from: '2012-01-01', to: '2012-12-31' },
  value: 10,
  shorthand: '',
  limits: null,
  countedIn: 'records',
  coverage: { answered: 43, of: 43 },
  estimate: null,
  breaks: null,
};
const release = (country: string, changes: Partial<PartnerFigure> | null = {}): PartnerRelease => ({
  name: 'report',
  title: 'Report',
  edition: '1',
  publisher: `Bureau of ${country}`,
  country,
  created: null,
  licence: null,
  isSynthetic: false,
  figures: changes === null ? [] : [{ ...figure, ...changes }],
  claims: [],
});
const compared = (...releases: PartnerRelease[]) => combineReleases(releases).figures[0]!;

test('figures that agree in everything are added up, with the countries they are of and those they lack', () => {
  const { sum, missing, differences } = compared(
    release('A'),
    release('B', { value: 5, definition: '  what CAME in. ' }),
    release('C', null),
  );
  assert.deepEqual(sum, { value: 15, countries: ['A', 'B'] });
  assert.deepEqual([missing, differences], [['C'], []]);
});

for (const [difference, changes, other = {}] of [
  ['definition', { definition: 'What came in, without duplicates' }],
  ['version', { version: 2 }],
  ['unit', { unit: 'incidents' }],
  ['period', { period: { from: '2012-04-01', to: '2013-03-31' } }],
  ['counted-in', { countedIn: 'returns' }],
  ['coverage', { coverage: { answered: 25, of: 43 } }],
  ['coverage', { coverage: null }],
  ['no-value', { value: null }],
  ['definition', { definition: 'What came in > 10' }, { definition: 'What came in < 10' }],
  ['definition', { definition: 'Over 1.5 a day' }, { definition: 'Over 15 a day' }],
  ['unit', { unit: '$' }, { unit: '€' }],
  ['counted-in', { countedIn: null }, { countedIn: null }],
] as [Difference, Partial<PartnerFigure>, Partial<PartnerFigure>?][])
  test(`nothing is added up where they differ: ${difference} ${Object.values(changes)}`, () => {
    const { sum, differences } = compared(release('A', other), release('B', changes));
    assert.deepEqual([sum, differences], [null, [difference]]);
  });

test('invented records are never added to real ones', () => {
  const invented = { ...release('B'), isSynthetic: true };
  assert.deepEqual(compared(release('A'), invented).differences, ['invented']);
  assert.equal(compared({ ...release('A'), isSynthetic: true }, invented).sum?.value, 20);
});

test('whatever two releases say, they are added up only where every part of it is the same', () => {
  const parts = fc.record({
    definition: fc.constantFrom('What came in', 'what  came in.', 'What came in < 10', 'What came in > 10'),
    unit: fc.constantFrom('reports', 'Reports', '$', '€', '%', 'mean days'),
    version: fc.constantFrom(1, 2, null),
    value: fc.constantFrom(1, 2.5, null),
    countedIn: fc.constantFrom('records', 'returns', null),
    coverage: fc.constantFrom(
      { answered: 43, of: 43 },
      { answered: 12, of: 12 },
      { answered: 1, of: 2 },
      null,
    ),
  });
  const plain = ({ definition, unit, version, countedIn, coverage }: Partial<PartnerFigure>) =>
    JSON.stringify([
      definition!.toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, ''),
      unit!.toLowerCase(),
      version,
      countedIn,
      coverage === null,
    ]);
  fc.assert(
    fc.property(parts, parts, fc.boolean(), (a, b, isCopied) => {
      const other = isCopied ? { ...a, value: b.value } : b;
      const { sum } = compared(release('A', a), release('B', other));
      const isWhole = ({ coverage }: typeof a) => coverage === null || coverage.answered === coverage.of;
      const agree =
        plain(a) === plain(other) &&
        a.countedIn !== null &&
        [a, other].every((one) => one.value !== null && isWhole(one)) &&
        !/[%]|mean/.test(a.unit);
      assert.equal(sum?.value, agree ? a.value! + other.value! : undefined);
    }),
    { numRuns: 500, seed: 4 },
  );
});

test('shares are never added up, nor two releases of one country, nor one release with nothing', () => {
  for (const unit of ['share', '% of cases', 'reports per child', '‰', 'rates', 'proportion', 'median days'])
    assert.deepEqual(compared(release('A', { unit }), release('B', { unit })).differences, ['share']);
  const average = { title: 'Average time to a decision', unit: 'days' };
  assert.deepEqual(compared(release('A', average), release('B', average)).differences, ['share']);
  assert.deepEqual(compared(release('A'), release('a ')).differences, ['one-country']);
  assert.equal(compared(release('A'), release('B', null)).sum, null);
});

test('a sum does not hang on the order of the releases', () => {
  const some = fc.array(fc.record({ country: fc.constantFrom('A', 'B', 'C', 'D'), value: fc.nat(1e6) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(some, (given) => {
      const releases = given.map(({ country, value }) => release(country, { value }));
      const { sum, differences } = compared(...releases);
      const turned = compared(...releases.toReversed());
      assert.deepEqual([turned.sum?.value, turned.differences], [sum?.value, differences]);
      assert.equal(sum !== null, releases.length > 1 && differences.length === 0);
    }),
    { numRuns: 200, seed: 3 },
  );
});

test('a package is found in whatever folder of the zip it lies', () => {
  const { figures, country } = readPartnerRelease(openPackage(zipOf(filesOf(describe()), 'deep/er/')));
  assert.deepEqual([figures[0]!.value, country], [10, 'Agency']);
  assert.match(
    refused(() => openPackage(zipOf(new Map([['figures.csv', Buffer.from('x')]])))).faults[0]!.reason,
    /no datapackage/,
  );
  refused(() => openPackage(Buffer.from('not a zip')));
});

for (const path of [
  '../figures.csv',
  '/etc/passwd',
  'C:\\figures.csv',
  'https://example.org/figures.csv',
  'a/../../b.csv',
  '~/figures.csv',
  '',
])
  test(`a table is not looked for at ${JSON.stringify(path)}`, () => {
    const description = describe({ resources: [{ name: 'figures', path }] });
    assert.match(
      refused(() => readPartnerRelease(filesOf(description))).faults[0]!.reason,
      /out of the package|no such file|not in/,
    );
  });

for (const [name, description, figures] of [
  ['JSON that breaks off', '{"name":', undefined],
  ['JSON that is no object', '[1]', undefined],
  ['resources of another type', describe({ resources: 'figures.csv' }), undefined],
  ['no resource', describe({ resources: [] }), undefined],
  ['a description without end', `{"resources":[${'1,'.repeat(600_000)}1]}`, undefined],
  ['columns without end', describe(), `${Array.from({ length: 3_000 }, (_, i) => i).join(',')}\n1\n`],
  ['no table of figures', describe({ resources: [{ name: 'others', path: 'figures.csv' }] }), undefined],
  ['a file that is not there', describe({ resources: [{ name: 'figures', path: 'none.csv' }] }), undefined],
  [
    'another length',
    describe({ resources: [{ name: 'figures', path: 'figures.csv', bytes: 3 }] }),
    undefined,
  ],
  [
    'another digest',
    describe({ resources: [{ name: 'figures', path: 'figures.csv', hash: `sha256:${'0'.repeat(64)}` }] }),
    undefined,
  ],
  ['nobody who publishes', describe({ contributors: [] }), undefined],
  [
    'no column of definitions',
    describe(),
    'id,title,value,unit,period_from,period_to\na,b,1,c,2012-01-01,2012-01-02\n',
  ],
  ['a value that is none', describe(), `${HEADER}\n${LINE.replace(',10,', ',ten,')}\n`],
  ['a day that is none', describe(), `${HEADER}\n${LINE.replace('2012-12-31', '2012-13-31')}\n`],
  [
    'a period that ends before it begins',
    describe(),
    `${HEADER}\n${LINE.replace('2012-12-31', '2011-12-31')}\n`,
  ],
  ['a definition left empty', describe(), `${HEADER}\n${LINE.replace('What came in', '')}\n`],
  ['the same figure twice', describe(), `${HEADER}\n${LINE}\n${LINE}\n`],
  ['rows that do not fit', describe(), `${HEADER}\n1,2\n`],
  ['more rows than a report has', describe(), `${HEADER}\n${`${LINE}\n`.repeat(5_001)}`],
  ['a day that there is not', describe(), `${HEADER}\n${LINE.replace('2012-12-31', '2012-02-31')}\n`],
  ['a value beyond all counting', describe(), `${HEADER}\n${LINE.replace(',10,', ',1e308,')}\n`],
  ['more answers than askers', describe(), `${HEADER},forces_answered,forces\n${LINE},44,43\n`],
  ['limits the wrong way round', describe(), `${HEADER},interval_low,interval_high\n${LINE},12,9\n`],
  [
    'another digest of a kind that needs no name',
    describe({ resources: [{ name: 'figures', path: 'figures.csv', hash: '0'.repeat(32) }] }),
    undefined,
  ],
  ['bytes that are no text', describe(), `${HEADER}\n\u0000`],
] as const)
  test(`a package with ${name} is refused, and says where`, () => {
    const problem = refused(() => readPartnerRelease(filesOf(description, figures)));
    assert.ok(problem.faults.length > 0 || problem.message.length > 0);
  });

test('a zip that says less of its size than it holds is not unpacked', () => {
  const bomb = zipSync({
    'datapackage.json': Buffer.from(JSON.stringify(describe())),
    'figures.csv': [Buffer.alloc(21_000_000, 'a'), { level: 9 }],
  });
  assert.ok(bomb.length < 200_000);
  assert.match(refused(() => openPackage(Buffer.from(bomb))).faults[0]!.reason, /larger than/);
  const lying = Buffer.from(bomb);
  const at = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  lying.writeUInt32LE(100, at + 24);
  refused(() => openPackage(lying));
});

test('two files of one name are refused, whichever of them a reader of zips would take', () => {
  const first = zipSync({ 'datapackage.json': Buffer.from('{}'), 'datapackage.jsoN': Buffer.from('{}') });
  const twice = Buffer.from(Buffer.from(first).toString('latin1').replaceAll('jsoN', 'json'), 'latin1');
  assert.match(refused(() => openPackage(twice)).faults[0]!.reason, /one name/);
});

test('what the package writes for no value is none, in the columns for which it says so', () => {
  const schema = {
    fields: [{ name: 'value', missingValues: ['-99'] }, { name: 'title' }],
    missingValues: [''],
  };
  const described = describe({ resources: [{ name: 'figures', path: 'figures.csv', schema }] });
  const line = LINE.replace(',10,', ',-99,').replace('Reports', '-99');
  const [read] = readPartnerRelease(filesOf(described, `${HEADER}\n${line}\n`)).figures;
  assert.deepEqual([read!.value, read!.title], [null, '-99']);
});

test('names that every object has are names like others', () => {
  const header = `${HEADER},__proto__,constructor,counted_in`;
  const line = `${LINE.replace(/^reports/, '__proto__')},x,y,constructor`;
  const read = readPartnerRelease(
    filesOf(
      `{"__proto__":{"country":"Nowhere"},${JSON.stringify(describe()).slice(1)}`,
      `${header}\n${line}\n`,
    ),
  );
  assert.deepEqual([read.country, read.figures[0]!.id], ['Agency', '__proto__']);
  const { sum } = combineReleases([read, { ...read, country: 'B' }]).figures[0]!;
  assert.deepEqual([sum?.value, Object.hasOwn(Object.prototype, 'country')], [20, false]);
});

test('what a spreadsheet would run is text again once read, and guarded once written', () => {
  const [read] = readPartnerRelease(
    filesOf(describe(), `${HEADER}\n${LINE.replace('What came in', "'=1+1")}\n`),
  ).figures;
  assert.equal(read!.definition, '=1+1');
  const [first] = writeAssessment(combineReleases([release('A', { definition: '=1+1' })]), new Date(0));
  assert.match(first!.bytes.toString(), /,'=1\+1,/);
});

test('the comparison is a data package that is read again', () => {
  const files = writeAssessment(combineReleases([own, { ...own, country: 'Elsewhere' }]), new Date(0));
  assert.deepEqual(
    files.map(({ name }) => name),
    ['compared-figures.csv', 'sums.csv', 'claims.csv', 'datapackage.json'],
  );
  const again = new Map(files.map(({ name, bytes }) => [name, bytes]));
  assert.match(refused(() => readPartnerRelease(again)).faults[0]!.reason, /no table called figures/);
});

test('whatever bytes come, a release is read or a problem is told', () => {
  const json = fc.jsonValue().map((value) => filesOf(value as object));
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('1', '[x]', '2012-01-01', '"', ',', '\n', '-1e9'),
  );
  const table = fc
    .array(cell, { maxLength: 30 })
    .map((cells) => filesOf(describe(), `${HEADER}\n${cells.join(',')}`));
  const bytes = fc.uint8Array({ maxLength: 300 });
  const survives = (work: () => unknown) => {
    try {
      work();
    } catch (failure) {
      assert.ok(failure instanceof Problem, String(failure));
    }
  };
  fc.assert(
    fc.property(fc.oneof(json, table), (files) =>
      survives(() => combineReleases([readPartnerRelease(files)])),
    ),
    { numRuns: 400, seed: 5 },
  );
  const sound = zipOf(filesOf(describe()));
  fc.assert(
    fc.property(fc.nat(sound.length - 1), fc.nat(255), bytes, (at, value, noise) => {
      const broken = Buffer.from(sound);
      broken[at] = value;
      survives(() => readPartnerRelease(openPackage(broken)));
      survives(() => readPartnerRelease(openPackage(Buffer.from(noise))));
    }),
    { numRuns: 300, seed: 5 },
  );
});
