import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyMapping } from './apply-mapping.ts';
import { type Mapping, type Meaning, withMeaning } from './mapping.ts';
import { proposeMapping } from './propose-mapping.ts';
import type { Reading } from './reading.ts';
import { schemeOn } from './scheme/schemes.ts';
import type { Sheet } from './sheet.ts';

const LEVELS = schemeOn('2012-01-01');
const CATEGORIES = schemeOn('2014-04-01');
const YEAR_2012 = { from: '2012-01-01', to: '2012-12-31' };

type Row = readonly (string | number)[];

function sheet(name: string, rows: readonly Row[], more: Partial<Sheet> = {}): Sheet {
  return { name, rows: rows.map((row) => row.map(String)), ...more };
}

function read(
  sheets: readonly Sheet[],
  { scheme = LEVELS, period = YEAR_2012, examples = [] as Mapping[] } = {},
) {
  const proposal = proposeMapping(sheets, scheme, examples, { period });
  return { proposal, ...applyMapping(sheets, proposal.mapping, scheme, { period }) };
}

function values({ figures }: Pick<Reading, 'figures'>): Record<string, number | null> {
  return Object.fromEntries(
    figures.map(({ question, codes, value }) => [
      [question, ...Object.values(codes).sort()].join('/'),
      value,
    ]),
  );
}

const faultsOf = ({ faults }: Pick<Reading, 'faults'>) => faults.map(({ code, cell }) => `${cell} ${code}`);
const openIn = ({ items }: ReturnType<typeof proposeMapping>) =>
  items.filter(({ means }) => means.is === 'open').map(({ label }) => label);

const SMALL: readonly Row[] = [
  ['Some force'],
  ['CSE return 2012'],
  [],
  ['Question', '2011', '2012', 'Comments'],
  ['Lone offenders', 40, 52, ''],
  ['Gangs and groups', 2, 3, 'checked'],
  ['Schools visited', 7, 9, ''],
  [],
  ['Figures are provisional.'],
];

describe('a return with a question in each row', () => {
  it('is read in the year that it is for, each value with its cell', () => {
    const { figures } = read([sheet('Return', SMALL)]);
    assert.deepEqual(
      figures.map(({ question, value, cell }) => [question, value, cell]),
      [
        ['lone-perpetrators', 52, 'Return!C5'],
        ['group-offences', 3, 'Return!C6'],
      ],
    );
  });
  it('leaves to a person what the scheme does not know, and says so', () => {
    const { proposal, unmapped } = read([sheet('Return', SMALL)]);
    assert.deepEqual(openIn(proposal), ['Schools visited']);
    assert.deepEqual(unmapped, [{ sheet: 'Return', cell: 'C7', label: 'Schools visited', why: 'open' }]);
    for (const { confidence, reason } of proposal.items) {
      assert.ok(confidence >= 0 && confidence <= 1);
      assert.ok(reason.length > 3);
    }
  });
  for (const label of [
    'Arrests of under 18 suspects',
    'Victims not identified',
    'Average days per arrest',
    'Repeat victims',
    'Lone perpetrators (previous year)',
    'Arrests 2011',
    'Online victims',
    'Registered sex offenders arrested',
    'Referrals declined',
    'Arrests as % of referrals',
    'Non-recent recorded offences',
    'A1',
  ])
    it(`takes "${label}" for no question of the scheme`, () => {
      const { figures } = read([
        sheet('Return', [
          ['Question', 'Number'],
          ['Group offences', 3],
          [label, 17],
        ]),
      ]);
      assert.deepEqual(
        figures.map(({ value }) => value),
        [3],
      );
    });
});

