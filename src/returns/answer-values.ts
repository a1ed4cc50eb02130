import type { ReturnFigure } from './scheme/scheme.ts';

// Answers of one force by question: what checks and scores look at.

export type Answer = Pick<ReturnFigure, 'question' | 'codes' | 'value' | 'cell' | 'isLossy'> & {
  force: string;
};

/** `lists`: sums of each breakdown by one code list, with how many codes were given. */
export type QuestionAnswer = {
  question: string;
  whole: Answer | null;
  /** The whole as stated, else the largest sum of a breakdown. */
  value: number | null;
  lists: ReadonlyMap<string, { sum: number; codes: number }>;
};

/** Of one force. */
export function byQuestion(answers: readonly Answer[]): Map<string, QuestionAnswer> {
  return new Map(
    [...Map.groupBy(answers, ({ question }) => question)].map(([question, own]) => [
      question,
      questionAnswer(question, own),
    ]),
  );
}

function questionAnswer(question: string, answers: readonly Answer[]): QuestionAnswer {
  const whole = answers.find(({ codes, value }) => Object.keys(codes).length === 0 && value !== null) ?? null;
  const lists = new Map<string, { sum: number; codes: number }>();
  for (const { codes, value } of answers) {
    const [list, ...others] = Object.keys(codes);
    if (list === undefined || others.length > 0 || value === null) continue;
    const { sum, codes: count } = lists.get(list) ?? { sum: 0, codes: 0 };
    lists.set(list, { sum: sum + value, codes: count + 1 });
  }
  const sums = [...lists.values()].map(({ sum }) => sum);
  const value = whole?.value ?? (sums.length > 0 ? Math.max(...sums) : null);
  return { question, whole, value, lists };
}

export function byForce<T extends { force: string }>(answers: readonly T[]): Map<string, T[]> {
  return Map.groupBy(answers, ({ force }) => force);
}

/** Which answer it is, whatever its value. */
export function answerKey({ question, codes }: Pick<Answer, 'question' | 'codes'>): string {
  const parts = Object.keys(codes)
    .sort()
    .map((list) => `${list}=${codes[list]}`);
  return [question, ...parts].join(' ');
}

/** Column and row of "Sheet1!C12", both from 1; null where a figure was counted from rows. */
export function placeOfCell(cell: string): { sheet: string; column: string; row: number } | null {
  const found = /^(?:(?<sheet>.*)!)?(?<column>[A-Z]{1,3})(?<row>\d+)(?:[:,].*)?$/s.exec(cell)?.groups;
  return found ? { sheet: found['sheet'] ?? '', column: found['column']!, row: Number(found['row']) } : null;
}
