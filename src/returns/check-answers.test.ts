import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answer } from './answer-values.ts';
import { checkAnswers } from './check-answers.ts';
import { findingsAbout } from './findings.ts';
import { forcesOn } from './forces/forces.ts';
import { codeOfMeaning, meaningOfCode } from './meaning-code.ts';
import { codeOfPeriod, periodOfCode } from './period-code.ts';
import { currentScheme } from './scheme/schemes.ts';
import { sizeOfForce } from './scorecard/report-return.ts';
import { scoreReturns, totalOf } from './scorecard/score-returns.ts';
import { splitByForce } from './split-by-force.ts';

const SCHEME = currentScheme();
const FORCES = forcesOn('2025-12-31', 'england-and-wales').map(({ key }) => key);
/** Per million people, so that questions differ by orders of size as they do in life. */
const RATES: Record<string, number> = {
  'referrals-received': 900,
  'image-reports': 260,
  'image-files': 2_600,
  victims: 150,
  'exploitation-reports': 70,
  'lone-perpetrators': 45,
  arrests: 110,
  'registered-offenders': 1_500,
};

/** Every force's whole answers; the same wobble for the same force, question and year. */
function yearOfAnswers(year: number, forces: readonly string[] = FORCES): Answer[] {
  return forces.flatMap((force, i) =>
    Object.entries(RATES).map(([question, rate], j) => {
      const own = 1 + 0.3 * Math.sin(i * 7 + j * 3) + 0.08 * Math.sin(i * 13 + j * 5 + year);
      const value = Math.round((rate * sizeOfForce(force)! * own) / 1_000_000);
      return { force, question, codes: {}, value, cell: `Sheet1!B${j + 3}`, isLossy: false };
    }),
  );
}

const check = (now: readonly (Answer & { returnId?: string })[], before = yearOfAnswers(2024)) =>
  checkAnswers({ scheme: SCHEME, now, before, sizeOf: sizeOfForce });
const kinds = (found: ReturnType<typeof check>, force: string) =>
  found.findings.filter((finding) => finding.force === force).map(({ kind, question }) => [kind, question]);
const apart = (answers: readonly Answer[]) =>
  answers.map((answer) => ({ ...answer, returnId: answer.force }));

