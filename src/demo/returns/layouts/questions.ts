import { NATIONAL_SHAPE, RETURNING } from '../national-shape.ts';
import { type DraftCell, type DraftSheet, type Telling, titleRows } from '../telling.ts';

export const QUESTION_IDS = Object.keys(NATIONAL_SHAPE[Object.keys(RETURNING).at(-1) as '2012']);

/** The breakdowns that belong to a question. */
export const BREAKDOWNS: Readonly<Record<string, readonly string[]>> = {
  'image-files': ['sap-level'],
  victims: ['sex', 'age-band'],
  'exploitation-reports': ['exploitation-aim', 'abuse-achieved'],
  'lone-perpetrators': ['offender-type'],
  'transnational-reports': ['transnational-kind', 'register'],
  'recorded-offences': ['offence'],
};

/** One sheet: a question in each row, last year beside it, some lines that nobody asked for, a note below. */
export function questionRows(telling: Telling): DraftSheet[] {
  const { dice, truth } = telling;
  const hasRef = dice.chance(0.5);
  const hasLast = dice.chance(0.6);
  const hasComment = dice.chance(0.4);
  const value = hasLast ? String(truth.year) : dice.pick(['Number', 'Count', `Jan-Dec ${truth.year}`]);
  const header: DraftCell[] = [
    ...(hasRef ? ['Ref'] : []),
    dice.pick(['Question', 'Indicator', 'Measure']),
    ...(hasLast ? [String(truth.year - 1)] : []),
    value,
    ...(hasLast && dice.chance(0.5) ? ['% change'] : []),
    ...(hasComment ? ['Comments'] : []),
  ];
  const lines = dice
    .shuffle(QUESTION_IDS.filter((id) => telling.has(id)))
    .map((id) => ({ label: telling.question(id), cell: telling.value(id) }));
  lines.splice(dice.int(1, lines.length), 0, { label: telling.notAsked(), cell: dice.int(3, 400) });
  const rows = lines.map(({ label, cell }, i): DraftCell[] => [
    ...(hasRef ? [i + 1] : []),
    label,
    ...(hasLast ? [dice.int(2, 900)] : []),
    cell,
    ...(header.includes('% change') ? [`${dice.int(-30, 60)}%`] : []),
    ...(hasComment ? [dice.chance(0.2) ? 'checked' : ''] : []),
  ]);
  return [
    {
      name: dice.pick(['Sheet1', 'Return', 'Annual return']),
      rows: [
        ...titleRows(telling, 'Annual return on child sexual exploitation'),
        header,
        ...rows,
        [],
        [telling.footnote()],
      ],
    },
  ];
}

/** As `questionRows`, with every breakdown under its question as lines of its own. */
export function questionsWithBreakdowns(telling: Telling): DraftSheet[] {
  const { dice } = telling;
  const rows = QUESTION_IDS.filter((id) => telling.has(id)).flatMap((id): DraftCell[][] => {
    const lists = BREAKDOWNS[id] ?? [];
    const whole: DraftCell[] = [telling.question(id), '', telling.value(id)];
    return [
      whole,
      ...lists.flatMap((list) =>
        telling
          .codesOf(list)
          .map((code): DraftCell[] => [
            telling.question(id),
            telling.code(list, code),
            telling.value(id, { [list]: code }),
          ]),
      ),
    ];
  });
  const header = [
    dice.pick(['Question', 'Topic']),
    dice.pick(['Breakdown', 'Category']),
    dice.pick(['Number', 'Count', 'Value']),
  ];
  return [{ name: 'Sheet1', rows: [...titleRows(telling, 'CSE return'), header, ...rows] }];
}
