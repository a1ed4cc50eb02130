import {
  ASSUMPTIONS,
  type CoverageEstimate,
  estimateHidden,
  estimateMissing,
  type HiddenPopulation,
  readOverlaps,
  readReturns,
} from '../picture/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { progressBar } from './progress.ts';
import { readFileNamed } from './read-file.ts';
import { whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

type HiddenOptions = { resamples: number; seed: number; json?: boolean };

/** `everydot estimate hidden`. Throws `picture.unreadable-table`. */
export async function estimateHiddenCommand(file: string, options: HiddenOptions): Promise<Result> {
  const onProgress = progressBar(options.json === true);
  const estimate = await estimateHidden(readOverlaps(await readFileNamed(file)), { ...options, onProgress });
  return { json: { ...estimate, assumptions: ASSUMPTIONS }, lines: hiddenLines(estimate) };
}

/** All of the answers, always. */
export function hiddenLines({
  known,
  lists,
  stepwise,
  spread,
  averaged,
  models,
}: HiddenPopulation): string[] {
  const bca = stepwise?.bca;
  return [
    `${whole(known)} known from ${lists.length} lists: ${lists.join(', ')}.`,
    '',
    ...tableLines(
      ['known and hidden together', 'estimate', 'from', 'to'],
      [
        stepwise
          ? [
              'one model, chosen stepwise; 95 % if it is right',
              whole(stepwise.total),
              whole(stepwise.low),
              whole(stepwise.high),
            ]
          : ['one model, chosen stepwise', 'none has an estimate', '', ''],
        ...(bca
          ? [
              [
                `the same, chosen anew in ${bca.resamples} resamples (BCa 95 %)`,
                '',
                whole(bca.low),
                whole(bca.high),
              ],
            ]
          : []),
        ...(spread
          ? [
              [
                `${spread.models} models that fit as well (within 6 of the best BIC)`,
                '',
                whole(spread.least),
                whole(spread.most),
              ],
            ]
          : []),
        [
          'averaged over all decomposable models (95 %)',
          whole(averaged.median),
          whole(averaged.low),
          whole(averaged.high),
        ],
      ],
    ),
    '',
    chosenLine(stepwise),
    `${models.withEstimate} of ${models.all} models have an estimate.`,
    ...(averaged.high - known > averaged.most * 0.95
      ? ['The average leans on the most that was allowed for: it says only that there are many.']
      : []),
    'None of these numbers may be quoted without the others. They mean something only if:',
    ...ASSUMPTIONS.map((assumption) => `- ${assumption}`),
  ];
}

function chosenLine(stepwise: HiddenPopulation['stepwise']): string {
  if (!stepwise) return 'No model was chosen: the lists overlap too little to tell.';
  if (stepwise.pairs.length === 0) return 'The chosen model holds no pair of lists.';
  return `Pairs of lists that go together in the chosen model: ${stepwise.pairs.join('; ')}.`;
}

type MissingOptions = { force: string; value: string; size: string[] };

/** `everydot estimate missing`. Throws `picture.unreadable-table`, `picture.too-few-returns`. */
export async function estimateMissingCommand(file: string, options: MissingOptions): Promise<Result> {
  const returns = readReturns(await readFileNamed(file), { ...options, sizes: options.size });
  const estimate = estimateMissing(returns);
  if (!estimate) throw new Problem('picture.too-few-returns');
  return { json: estimate, lines: missingLines(estimate) };
}

function missingLines({ returned, size, total, low, high, largestMissing }: CoverageEstimate): string[] {
  const { forces, of, total: known, shareOfSize } = returned;
  if (forces === of) return [`${whole(known)}: all ${of} forces returned, nothing is estimated.`];
  return [
    ...tableLines(
      ['', 'total', '95 % interval'],
      [
        [`as returned by ${forces} of ${of} forces`, whole(known), ''],
        ['adjusted for the missing ones', whole(total), `${whole(low)} to ${whole(high)}`],
      ],
    ),
    `Those that returned hold ${(shareOfSize * 100).toFixed(1)} % of "${size}", by which the missing ones are predicted.`,
    ...(largestMissing
      ? [
          'The largest force is missing: such estimates have run 5 to 12 % high. Ask it before this is published.',
        ]
      : []),
  ];
}