describe('the checks of a period’s answers', () => {
  it('find nothing where nothing is amiss but a force too small to judge', () => {
    const { findings, tests } = check(apart(yearOfAnswers(2025)));
    assert.deepEqual(
      findings.filter(({ force }) => force !== 'city-of-london'),
      [],
    );
    assert.ok(tests.every(({ held, made }) => made > 0 && held <= made));
  });
  it('find one force’s values that slipped by a line, and do not tell each again', () => {
    const now = yearOfAnswers(2025);
    const own = now.filter(({ force }) => force === 'kent');
    const slipped = now.map((answer) => {
      const i = own.indexOf(answer);
      return i > 0 ? { ...answer, value: own[i - 1]!.value } : answer;
    });
    const found = check(apart(slipped)).findings.filter(({ force }) => force === 'kent');
    assert.equal(found[0]!.kind, 'misaligned');
    assert.equal(found[0]!.figures['shift'], -1);
    assert.deepEqual(
      found.filter(({ cells }) => cells.some((cell) => found[0]!.cells.includes(cell))),
      [found[0]],
    );
  });
  it('find values beside the wrong forces in a table of forces', () => {
    const one = yearOfAnswers(2025)
      .filter(({ question }) => question === 'referrals-received')
      .map((answer, i) => ({ ...answer, cell: `Sheet1!B${i + 2}`, returnId: 'table' }));
    const slipped = one.map((answer, i) =>
      i > 9 && i < 30 ? { ...answer, value: one[i + 1]!.value } : answer,
    );
    const [found] = check(slipped, []).findings;
    assert.equal(found!.kind, 'misaligned');
    assert.equal(found!.figures['shift'], 1);
    assert.ok(Math.abs(found!.cells.length - 20) <= 3, `${found!.cells.length}`);
  });
  it('say of each force in a table that its value slipped, once, and count it against each', () => {
    const own: string[] = FORCES.filter((force) => force !== 'city-of-london');
    const place = (answer: Answer) => ({
      ...answer,
      cell: `Sheet1!C${own.indexOf(answer.force) + 2}`,
      returnId: 'one',
    });
    const isAsked = ({ question }: Answer) => question === 'registered-offenders';
    const right = yearOfAnswers(2025, own).filter(isAsked);
    const slipped = right.map((answer, i) => ({ ...answer, value: right[Math.max(0, i - 1)]!.value }));
    const { findings, tests } = check(slipped.map(place), yearOfAnswers(2024).filter(isAsked));
    const about = own.map((force) => findingsAbout(force, findings));
    assert.ok(about.filter((found) => found.length === 1 && found[0]!.kind === 'misaligned').length > 30);
    assert.ok(about.every((found) => found.length <= 1));
    for (const [i, found] of about.entries())
      for (const { force, cells } of found) assert.deepEqual([force, cells], [own[i], [`Sheet1!C${i + 2}`]]);
    const told = new Set(about.flat().map(({ force }) => force));
    for (const { force, dimension, held, made } of tests)
      if (dimension === 'accuracy' && told.has(force)) assert.ok(held < made, force);
  });
  it('count a copy of last year against the accuracy of what was copied', () => {
    const now = yearOfAnswers(2025).map((answer, i) =>
      answer.force === 'kent' ? { ...answer, value: yearOfAnswers(2024)[i]!.value } : answer,
    );
    const { findings, tests } = check(apart(now));
    const copied = findings.find(({ kind, force }) => kind === 'copied' && force === 'kent')!;
    assert.ok(copied.cells.length > 3);
    const ofKent = tests.filter(({ force, dimension }) => force === 'kent' && dimension === 'accuracy');
    assert.equal(ofKent.filter(({ held, made }) => held < made).length, copied.cells.length);
  });
  it('find another unit, a jump, a copy, what exceeds its whole, and what was left out', () => {
    const change =
      (force: string, question: string, by: (answer: Answer) => Partial<Answer>) => (answer: Answer) =>
        answer.force === force && answer.question === question ? { ...answer, ...by(answer) } : answer;
    const before = yearOfAnswers(2024);
    const now = yearOfAnswers(2025)
      .map(change('essex', 'registered-offenders', ({ value }) => ({ value: value! * 1000 })))
      .map(change('surrey', 'victims', ({ value }) => ({ value: value! * 4 })))
      .map(change('sussex', 'image-reports', ({ value }) => ({ value: value! * 20 })))
      .filter(({ force, question }) => force !== 'dorset' || question !== 'arrests')
      .map((answer) =>
        answer.force === 'norfolk'
          ? {
              ...answer,
              value: before.find((one) => one.force === 'norfolk' && one.question === answer.question)!.value,
            }
          : answer,
      );
    const found = check(apart(now), before);
    assert.deepEqual(kinds(found, 'essex'), [['unit', 'registered-offenders']]);
    assert.deepEqual(kinds(found, 'surrey'), [['jump', 'victims']]);
    assert.ok(kinds(found, 'sussex').some(([kind]) => kind === 'ratio' || kind === 'unit'));
    assert.deepEqual(kinds(found, 'dorset'), [['dropped', 'arrests']]);
    assert.deepEqual(kinds(found, 'norfolk'), [['copied', null]]);
  });
  it('find parts that come to more than their question', () => {
    const parts = ['female', 'male'].map(
      (sex): Answer => ({
        force: 'kent',
        question: 'victims',
        codes: { sex },
        value: 400,
        cell: 'Sheet1!B9',
        isLossy: false,
      }),
    );
    const found = check(apart([...yearOfAnswers(2025), ...parts]));
    assert.deepEqual(kinds(found, 'kent'), [['sum', 'victims']]);
  });
});