describe('a broken-down table', () => {
  const rows: readonly Row[] = [
    ['Child victims'],
    [],
    ['Age', 'Girls', 'Boys', 'Unknown', 'Total'],
    ['Under 10', 5, 2, 0, 7],
    ['10 to 12', 8, 1, 1, 10],
    ['13-15', '1,020', 4, 0, '1,024'],
    ['16/17', 2, 2, 0, 4],
    ['NK', 0, 0, 1, 1],
    ['All', '1,035', 9, 2, '1,046'],
  ];
  it('is read along both sides, with the totals of each', () => {
    const found = values(read([sheet('V', rows)]));
    assert.equal(found['victims'], 1046);
    assert.equal(found['victims/female'], 1035);
    assert.equal(found['victims/13-15'], 1024);
    assert.equal(found['victims/13-15/female'], 1020);
    assert.equal(found['victims/not-known/not-known'], 1);
  });
  it('tells a total that its parts do not come to, and a part above its whole', () => {
    const wrong = rows.map((row) => (row[0] === 'All' ? ['All', '1,035', 9, 2, '1,050'] : row));
    assert.ok(faultsOf(read([sheet('V', wrong)])).includes('E9 parts-do-not-sum'));
    const larger = rows.map((row) => (row[0] === 'All' ? ['All', '1,035', 3, 2, 900] : row));
    assert.ok(faultsOf(read([sheet('V', larger)])).some((fault) => fault.endsWith('part-exceeds-whole')));
  });
});

describe('ages in other bands', () => {
  const table = (bands: readonly Row[]) => [sheet('Victims', [['Victims'], ['Age', 'Number'], ...bands])];
  it('add up where they lie within a national band', () => {
    const found = read(
      table([
        ['0-4', 3],
        ['5-9', 4],
        ['10-12', 6],
      ]),
    );
    assert.equal(values(found)['victims/0-9'], 7);
    assert.equal(found.figures.find(({ value }) => value === 7)!.cell, 'Victims!B3:B4');
  });
  it('are never shared out where they reach over two, nor taken where they overlap', () => {
    const across = read(
      table([
        ['0-9', 3],
        ['10-15', 40],
        ['Total', 43],
      ]),
    );
    assert.deepEqual(values(across), { victims: 43, 'victims/0-9': 3 });
    assert.equal(across.unmapped[0]!.label, '10-15');
    const overlapping = read(
      table([
        ['0-10', 3],
        ['10-12', 4],
        ['13-15', 1],
      ]),
    );
    assert.deepEqual(values(overlapping), { 'victims/13-15': 1 });
  });
  it('may be put where a person says, and stay marked as lossy', () => {
    const sheets = table([
      ['0-9', 3],
      ['10-15', 40],
      ['Total', 43],
    ]);
    const { mapping, items } = proposeMapping(sheets, LEVELS, [], { period: YEAR_2012 });
    const open = items.find(({ label }) => label === '10-15')!;
    const changed = withMeaning(mapping, open.place, open.candidates[0]!.means);
    const { figures } = applyMapping(sheets, changed, LEVELS, { period: YEAR_2012 });
    const lossy = figures.filter(({ isLossy }) => isLossy);
    assert.deepEqual(
      lossy.map(({ codes, value }) => [codes['age-band'], value]),
      [['not-known', 40]],
    );
  });
});

describe('levels and categories', () => {
  const files = (names: readonly string[]) => [
    sheet('F', [['Image files'], ['Grade', 'Files'], ...names.map((name, i) => [name, 10 ** i])]),
  ];
  const period = { from: '2015-01-01', to: '2015-12-31' };
  it('levels become categories and add up', () => {
    const found = read(files(['Level 1', 'Level 2', 'Level 3', 'Level 4', 'Level 5']), {
      scheme: CATEGORIES,
      period,
    });
    assert.deepEqual(values(found), {
      'image-files/A': 11_000,
      'image-files/B': 110,
      'image-files/C': 1,
      'image-files': 11_111,
    });
    assert.ok(faultsOf(found).some((fault) => fault.endsWith('whole-added-up')));
  });
  it('a category says no level, and an American A1 is no category A', () => {
    assert.deepEqual(values(read(files(['Category A', 'Category B', 'Category C']))), {});
    assert.deepEqual(values(read(files(['A1', 'A2', 'B1']), { scheme: CATEGORIES, period })), {});
  });
});

