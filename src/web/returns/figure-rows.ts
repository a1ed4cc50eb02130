import type { ReturnPage } from '../../flow/index.ts';
import type { Words } from '../words.ts';
import { sayCodes, titleOfQuestion } from './show-meaning.ts';
import { shown } from './shown.ts';

/** What a return would say: of one force each figure, of many forces each question with its sum. */
export function figureRows({ report, scheme, read, before }: ReturnPage, words: Words) {
  const figures = report?.figures ?? [];
  const isMany = (read?.parts.length ?? 0) > 1;
  return scheme.questions.flatMap(({ id }) => {
    const own = figures.filter(({ question }) => question === id);
    if (own.length === 0) return [];
    const wholes = own.filter(({ codes }) => isWhole(codes));
    return [
      {
        question: titleOfQuestion(scheme, id),
        whole: sumOf(wholes, words),
        before: sumOf(
          before.filter(({ question, codes }) => question === id && isWhole(codes)),
          words,
        ),
        forces: isMany ? shown(wholes.length) : null,
        parts: isMany
          ? []
          : own
              .filter(({ codes }) => !isWhole(codes))
              .map(({ codes, value }) => ({
                label: sayCodes(codes, scheme),
                value: value === null ? words.returns.revisions.notGiven : shown(value),
              })),
        cells: own.length,
      },
    ];
  });
}

function isWhole(codes: object): boolean {
  return Object.keys(codes).length === 0;
}

function sumOf(wholes: readonly { value: number | null }[], { returns: w }: Words): string {
  const given = wholes.flatMap(({ value }) => value ?? []);
  return given.length === 0 ? w.revisions.notGiven : shown(given.reduce((sum, value) => sum + value, 0));
}
