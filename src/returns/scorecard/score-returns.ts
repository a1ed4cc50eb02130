import { type Answer, byForce, byQuestion } from '../answer-values.ts';
import type { TestCount } from '../check-answers.ts';
import type { ReadingCount } from '../quality-records.ts';
import type { Question, Scheme } from '../scheme/scheme.ts';
import { type DimensionId, EVERY_DIMENSION } from './dimensions.ts';

/** One dimension of one force's answer to one question. Nothing to judge by: denominator 0. */
export type Score = {
  force: string;
  question: string;
  dimension: DimensionId;
  numerator: number;
  denominator: number;
};

/** Everything known of a period's returns. `forces`: those that existed. `receivedOn`: first day of each force's answers. */
export type ToScore = {
  scheme: Scheme;
  forces: readonly string[];
  answers: readonly Answer[];
  counts: readonly ReadingCount[];
  tests: readonly TestCount[];
  receivedOn: ReadonlyMap<string, string>;
  dueOn: string;
  today: string;
};

type Part = { numerator: number; denominator: number };

/** Every dimension of every force and question, a force that sent nothing included. Pure. */
export function scoreReturns(asked: ToScore): Score[] {
  const answers = byForce(asked.answers);
  const counts = new Map(asked.counts.map((count) => [`${count.force} ${count.question}`, count]));
  const tests = new Map(
    asked.tests.map((test) => [`${test.force} ${test.question} ${test.dimension}`, test]),
  );
  return asked.forces.flatMap((force) => {
    const own = byQuestion(answers.get(force) ?? []);
    return asked.scheme.questions.flatMap((question) => {
      const answer = own.get(question.id);
      const count = counts.get(`${force} ${question.id}`);
      const held = (dimension: TestCount['dimension']): Part => {
        const test = tests.get(`${force} ${question.id} ${dimension}`);
        return { numerator: test?.held ?? 0, denominator: test?.made ?? 0 };
      };
      const read = count?.cellsRead ?? 0;
      const parts: Record<DimensionId, Part> = {
        completeness: completeness(question, answer),
        uniqueness: { numerator: count?.cellsOnce ?? 0, denominator: read },
        consistency: held('consistency'),
        timeliness: timeliness(asked, force, answer?.value != null),
        validity: { numerator: count?.cellsValid ?? 0, denominator: read },
        accuracy: held('accuracy'),
      };
      return EVERY_DIMENSION.map((dimension) => ({
        force,
        question: question.id,
        dimension,
        ...parts[dimension],
      }));
    });
  });
}

function completeness(
  { by }: Question,
  answer: { value: number | null; lists: ReadonlyMap<string, unknown> } | undefined,
): Part {
  const given = (answer?.value == null ? 0 : 1) + by.filter((list) => answer?.lists.has(list)).length;
  return { numerator: given, denominator: 1 + by.length };
}

/** Not judged before the day it is due, unless it was answered. */
function timeliness({ receivedOn, dueOn, today }: ToScore, force: string, isAnswered: boolean): Part {
  const received = receivedOn.get(force);
  if (!isAnswered || received === undefined) return { numerator: 0, denominator: today > dueOn ? 1 : 0 };
  return { numerator: received <= dueOn ? 1 : 0, denominator: 1 };
}

/** Scores added up: over questions, over forces, or both. */
export function totalOf(scores: readonly Score[], dimension: DimensionId): Part {
  return scores
    .filter((score) => score.dimension === dimension)
    .reduce(
      (sum, { numerator, denominator }) => ({
        numerator: sum.numerator + numerator,
        denominator: sum.denominator + denominator,
      }),
      { numerator: 0, denominator: 0 },
    );
}
