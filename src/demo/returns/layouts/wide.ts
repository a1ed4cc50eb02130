import type { DraftCell, DraftSheet, Telling } from '../telling.ts';
import { titleRows } from '../telling.ts';
import { BREAKDOWNS, QUESTION_IDS } from './questions.ts';

const PARTS = {
  quarters: ['Q1', 'Q2', 'Q3', 'Q4'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  districts: ['North', 'Central', 'South', 'Coast'],
} as const;

/** A question in each column, a part of the year or of the area in each row, and a total; levels in columns of their own. */
export function wideColumns(telling: Telling): DraftSheet[] {
  const { dice } = telling;
  const kind = dice.pick(['quarters', 'months', 'districts'] as const);
  const columns = QUESTION_IDS.filter(
    (id) => telling.has(id) && !['registered-offenders', 'victims'].includes(id),
  ).map((id) => ({
    label: telling.question(id),
    parts: partsOf(telling, telling.count(id), PARTS[kind].length),
    total: telling.value(id),
  }));
  const rows = PARTS[kind].map((label, i): DraftCell[] => [
    label,
    ...columns.map(({ parts }) => telling.written(parts[i]!)),
  ]);
  const header = [
    kind === 'districts'
      ? dice.pick(['District', 'BCU'])
      : dice.pick(['Period', 'Month']).replace('Period', 'Quarter'),
    ...columns.map(({ label }) => label),
  ];
  const hasTotal = kind === 'districts' || dice.chance(0.6);
  return [
    {
      name: 'Sheet1',
      rows: [
        ...titleRows(telling, 'CSEA return'),
        header,
        ...rows,
        ...(hasTotal ? [[telling.total(), ...columns.map(({ total }) => total)]] : []),
      ],
    },
  ];
}

function partsOf({ dice }: Telling, whole: number, count: number): number[] {
  const parts = Array.from({ length: count }, () => 0);
  const weights = parts.map((_, i) => [i, dice.between(0.5, 1.5)] as const);
  for (let left = whole; left > 0; ) {
    const some = Math.min(left, Math.max(1, Math.floor(left / 8)));
    parts[dice.weighted(weights)]! += some;
    left -= some;
  }
  return parts;
}

/** One long table: question, what it is broken down by, the code, the count. */
export function longTable(telling: Telling): DraftSheet[] {
  const rows = QUESTION_IDS.filter((id) => telling.has(id)).flatMap((id): DraftCell[][] => [
    [telling.question(id), telling.total(), telling.value(id)],
    ...(BREAKDOWNS[id] ?? []).flatMap((list) =>
      telling
        .codesOf(list)
        .map((code): DraftCell[] => [
          telling.question(id),
          telling.code(list, code),
          telling.value(id, { [list]: code }),
        ]),
    ),
  ]);
  return [{ name: 'Export', rows: [['Measure', 'Category', 'Value'], ...rows] }];
}
