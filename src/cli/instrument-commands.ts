import {
  type Comparison,
  compareScores,
  type Estimate,
  type Evaluation,
  evaluateScore,
  type PairedDifference,
  readCases,
} from '../evaluation/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { inUtf8, readFileNamed } from './read-file.ts';
import { percent } from './shown-figures.ts';
import { tableLines } from './table.ts';

type Columns = {
  score: string;
  outcome: string;
  positive?: string;
  weight?: string;
  group?: string;
  encoding?: string;
};
type EvaluateOptions = Columns & { cut?: number; baseRate?: number[] };
type CompareOptions = Columns & { against: string; cuts?: [number, number]; baseRate?: number[] };

/** `everydot instrument evaluate`: what recorded outcomes say of a score. Throws `evaluation.nothing-to-validate`. */
export async function evaluateCommand(file: string, options: EvaluateOptions): Promise<Result> {
  const table = readCases(inUtf8(await readFileNamed(file), options.encoding), {
    ...options,
    scores: [options.score],
  });
  const evaluation = evaluateScore(table.cases, { cut: options.cut, baseRates: options.baseRate });
  if (!evaluation) throw new Problem('evaluation.nothing-to-validate');
  const { withoutScore } = table;
  return {
    json: { ...evaluation, withoutScore },
    lines: [...evaluationLines(evaluation), ...leftOut(withoutScore)],
  };
}

/** `everydot instrument compare`: two scores of the same cases. Throws `evaluation.nothing-to-validate`. */
export async function compareCommand(file: string, options: CompareOptions): Promise<Result> {
  const table = readCases(inUtf8(await readFileNamed(file), options.encoding), {
    ...options,
    scores: [options.score, options.against],
  });
  const comparison = compareScores(table.cases, { cuts: options.cuts, baseRates: options.baseRate });
  if (!comparison) throw new Problem('evaluation.nothing-to-validate');
  const { withoutScore } = table;
  return {
    json: { ...comparison, withoutScore },
    lines: [...comparisonLines(comparison, options), ...leftOut(withoutScore)],
  };
}

function evaluationLines(evaluation: Evaluation): string[] {
  const { cases, positives, baseRate, area, classification, calibration, verification } = evaluation;
  const { cut, cutChosenHere, sensitivity, specificity, accuracy } = classification;
  return [
    `${shown(cases)} cases with a known outcome, ${shown(positives)} positive (base rate ${percent(baseRate)})`,
    '',
    ...tableLines(
      ['', 'value', '95 % interval'],
      [
        ['area under the curve', ...decimals(area)],
        [`sensitivity from ${shown(cut)} on`, ...percents(sensitivity)],
        ['specificity', ...percents(specificity)],
        ['overall correct, at this base rate', ...percents(accuracy)],
        ...(calibration
          ? [
              ['calibration intercept (perfect: 0)', ...decimals(calibration.line?.intercept ?? null)],
              ['calibration slope (perfect: 1)', ...decimals(calibration.line?.slope ?? null)],
              [
                'Brier score',
                calibration.brier.toFixed(4),
                `${calibration.brierOfBaseRate.toFixed(4)} by the base rate`,
              ],
            ]
          : []),
      ],
    ),
    ...(cutChosenHere ? ['The cut was chosen on this very table: elsewhere it will do less well.'] : []),
    '',
    ...tableLines(
      ['at a base rate of', 'a flag is right', '95 % interval', 'no flag is right', '95 % interval'],
      evaluation.predictive.map(({ baseRate: rate, positive, negative }) => [
        percent(rate),
        ...percents(positive),
        ...percents(negative),
      ]),
    ),
    '',
    ...tableLines(
      ['score', 'cases', 'outcome known', 'positive', '95 % interval'],
      evaluation.groups.map(({ from, to, cases: size, verified, observed }) => [
        from === to ? shown(from) : `${shown(from)} to ${shown(to)}`,
        shown(size),
        shown(verified),
        ...percents(observed),
      ]),
    ),
    ...verificationLines(verification),
    ...subgroupLines(evaluation.subgroups),
  ];
}

function verificationLines({
  cases,
  verified,
  sharePerFlag,
  corrected,
}: Evaluation['verification']): string[] {
  if (cases === verified) return [];
  const { flagged, notFlagged } = sharePerFlag;
  return [
    '',
    `The outcome of ${shown(cases - verified)} of ${shown(cases)} cases is not known: of flagged ones ${percentOr(flagged)} were ` +
      `looked into, of others ${percentOr(notFlagged)}. Looking into one kind more often makes a score look better or worse.`,
    corrected
      ? `Had all been looked into (Begg and Greenes): sensitivity ${percentOr(corrected.sensitivity)}, specificity ${percentOr(corrected.specificity)}.`
      : 'No correction is possible: of some scores no case at all was looked into.',
  ];
}

function subgroupLines(subgroups: Evaluation['subgroups']): string[] {
  if (!subgroups) return [];
  const { shown: groups, withheld } = subgroups;
  return [
    '',
    ...tableLines(
      [
        'group',
        'cases',
        'positive',
        'area',
        'false positives',
        '95 % interval',
        'false negatives',
        '95 % interval',
      ],
      groups.map((one) => [
        one.group,
        shown(one.cases),
        shown(one.positives),
        decimals(one.area)[0],
        ...percents(one.falsePositives),
        ...percents(one.falseNegatives),
      ]),
    ),
    ...(withheld.groups > 0
      ? [
          `${withheld.groups} groups with ${withheld.cases} cases in all are withheld, so that no small one can be told.`,
        ]
      : []),
  ];
}

function comparisonLines(
  { one, other, area, sensitivity, specificity }: Comparison,
  named: CompareOptions,
): string[] {
  const paired = (
    name: string,
    both: [Estimate | null, Estimate | null],
    paired: PairedDifference | null,
  ) => [
    name,
    percents(both[0])[0],
    percents(both[1])[0],
    ...percents(paired?.difference ?? null),
    paired
      ? `${shown(paired.onlyOne)} right by the first alone, ${shown(paired.onlyOther)} by the second`
      : '',
  ];
  return [
    `${shown(one.cases)} cases, ${shown(one.positives)} positive; cuts ${shown(one.classification.cut)} and ${shown(other.classification.cut)}`,
    '',
    ...tableLines(
      ['', named.score, named.against, 'difference', '95 % interval', ''],
      [
        [
          'area under the curve',
          decimals(area?.one ?? null)[0],
          decimals(area?.other ?? null)[0],
          ...decimals(area?.difference ?? null),
          area ? `p = ${area.pValue.toPrecision(2)} (DeLong)` : '',
        ],
        paired(
          'sensitivity',
          [one.classification.sensitivity, other.classification.sensitivity],
          sensitivity,
        ),
        paired(
          'specificity',
          [one.classification.specificity, other.classification.specificity],
          specificity,
        ),
      ],
    ),
  ];
}

function leftOut(withoutScore: number): string[] {
  return withoutScore > 0 ? ['', `${withoutScore} rows have no score and were left out.`] : [];
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function percentOr(share: number | null): string {
  return share === null ? 'not known' : percent(share);
}

function percents(estimate: Estimate | null): [string, string] {
  if (!estimate) return ['not known', ''];
  return [percent(estimate.value), `${percent(estimate.low)} to ${percent(estimate.high)}`];
}

function decimals(estimate: Estimate | null): [string, string] {
  if (!estimate) return ['not known', ''];
  return [estimate.value.toFixed(3), `${estimate.low.toFixed(3)} to ${estimate.high.toFixed(3)}`];
}
