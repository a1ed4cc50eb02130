import { type DraftCell, type DraftSheet, type Telling, titleRows } from '../telling.ts';
import { BREAKDOWNS, QUESTION_IDS } from './questions.ts';

/** A sheet for each question that is broken down, and one for the others. */
export function sheetEach(telling: Telling): DraftSheet[] {
  const plain = QUESTION_IDS.filter((id) => telling.has(id) && !BREAKDOWNS[id]);
  const broken = QUESTION_IDS.filter((id) => telling.has(id) && BREAKDOWNS[id]);
  return [
    {
      name: 'Summary',
      rows: [
        ...titleRows(telling, 'Return'),
        ['Measure', 'Number'],
        ...plain.map((id): DraftCell[] => [telling.question(id), telling.value(id)]),
      ],
    },
    ...broken.map((id, i) => ({
      name: telling.dice.chance(0.5)
        ? telling
            .question(id)
            .replaceAll(/[/:?*[\]\\]/g, ' ')
            .slice(0, 31)
        : `Table ${i + 1}`,
      rows: [[telling.question(id)], [], ...tablesOf(telling, id)],
    })),
  ];
}

/** All of it on one sheet, one table under another. */
export function stackedTables(telling: Telling): DraftSheet[] {
  const rows: DraftCell[][] = titleRows(telling, 'Child sexual exploitation return');
  const plain = QUESTION_IDS.filter((id) => telling.has(id) && !BREAKDOWNS[id]);
  rows.push(
    ['Measure', 'Total'],
    ...plain.map((id): DraftCell[] => [telling.question(id), telling.value(id)]),
    [],
  );
  for (const id of QUESTION_IDS.filter((one) => telling.has(one) && BREAKDOWNS[one]))
    rows.push([telling.question(id)], ...tablesOf(telling, id), [], []);
  return [{ name: 'Return', rows: [...rows, [telling.footnote()]] }];
}

function tablesOf(telling: Telling, id: string): DraftCell[][] {
  const [first, second] = BREAKDOWNS[id]!;
  if (id === 'victims') return ageBySex(telling);
  return [
    ...oneList(telling, id, first!),
    ...(second ? [[], ...oneList(telling, id, second, telling.question(id))] : []),
  ];
}

function oneList(telling: Telling, id: string, list: string, caption?: string): DraftCell[][] {
  return [
    ...(caption ? [[caption]] : []),
    [telling.list(list), 'Number'],
    ...telling
      .codesOf(list)
      .map((code): DraftCell[] => [telling.code(list, code), telling.value(id, { [list]: code })]),
    ...(list === 'offence' ? [] : [[telling.total(), telling.value(id)]]),
  ];
}

/** Ages down, sexes across, totals at both ends. */
function ageBySex(telling: Telling): DraftCell[][] {
  const sexes = telling.codesOf('sex');
  const ages = telling.codesOf('age-band');
  return [
    [telling.list('age-band'), ...sexes.map((sex) => telling.code('sex', sex)), telling.total()],
    ...ages.map((age): DraftCell[] => [
      telling.code('age-band', age),
      ...sexes.map((sex) => telling.value('victims', { sex, 'age-band': age })),
      telling.value('victims', { 'age-band': age }),
    ]),
    [telling.total(), ...sexes.map((sex) => telling.value('victims', { sex })), telling.value('victims')],
  ];
}