it('a force that sent nothing is short of everything it was asked, and late once the day has come', () => {
  const scored = (today: string) =>
    scoreReturns({
      scheme: SCHEME,
      forces: ['kent', 'essex'],
      answers: yearOfAnswers(2025, ['kent']),
      counts: [],
      tests: [],
      receivedOn: new Map([['kent', '2026-03-30']]),
      dueOn: '2026-03-31',
      today,
    });
  const of = (force: string, today: string, dimension: 'completeness' | 'timeliness') => {
    const { numerator, denominator } = totalOf(
      scored(today).filter((score) => score.force === force),
      dimension,
    );
    return [numerator, denominator];
  };
  const asked = SCHEME.questions.reduce((sum, { by }) => sum + 1 + by.length, 0);
  assert.deepEqual(of('kent', '2026-03-31', 'completeness'), [8, asked]);
  assert.deepEqual(of('essex', '2026-03-31', 'completeness'), [0, asked]);
  assert.deepEqual(of('kent', '2026-03-31', 'timeliness'), [8, 8]);
  assert.deepEqual(of('essex', '2026-03-31', 'timeliness'), [0, 0]);
  assert.deepEqual(of('essex', '2026-04-01', 'timeliness'), [0, SCHEME.questions.length]);
});

describe('a table of forces', () => {
  const table = [
    ['Force', 'Referrals', 'Arrests'],
    ['Kent Police', '5', '1'],
    ['Essex', '6', '2'],
    ['Surrey', '7', '3'],
    ['Atlantis', '8', '4'],
    ['England and Wales', '26', '10'],
  ];
  it('is read force by force, each figure where it stood', () => {
    const split = splitByForce([{ name: 'One', rows: table }])!;
    assert.deepEqual([...split.parts.keys()], ['kent', 'essex', 'surrey']);
    assert.deepEqual(split.parts.get('essex')![0]!.rows, [table[0], [], ['Total', '6', '2'], []]);
    assert.deepEqual(split.unknown, [{ sheet: 'One', cell: 'A5' }]);
  });
  it('may have its forces side by side', () => {
    const turned = table[0]!.map((_, column) => table.map((row) => row[column]!));
    const split = splitByForce([{ name: 'One', rows: turned }])!;
    assert.deepEqual(split.parts.get('essex')![0]!.rows, [
      ['Force', '', 'Total', '', 'Atlantis', 'England and Wales'],
      ['Referrals', '', '6', '', '8', '26'],
      ['Arrests', '', '2', '', '4', '10'],
    ]);
  });
  it('is none where fewer than three forces are named', () => {
    assert.equal(splitByForce([{ name: 'One', rows: table.slice(0, 3) }]), null);
  });
});

it('a meaning is the same after it went through a form', () => {
  const question = fc.constantFrom(...SCHEME.questions.map(({ id }) => id));
  const coded = fc
    .constantFrom(...SCHEME.codeLists)
    .chain(({ id, codes }) => fc.constantFrom(...codes).map(({ code }) => ({ [id]: code })));
  const means = fc.oneof(
    fc.record(
      {
        is: fc.constant('counted' as const),
        question,
        codes: coded,
        isTotal: fc.constant(true),
        isPart: fc.constant(true),
      },
      { requiredKeys: ['is'], noNullPrototype: true },
    ),
    fc.constantFrom(
      { is: 'open' as const },
      { is: 'dates' as const },
      { is: 'left-out' as const, because: 'note' as const },
    ),
    fc.constantFrom(...SCHEME.codeLists).map(({ id }) => ({ is: 'codes' as const, list: id })),
  );
  fc.assert(
    fc.property(means, (meaning) => {
      assert.deepEqual(meaningOfCode(codeOfMeaning(meaning), SCHEME), meaning);
    }),
    { seed: 6, numRuns: 200 },
  );
  for (const wrong of [
    '',
    'is=counted&question=nonsense',
    'is=codes&list=nonsense',
    'is=counted&code.sex=x',
    'is=left-out',
  ])
    assert.equal(meaningOfCode(wrong, SCHEME), null, wrong);
});

it('a period is the same after it went through an address', () => {
  for (const period of [
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '1999-04-01', to: '2000-03-31' },
    { from: '2025-01-01', to: '2025-06-30' },
  ])
    assert.deepEqual(periodOfCode(codeOfPeriod(period)), period);
  assert.equal(periodOfCode('2025-27'), undefined);
  assert.equal(periodOfCode('soon'), undefined);
});

it('no day that is in no calendar makes a period', () => {
  for (const code of [
    '2025-02-30_2025-12-31',
    '2025-99-99_2025-99-99',
    '2025-03-01_2025-02-01',
    '0000',
    '9999',
  ])
    assert.equal(periodOfCode(code), undefined, code);
});
