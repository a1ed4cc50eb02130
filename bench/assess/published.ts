import { classifyAt, predictiveValuesAt } from '../../src/evaluation/classification.ts';
import { casesOf, many } from '../../src/evaluation/test-cases.ts';

// The published development sample of KIRAT-2 as a fixture: 374 cases, 170 with contact offending, 97.6 % of them flagged,
// 62.3 % of the others not. Source: Long et al. 2016.

const PUBLISHED = casesOf(
  ...many(166, 1, true),
  ...many(4, 0, true),
  ...many(77, 1, false),
  ...many(127, 0, false),
);

/** What follows from them, as printed: base rate, positive and negative predictive value in per cent. */
const FOLLOWS = [
  [0.05, '12', '99.8'],
  [0.1, '22', '99.6'],
  [0.2, '39', '99.1'],
  [0.455, '68', '96.9'],
] as const;

/** Wilson's intervals in per cent: sensitivity, specificity. */
const WILSON = ['94.1 to 99.1', '55.4 to 68.6'];

export function checkPublished(): { faults: string[]; facts: Record<string, string> } {
  const { sensitivity, specificity, accuracy, confusion } = classifyAt(PUBLISHED, 1);
  const intervals = [sensitivity!, specificity!].map(
    ({ low, high }) => `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`,
  );
  const values = FOLLOWS.map(([rate, positive, negative]) => {
    const found = predictiveValuesAt(confusion, rate);
    const shown = [(found.positive!.value * 100).toFixed(0), (found.negative!.value * 100).toFixed(1)];
    return { rate, shown, holds: shown[0] === positive && shown[1] === negative };
  });
  return {
    faults: [
      ...values.filter(({ holds }) => !holds).map(({ rate }) => `predictive values at ${rate}`),
      ...(intervals.join() === WILSON.join() ? [] : ['Wilson intervals of the published sample']),
    ],
    facts: {
      'published sample': `sensitivity ${(sensitivity!.value * 100).toFixed(1)} % (${intervals[0]}), specificity ${(specificity!.value * 100).toFixed(1)} % (${intervals[1]})`,
      'predictive values at 5, 10, 20, 45.5 %': values.map(({ shown }) => shown.join('/')).join(', '),
      'overall correct that follows': `${(accuracy!.value * 100).toFixed(1)} % (83.7 % is quoted: development sample, cut-off not published)`,
    },
  };
}