describe('values that are no counts', () => {
  const table = (value: string | number, more: Partial<Sheet> = {}) => [
    sheet(
      'R',
      [
        ['Question', 'Number'],
        ['Arrests', 12],
        ['Lone perpetrators', value],
      ],
      more,
    ),
  ];
  for (const [value, code] of [
    ['-3', 'negative'],
    ['1.5', 'fraction'],
    ['about a dozen', 'not-a-count'],
    ['12%', 'share'],
    ['1.204', 'separator-unclear'],
    ['12.000', 'separator-unclear'],
    ['20120301', 'date'],
    ['constructor', 'not-a-count'],
  ] as const)
    it(`"${value}" is told as ${code}, and no value is taken`, () => {
      const found = read(table(value));
      assert.deepEqual(faultsOf(found), [`B3 ${code}`]);
      assert.equal(values(found)['lone-perpetrators'], null);
    });
  it('a hidden row is read and told', () => {
    const found = read(table(7, { hiddenRows: [2] }));
    assert.equal(values(found)['lone-perpetrators'], 7);
    assert.deepEqual(faultsOf(found), ['B3 hidden']);
  });
  it('one merged value over two questions is taken for neither', () => {
    const found = read(table('', { merged: [{ top: 1, left: 1, bottom: 2, right: 1 }] }));
    assert.deepEqual([...new Set(Object.values(values(found)))], [null]);
  });
  it('two different answers to one question are both left', () => {
    const sheets = [
      ...table(7),
      sheet('Again', [
        ['Question', 'Number'],
        ['Lone offenders', 9],
        ['Arrests', 12],
      ]),
    ];
    const found = read(sheets);
    assert.deepEqual(values(found), { arrests: 12, 'lone-perpetrators': null });
    assert.equal(found.faults.filter(({ code }) => code === 'double-answer').length, 2);
  });
  it('a part larger than its whole is told across questions', () => {
    const found = read([
      sheet('R', [
        ['Question', 'Number'],
        ['Referrals received', 10],
        ['Image reports', 12],
      ]),
    ]);
    assert.deepEqual(faultsOf(found), ['B3 part-exceeds-whole']);
  });
});

describe('parts of a whole', () => {
  const table = (rows: readonly Row[]) => [sheet('R', [['Month', 'Arrests', 'Lone perpetrators'], ...rows])];
  const quarters: readonly Row[] = [
    ['Q1', 1, 2],
    ['Q2', 3, 4],
    ['Q3', 5, 6],
    ['Q4', 7, 8],
  ];
  it('are added up where they make up the year', () => {
    assert.deepEqual(values(read(table(quarters))), { arrests: 16, 'lone-perpetrators': 20 });
  });
  const spread = [...quarters.slice(0, 3), ['Autumn', 7, 8]] as const;
  for (const [name, rows] of Object.entries({
    'one is missing': quarters.slice(0, 3),
    'one is not known': spread,
  }))
    it(`are no whole where ${name}`, () => {
      const found = read(table(rows));
      assert.deepEqual(values(found), { arrests: null, 'lone-perpetrators': null });
      assert.ok(faultsOf(found).every((fault) => fault.endsWith('part-of-sum-missing')));
    });
  it('are no whole where next year one of them is gone', () => {
    const districts = (names: readonly string[]) => table(names.map((name): Row => [name, 2, 3]));
    const all: readonly Row[] = [
      ['North', 2, 3],
      ['South', 4, 1],
      ['Total', 6, 4],
    ];
    const { mapping } = read(table(all)).proposal;
    const found = applyMapping(districts(['North']), mapping, LEVELS, { period: YEAR_2012 });
    assert.deepEqual(values(found), { arrests: null, 'lone-perpetrators': null });
  });
  for (const caption of ['January to March 2012', 'Financial year 2012/13', 'Figures in thousands'])
    it(`"${caption}" above a table says that it is not of the year's counts`, () => {
      const rows: readonly Row[] = [[caption], ['Question', 'Number'], ['Arrests', 5], ['Group offences', 2]];
      const found = read([sheet('R', rows)]);
      assert.deepEqual([values(found), found.unmapped.length > 0], [{}, true]);
    });
});

