import type { Estimate, Learned } from '../evaluation/index.ts';
import { percent } from './shown-figures.ts';
import { tableLines } from './table.ts';

/** What was learned, for people to read. */
export function learnedLines(learned: Learned): string[] {
  return [
    `Learned from ${learned.cases} cases, ${learned.positives} positive; ${learned.withoutOutcome} rows without an outcome were left out.`,
    ...leftOutLines(learned),
    ...learned.notNumbers.map(
      ({ column, cells }) => `Of ${column}, ${cells} cells are no numbers: they count as unknown.`,
    ),
    '',
    ...tableLines(
      ['item', 'points'],
      learned.scorecard.items.map(({ label, points }) => [label, points > 0 ? `+${points}` : points]),
    ),
    ...(learned.scorecard.items.length === 0
      ? ['No column tells the outcomes apart: every case would have the same probability.']
      : []),
    '',
    ...tableLines(
      ['total', 'probability'],
      learned.totals.map(({ total, probability }) => [total, percent(probability)]),
    ),
    '',
    ...outOfSampleLines(learned),
    ...equalsLines(learned),
    ...warningLines(learned),
    'Learned points are not validated: hold them against the outcomes of other cases before anybody is assessed by them.',
  ];
}

const BECAUSE = {
  protected: 'never an input, being named after a protected characteristic',
  'values-are-protected': 'never an input, as their values name a protected characteristic',
  excluded: 'left out as asked',
  'same-everywhere': 'the same in every row',
  'different-everywhere': 'different in nearly every row: names or numbers of cases',
} as const satisfies Record<Learned['leftOut'][number]['because'], string>;

function leftOutLines({ leftOut }: Learned): string[] {
  return [...Map.groupBy(leftOut, ({ because }) => because)].map(
    ([because, columns]) =>
      `Not used (${BECAUSE[because]}): ${columns.map(({ column }) => column).join(', ')}.`,
  );
}

function outOfSampleLines({ outOfSample, areaByFold, size, sizesTried, sizeByFold }: Learned): string[] {
  const { area, calibration } = outOfSample;
  const folds = areaByFold.filter((one) => one !== null);
  return [
    `On cases that it was not learned from: area under the curve ${estimate(area)}, ` +
      `calibration slope ${calibration?.line?.slope.value.toFixed(2) ?? 'not known'}, ` +
      `fold by fold ${folds.map((one) => one.toFixed(3)).join(', ')}.`,
    ...(sizesTried.length > 0
      ? [
          `Items and points were chosen within each fold: at most ${size.items} items of ${size.maxPoints} points in the one shown; ` +
            `in the folds ${sizeByFold.map(({ items, maxPoints }) => `${items} of ${maxPoints}`).join(', ')}.`,
        ]
      : []),
  ];
}

function equalsLines({ nearlyEqual, appearances, areaByFold }: Learned): string[] {
  return [
    ...(nearlyEqual.length < 2
      ? []
      : [
          '',
          `${nearlyEqual.length - 1} other scorecards do as well within 1 % of the loss:`,
          ...nearlyEqual.slice(1).map(({ items }) => `  ${items.map(itemText).join('; ')}`),
        ]),
    '',
    ...tableLines(
      ['column', `of ${nearlyEqual.length} near-equal`, `of ${areaByFold.length} folds`],
      appearances.map(({ column, inNearlyEqual, inFolds }) => [column, inNearlyEqual, inFolds]),
    ),
    '',
  ];
}

function warningLines({ standIns, totalTells, telling }: Learned): string[] {
  return [
    ...standIns.map(
      ({ item, column, strength }) =>
        `May stand for ${column}: "${item}" (strength ${estimate(strength, 2)} of 1). Look at it before anybody uses this.`,
    ),
    ...totalTells
      .filter(({ area }) => area.low > 0.55 || area.high < 0.45)
      .map(
        ({ column, group, area }) =>
          `The total tells ${column} ${group} from the others: area ${estimate(area)}, where 0.5 would be not at all.`,
      ),
    ...telling.map(
      ({ column, area }) =>
        `${column} alone tells the outcome almost without error (area ${area.value.toFixed(3)}): if it was written down afterwards, exclude it.`,
    ),
  ];
}

function itemText({ label, points }: Learned['scorecard']['items'][number]): string {
  return `${label} ${points > 0 ? '+' : ''}${points}`;
}

function estimate(found: Estimate | null, digits = 3): string {
  if (!found) return 'not known';
  return `${found.value.toFixed(digits)} (95 % interval ${found.low.toFixed(digits)} to ${found.high.toFixed(digits)})`;
}
