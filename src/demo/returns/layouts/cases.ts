import { truthKey } from '../force-truth.ts';
import type { DraftCell, DraftSheet, Telling } from '../telling.ts';
import { titleRows } from '../telling.ts';
import { BREAKDOWNS, QUESTION_IDS } from './questions.ts';

const OLDEST_AND_YOUNGEST: Readonly<Record<string, readonly [number, number]>> = {
  '0-9': [1, 9],
  '10-12': [10, 12],
  '13-15': [13, 15],
  '16-17': [16, 17],
};

/** Lists of cases, names and dates of birth and all (invented), beside a summary of what is not counted by case. */
export function caseLists(telling: Telling): DraftSheet[] {
  const counted = ['victims', 'lone-perpetrators', 'group-offences'];
  const sheets = [victims(telling), perpetrators(telling)].filter((sheet) => sheet !== undefined);
  const rest = QUESTION_IDS.filter(
    (id) => telling.has(id) && (!counted.includes(id) || !sheets.some(({ answers }) => answers.includes(id))),
  );
  return [
    {
      name: 'Totals',
      rows: [
        ...titleRows(telling, 'Return'),
        ['Measure', 'Number'],
        ...rest.map((id): DraftCell[] => [telling.question(id), telling.value(id)]),
      ],
    },
    ...sheets.map(({ sheet }) => sheet),
  ];
}

/** Fewer cases make no list. */
const FEWEST = 6;
type CaseSheet = { sheet: DraftSheet; answers: string[] };

function victims(telling: Telling): CaseSheet | undefined {
  const { dice, truth } = telling;
  if (!telling.has('victims') || telling.count('victims') < FEWEST) return undefined;
  const hasNames = dice.chance(0.5);
  const cases = telling
    .codesOf('sex')
    .flatMap((sex) =>
      telling
        .codesOf('age-band')
        .flatMap((age) =>
          Array.from(
            { length: truth.counts.get(truthKey('victims', { sex, 'age-band': age })) ?? 0 },
            () => ({ sex, age }),
          ),
        ),
    );
  // Of the largest wholes not every case was drawn; the list is what the file says.
  tellCases(
    telling,
    'victims',
    cases.map(({ sex, age }) => ({ sex, 'age-band': age })),
  );
  const header = [
    'Crime ref',
    'Date recorded',
    ...(hasNames ? ['Victim name', 'DOB'] : []),
    'Victim sex',
    'Victim age',
  ];
  const rows = dice
    .shuffle(cases)
    .map(({ sex, age }, i): DraftCell[] => [
      `SYN/${truth.year}/${10_000 + i}`,
      dayOf(telling),
      ...(hasNames ? [`Synthetic Person ${i + 1}`, `01/01/${truth.year - 12}`] : []),
      telling.code('sex', sex),
      age === 'not-known' ? '' : dice.int(...OLDEST_AND_YOUNGEST[age]!),
    ]);
  return {
    sheet: { name: telling.question('victims').replaceAll(/[/:?*[\]\\]/g, ' '), rows: [header, ...rows] },
    answers: ['victims'],
  };
}

function perpetrators(telling: Telling): CaseSheet | undefined {
  const { dice, truth } = telling;
  const [lone, groups] = [telling.count('lone-perpetrators'), telling.count('group-offences')];
  if (
    !telling.has('lone-perpetrators') ||
    !telling.has('group-offences') ||
    lone + groups < FEWEST ||
    groups === 0
  )
    return undefined;
  const list = 'offender-type';
  const cases = [
    ...telling.codesOf(list).flatMap((code) =>
      Array.from({ length: telling.count('lone-perpetrators', { [list]: code }) }, () => ({
        of: 'lone-perpetrators',
        code,
      })),
    ),
    ...Array.from({ length: groups }, () => ({ of: 'group-offences', code: 'not-known' })),
  ];
  tellCases(
    telling,
    'lone-perpetrators',
    cases.filter((one) => one.of === 'lone-perpetrators').map(({ code }) => ({ [list]: code })),
  );
  telling.note('group-offences', {}, groups);
  const rows = dice
    .shuffle(cases)
    .map(({ of, code }, i): DraftCell[] => [
      `SYN/${truth.year}/${50_000 + i}`,
      dayOf(telling),
      telling.question(of),
      telling.code(list, code),
    ]);
  return {
    sheet: {
      name: 'Cases',
      rows: [['Occurrence no', 'Date reported', 'Offence type', 'Relationship to child'], ...rows],
    },
    answers: ['lone-perpetrators', 'group-offences'],
  };
}

function tellCases(
  telling: Telling,
  question: string,
  cases: readonly Readonly<Record<string, string>>[],
): void {
  const tell = (codes: Readonly<Record<string, string>>) =>
    telling.note(
      question,
      codes,
      cases.filter((one) => Object.entries(codes).every(([list, code]) => one[list] === code)).length,
    );
  tell({});
  const [first, second] = BREAKDOWNS[question] ?? [];
  for (const list of [first, second])
    if (list) for (const code of telling.codesOf(list)) tell({ [list]: code });
  if (!first || !second) return;
  for (const a of telling.codesOf(first))
    for (const b of telling.codesOf(second)) tell({ [first]: a, [second]: b });
}

function dayOf({ dice, truth }: Telling): string {
  const part = (one: number) => String(one).padStart(2, '0');
  return `${part(dice.int(1, 28))}/${part(dice.int(1, 12))}/${truth.year}`;
}