describe('one row a case', () => {
  const header = ['Crime ref', 'Date recorded', 'Victim name', 'DOB', 'Victim sex', 'Victim age'];
  const cases: readonly Row[] = [
    ['S/1', '03/04/2012', 'Invented One', '01/01/2000', 'F', 12],
    ['S/2', '04/04/2012', 'Invented Two', '01/01/2003', 'F', 9],
    ['S/3', '05/04/2012', 'Invented Three', '01/01/1998', 'M', 14],
    ['S/3', '05/04/2012', 'Invented Three', '01/01/1998', 'M', 14],
    ['S/4', '05/04/2011', 'Invented Four', '01/01/1998', 'M', 13],
    ['S/5', '09/04/2012', 'Invented Five', '', '', ''],
  ];
  const sheets = [sheet('Victims', [header, ...cases])];
  it('is counted by the codes of its columns, within the period', () => {
    const found = values(read(sheets));
    assert.equal(found['victims'], 5);
    assert.equal(found['victims/female'], 2);
    assert.equal(found['victims/13-15/male'], 2);
    assert.equal(found['victims/not-known/not-known'], 1);
  });
  it('tells rows of one case, rows of another year, and that people are named', () => {
    const { faults } = read(sheets);
    const times = Object.fromEntries(faults.map(({ code, times }) => [code, times]));
    assert.deepEqual(times, { 'identifies-people': 1, 'row-twice': 1, 'outside-period': 1 });
  });
  it('takes neither of two columns of the same list', () => {
    const [twice] = [sheet('Victims', [[...header, 'Sex'], ...cases.map((row) => [...row, 'F'])])];
    const found = read([twice]);
    assert.equal(values(found)['victims'], 5);
    assert.ok(!('victims/female' in values(found)));
    assert.ok(found.unmapped.length >= 2);
  });
  it('says that no date was read where next year their column is called otherwise', () => {
    const { mapping } = read(sheets).proposal;
    const renamed = sheet('Victims', [
      header.map((text) => text.replace('Date recorded', 'Logged')),
      ...cases,
    ]);
    const { faults } = applyMapping([renamed], mapping, LEVELS, { period: YEAR_2012 });
    assert.equal(faults.find(({ code }) => code === 'date-unclear')?.times, cases.length);
  });
  it('gives nothing but counts: no name, date of birth or reference leaves it', () => {
    const everything = JSON.stringify(read(sheets));
    for (const private_ of ['Invented', '2000', 'S/1', 'S/3'])
      assert.ok(!everything.includes(private_), private_);
  });
});

