import { type Compared, compareReturns, readTwoYears } from '../picture/index.ts';
import type { Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

type CompareOptions = { force: string; before: string; after: string; size?: string; by?: string };

/** `everydot estimate compare`. Throws `picture.unreadable-table`. */
export async function compareReturnsCommand(file: string, options: CompareOptions): Promise<Result> {
  const { force, before, after, size, by } = options;
  const questions = readTwoYears(await readFileNamed(file), { force, before, after, size, by });
  const compared = [...questions].map(([question, returns]) => ({ question, ...compareReturns(returns) }));
  const lines = [
    ...tableLines(
      [by ?? '', before, after, 'ratio', '95 % from', 'to', 'in words', 'forces'],
      compared.map((one) => [
        by === undefined ? '' : one.question,
        ...figures(one.change),
        wordsOf(one.change.words),
        coverageOf(one),
      ]),
    ),
    '',
    ...(compared.some(({ isWidened }) => isWidened)
      ? ['Limits are widened where forces differ in their change by more than counting explains.']
      : []),
    ...leftOut(compared),
    'A change in what is recorded is not a change in what happens.',
  ];
  return { json: compared, lines };
}

function figures({ before, after, ratio, low, high }: Compared['change']): string[] {
  const shown = (value: number | null) => (value === null ? '' : value.toFixed(2));
  return [whole(before), whole(after), shown(ratio), shown(low), shown(high)];
}

function wordsOf(words: Compared['change']['words']): string {
  switch (words.say) {
    case 'counts-only':
      return 'counts only: too few for a percentage';
    case 'no-clear-change':
      return 'no clear change';
    case 'at-least-doubled':
    case 'about-doubled':
    case 'up':
    case 'down':
      return `${words.say.replaceAll('-', ' ')} (${signed(words.percent)}; ${signed(words.lowPercent)} to ${signed(words.highPercent)})`;
    default:
      return words satisfies never;
  }
}

function signed(percent: number): string {
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

function coverageOf({ forces, shareOfSize }: Compared): string {
  const share = shareOfSize === null ? '' : `, ${(shareOfSize * 100).toFixed(1)} % of their size`;
  return `${forces.both} of ${forces.of}${share}`;
}

function leftOut(compared: readonly (Compared & { question: string })[]): string[] {
  const named = (which: 'onlyBefore' | 'onlyAfter') =>
    compared
      .filter(({ forces }) => forces[which].length > 0)
      .map(
        ({ question, forces }) => `${compared.length > 1 ? `${question}: ` : ''}${forces[which].join(', ')}`,
      );
  const [before, after] = [named('onlyBefore'), named('onlyAfter')];
  return [
    ...(before.length > 0 ? [`Left out, answered only in the first year: ${before.join('; ')}.`] : []),
    ...(after.length > 0 ? [`Left out, answered only in the second year: ${after.join('; ')}.`] : []),
  ];
}
