import type { DraftCell, DraftSheet, Telling } from '../telling.ts';
import { BREAKDOWNS, QUESTION_IDS } from './questions.ts';

// Layouts that the proposals were not tried on while they were built: to measure with.

/** Sexes down and ages across under a merged header; answers far to the right of their questions, sections between. */
export function sectionedForm(telling: Telling): DraftSheet[] {
  const { truth } = telling;
  const sections = [
    { title: 'Part A - Images', ids: ['image-reports', 'image-files'] },
    {
      title: 'Part B - Online and abroad',
      ids: ['exploitation-reports', 'transnational-reports', 'referrals-received'],
    },
    {
      title: 'Part C - Offenders and enforcement',
      ids: [
        'lone-perpetrators',
        'group-offences',
        'arrests',
        'registered-offenders',
        'national-operations',
        'recorded-offences',
      ],
    },
  ];
  const rows: DraftCell[][] = [
    [],
    ['', `${truth.name.toUpperCase()} - CSE RETURN ${truth.year}`],
    ['', 'Force:', truth.name],
    [],
  ];
  for (const { title, ids } of sections) {
    rows.push(['', title]);
    for (const id of ids.filter((one) => telling.has(one)))
      rows.push(['', telling.question(id), '', '', telling.value(id)]);
    rows.push([]);
  }
  return [{ name: 'Form', rows }, ...(telling.has('victims') ? [sexByAge(telling)] : [])];
}

function sexByAge(telling: Telling): DraftSheet {
  const ages = telling.codesOf('age-band');
  const rows: DraftCell[][] = [
    [`${telling.question('victims')} ${telling.truth.year}`],
    ['', telling.list('age-band'), ...ages.slice(1).map(() => ''), ''],
    [telling.list('sex'), ...ages.map((age) => telling.code('age-band', age)), telling.total()],
    ...telling
      .codesOf('sex')
      .map((sex): DraftCell[] => [
        telling.code('sex', sex),
        ...ages.map((age) => telling.value('victims', { sex, 'age-band': age })),
        telling.value('victims', { sex }),
      ]),
    [
      telling.total(),
      ...ages.map((age) => telling.value('victims', { 'age-band': age })),
      telling.value('victims'),
    ],
  ];
  return { name: 'Victims', rows, merged: [{ top: 1, left: 1, bottom: 1, right: ages.length }] };
}

/** One row for the whole force: a column for every question and for every code of it, under two lines of header. */
export function oneLine(telling: Telling): DraftSheet[] {
  const columns = QUESTION_IDS.filter((id) => telling.has(id)).flatMap((id) => [
    { outer: telling.question(id), inner: telling.total(), cell: telling.value(id) },
    ...(BREAKDOWNS[id] ?? []).flatMap((list) =>
      telling
        .codesOf(list)
        .filter(
          (code) => list !== 'register' && list !== 'abuse-achieved' && list !== 'age-band' && code !== '',
        )
        .map((code) => ({
          outer: '',
          inner: telling.code(list, code),
          cell: telling.value(id, { [list]: code }),
        })),
    ),
  ]);
  return [
    {
      name: `Return ${telling.truth.year}`,
      rows: [
        ['', ...columns.map(({ outer }) => outer)],
        ['Force', ...columns.map(({ inner }) => inner)],
        [telling.truth.name, ...columns.map(({ cell }) => cell)],
      ],
    },
  ];
}

/** Groups of lines under headings, each broken down in a second column, with a line number and the year before. */
export function groupedLines(telling: Telling): DraftSheet[] {
  const { dice, truth } = telling;
  let line = 0;
  const rows: DraftCell[][] = [['No.', 'Topic', 'Detail', `${truth.year - 1}`, `${truth.year}`, 'Remarks']];
  for (const id of QUESTION_IDS.filter((one) => telling.has(one))) {
    const lists = (BREAKDOWNS[id] ?? []).slice(0, 1);
    line += 1;
    rows.push([
      line,
      telling.question(id),
      telling.total(),
      dice.int(1, 500),
      telling.value(id),
      dice.chance(0.1) ? 'see email' : '',
    ]);
    for (const list of lists)
      for (const code of telling.codesOf(list)) {
        line += 1;
        rows.push([
          line,
          '',
          telling.code(list, code),
          dice.int(0, 90),
          telling.value(id, { [list]: code }),
          '',
        ]);
      }
  }
  line += 1;
  rows.push([line, telling.notAsked(), telling.total(), dice.int(1, 80), dice.int(1, 80), '']);
  return [{ name: 'Data', rows: [[`${truth.name} - annual return`], [], ...rows, [], [telling.footnote()]] }];
}