describe('a confirmed mapping', () => {
  const first = proposeMapping([sheet('Return', SMALL)], LEVELS, [], { period: YEAR_2012 });
  const place = first.items.find(({ label }) => label === 'Schools visited')!.place;
  const notAsked: Meaning = { is: 'left-out', because: 'not-asked' };
  const confirmed = JSON.parse(JSON.stringify(withMeaning(first.mapping, place, notAsked))) as Mapping;
  const NEXT = { from: '2013-01-01', to: '2013-12-31' };
  const moved: readonly Row[] = [
    ['Question', 'Comments', '2013', '2012'],
    ['Schools visited', '', 1, 9],
    ['Gangs and groups', '', 4, 3],
    ['Lone offenders', '', 61, 52],
    ['Arrests', '', 30, 28],
  ];
  it('is replayed a year on, though columns and rows have moved, and new ones are told', () => {
    const found = applyMapping([sheet('Return', moved)], confirmed, LEVELS, { period: NEXT });
    assert.deepEqual(values(found), { 'group-offences': 4, 'lone-perpetrators': 61 });
    assert.deepEqual(
      found.changes.map(({ what, label }) => `${what} ${label}`),
      ['row-new Arrests', 'moved rows', 'moved columns'],
    );
    assert.deepEqual(
      found.unmapped.map(({ label, why }) => [label, why]),
      [['Arrests', 'new']],
    );
  });
  it('is proposed again, with the force’s own decisions kept', () => {
    const next = proposeMapping([sheet('Return', moved)], LEVELS, [], { own: confirmed, period: NEXT });
    const schools = next.items.find(({ label }) => label === 'Schools visited')!;
    assert.deepEqual([schools.means, schools.reason], [notAsked, 'as the force confirmed it last time']);
    assert.deepEqual(openIn(next), []);
  });
  it('a renamed row is told as missing and new, and not read', () => {
    const renamed = SMALL.map((row) =>
      row[0] === 'Lone offenders' ? ['People of interest', 40, 52, ''] : row,
    );
    const found = applyMapping([sheet('Return', renamed)], confirmed, LEVELS, { period: YEAR_2012 });
    assert.deepEqual(values(found), { 'group-offences': 3 });
    assert.deepEqual(
      found.changes.map(({ what }) => what),
      ['row-missing', 'row-new'],
    );
  });
  describe('of tables one under another', () => {
    const offenders: readonly Row[] = [
      ['Lone perpetrators'],
      ['Type', 'Number'],
      ['Family', 3],
      ['Stranger', 4],
      ['Unknown', 5],
      ['Total', 12],
      [],
      [],
    ];
    const abroad: readonly Row[] = [
      ['Transnational reports'],
      ['Type', 'Number'],
      ['Travelling', 31],
      ['Living abroad', 32],
      ['Unknown', 33],
      ['Total', 96],
    ];
    const both = proposeMapping([sheet('R', [...offenders, ...abroad])], LEVELS, [], {
      period: YEAR_2012,
    }).mapping;
    const left = [sheet('R', abroad)];
    const truth = values(applyMapping(left, both, LEVELS, { period: YEAR_2012 }));
    it('knows each by the words above it, though the first is gone', () => {
      assert.equal(truth['transnational-reports'], 96);
      assert.equal(truth['transnational-reports/not-known'], 33);
      assert.ok(Object.keys(truth).every((key) => key.startsWith('transnational-reports')));
    });
    it('is read the same when it is proposed anew from the force’s own and from others', () => {
      for (const options of [{ own: both }, {}]) {
        const { mapping } = proposeMapping(left, LEVELS, [both], { period: YEAR_2012, ...options });
        assert.deepEqual(values(applyMapping(left, mapping, LEVELS, { period: YEAR_2012 })), truth);
      }
    });
    it('says nothing of a table under words that it does not know', () => {
      const other = [sheet('R', [['Dogs licensed'], ...offenders.slice(1)])];
      assert.deepEqual(values(applyMapping(other, both, LEVELS, { period: YEAR_2012 })), {});
    });
  });
  it('reads "Unknown" under another heading as another line', () => {
    const rows = (heading: string): Row[] => [
      ['Question', 'Breakdown', 'Number'],
      ['Arrests', 'Total', 9],
      ['Group offences', 'Total', 2],
      ['Image reports', 'Total', 5],
      [heading, 'Total', 7],
      [heading, 'Unknown', 4],
    ];
    const { mapping } = read([sheet('R', rows('Lone perpetrators'))]).proposal;
    const found = applyMapping([sheet('R', rows('Victims'))], mapping, LEVELS, { period: YEAR_2012 });
    assert.deepEqual(values(found), { arrests: 9, 'group-offences': 2, 'image-reports': 5 });
    assert.deepEqual(
      found.unmapped.map(({ why }) => why),
      ['new', 'new'],
    );
  });
  it('teaches what another force calls the same', () => {
    const theirs = [
      sheet('Return', [
        ['Question', 'Number'],
        ['Solitary wrongdoers', 5],
        ['Arrests', 3],
      ]),
    ];
    const unknown = proposeMapping(theirs, LEVELS, [], { period: YEAR_2012 });
    assert.deepEqual(openIn(unknown), ['Solitary wrongdoers']);
    const at = unknown.items.find(({ label }) => label === 'Solitary wrongdoers')!.place;
    const taught = withMeaning(unknown.mapping, at, { is: 'counted', question: 'lone-perpetrators' });
    const ours = sheet('Sheet1', [
      ['Measure', 'Count'],
      ['Group offences', 1],
      ['SOLITARY WRONGDOERS', 8],
    ]);
    const found = read([ours], { examples: [taught] });
    assert.equal(values(found)['lone-perpetrators'], 8);
    const contradicted = withMeaning(unknown.mapping, at, { is: 'counted', question: 'arrests' });
    assert.deepEqual(openIn(read([ours], { examples: [taught, contradicted] }).proposal), [
      'SOLITARY WRONGDOERS',
    ]);
  });
});

