import { type Learned, learnScorecard, type Scorecard } from '../evaluation/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { progressBar } from './progress.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

type LearnOptions = {
  outcome: string;
  positive?: string;
  maxItems: number;
  maxPoints: number;
  folds: number;
  exclude?: string[];
  onlyAdds?: string[];
  onlySubtracts?: string[];
  seed: number;
  json?: boolean;
};

/** `everydot instrument learn`. Throws `evaluation.nothing-to-learn`, `evaluation.unreadable-table`. */
export async function learnCommand(file: string, options: LearnOptions): Promise<Result> {
  const { maxItems, maxPoints, folds } = options;
  if (maxItems < 1 || maxItems > 15 || maxPoints < 1 || folds < 2)
    throw new Problem('command.unknown-value', {
      detail: '1 to 15 items, at least 1 point, at least 2 folds',
    });
  const progress = progressBar(options.json === true);
  const learned = learnScorecard(await readFileNamed(file), {
    ...options,
    exclude: options.exclude ?? [],
    signs: Object.fromEntries([
      ...(options.onlyAdds ?? []).map((column) => [column, '+'] as const),
      ...(options.onlySubtracts ?? []).map((column) => [column, '-'] as const),
    ]),
    onProgress: (done, of) => progress('learning', done, of),
  });
  if (!learned) throw new Problem('evaluation.nothing-to-learn');
  return { json: learned, lines: learnedLines(learned) };
}

function learnedLines(learned: Learned): string[] {
  const { area, calibration } = learned.outOfSample;
  return [
    `Learned from ${learned.cases} cases, ${learned.positives} positive; ${learned.withoutOutcome} rows without an outcome were left out.`,
    ...(learned.protectedColumns.length > 0
      ? [`Never an input, being protected characteristics: ${learned.protectedColumns.join(', ')}.`]
      : []),
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
      learned.totals.map(({ total, probability }) => [total, `${(probability * 100).toFixed(1)} %`]),
    ),
    '',
    `On cases that it was not learned from: area under the curve ${area ? `${area.value.toFixed(3)} (95 % interval ${area.low.toFixed(3)} to ${area.high.toFixed(3)})` : 'not known'}, ` +
      `calibration slope ${calibration?.line?.slope.value.toFixed(2) ?? 'not known'}.`,
    ...equalsLines(learned.nearlyEqual),
    ...learned.standIns.map(
      ({ item, column, strength }) =>
        `May stand for ${column}: "${item}" (strength ${strength.toFixed(2)} of 1). Look at it before anybody uses this.`,
    ),
    'Learned points are not validated: hold them against the outcomes of other cases before anybody is assessed by them.',
  ];
}

function equalsLines(nearlyEqual: readonly Scorecard[]): string[] {
  if (nearlyEqual.length < 2) return [];
  return [
    '',
    `${nearlyEqual.length - 1} other scorecards do as well within 1 % of the loss:`,
    ...nearlyEqual
      .slice(1)
      .map(
        ({ items }) =>
          `  ${items.map(({ label, points }) => `${label} ${points > 0 ? '+' : ''}${points}`).join('; ')}`,
      ),
  ];
}