it('whatever stands in a sheet, it is read in whole counts or not at all, and what is proposed can be stored', () => {
  const words = fc.constantFrom(
    'Total',
    'Level 4',
    'Female',
    '0-9',
    'Unknown',
    'Arrests',
    '2012',
    '2011',
    '12',
    'constructor',
    '1,204',
    '',
    '',
    '-',
    'x',
    'Date',
    'Ref',
    '9.5',
    'Victims',
  );
  const span = fc.record({ top: fc.nat(5), left: fc.nat(4), bottom: fc.nat(9), right: fc.nat(6) });
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 6 }), { maxLength: 12 }),
      fc.array(span, { maxLength: 3 }),
      (rows, merged) => {
        const sheets = [{ name: 'S', rows, merged }];
        const { mapping } = proposeMapping(sheets, LEVELS, [], { period: YEAR_2012 });
        const stored = JSON.parse(JSON.stringify(mapping)) as Mapping;
        const once = applyMapping(sheets, stored, LEVELS, { period: YEAR_2012 });
        assert.deepEqual(applyMapping(sheets, stored, LEVELS, { period: YEAR_2012 }), once);
        for (const { value, marks, question } of once.figures) {
          assert.ok(value === null ? marks.length > 0 : Number.isSafeInteger(value) && value >= 0, question);
        }
        assert.ok(
          once.changes.every(({ what }) => what === 'moved'),
          JSON.stringify(once.changes),
        );
      },
    ),
    { seed: 6, numRuns: 100 },
  );
});

describe('a return of which a column was lost', () => {
  const isDoubted = (found: Reading) => found.faults.some(({ code }) => code === 'perhaps-a-label');
  it('has no codes taken for counts', () => {
    const rows = [['CSE crimes'], [], ['Offence'], ['21'], ['HO 71'], ['HO 19E'], ['20B']];
    const found = read([sheet('CSE crimes', rows)]);
    assert.deepEqual(Object.values(values(found)).filter(Boolean), []);
    assert.ok(isDoubted(found));
  });
  for (const label of ['Under 10', '<10'])
    it(`has counts under "${label}" doubted, where that heads them`, () => {
      const rows = [['CSE victims 2012'], ['', 'Age band'], ['Gender', label], ['F', 9], ['M', 7], ['NK', 0]];
      assert.ok(isDoubted(read([sheet('Victims', rows)])));
    });
  it('is not doubted where a small count is left out', () => {
    const found = read([
      sheet('R', [
        ['Question', 'Number'],
        ['Arrests', '<5'],
        ['Group offences', 21],
      ]),
    ]);
    assert.ok(!isDoubted(found));
    assert.equal(values(found)['group-offences'], 21);
  });
});
