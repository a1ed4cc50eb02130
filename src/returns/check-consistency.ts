import type { QuestionAnswer } from './answer-values.ts';
import type { ReturnFinding } from './findings.ts';
import type { Question, Scheme } from './scheme/scheme.ts';

/** Of one force: every test of a count against another that could be made; `finding` where it does not hold. */
export type ConsistencyTest = { question: string; finding: ReturnFinding | null };

export function testConsistency(
  force: string,
  answers: ReadonlyMap<string, QuestionAnswer>,
  scheme: Scheme,
): ConsistencyTest[] {
  return scheme.questions.flatMap((question) => {
    const answer = answers.get(question.id);
    return answer ? [...ratioTests(force, question, { answer, answers }), ...sumTests(force, answer)] : [];
  });
}

function ratioTests(
  force: string,
  { id, atMost }: Question,
  { answer, answers }: { answer: QuestionAnswer; answers: ReadonlyMap<string, QuestionAnswer> },
): ConsistencyTest[] {
  return atMost.flatMap((against) => {
    const limit = answers.get(against)?.value ?? null;
    if (answer.value === null || limit === null) return [];
    const figures = { value: answer.value, limit };
    const finding = {
      kind: 'ratio' as const,
      force,
      question: id,
      cells: cellsOf(answer, answers.get(against)),
      figures,
      against,
    };
    return [{ question: id, finding: answer.value > limit ? finding : null }];
  });
}

/** A breakdown may leave some out ("not known" has a code of its own, but not in every list); it never exceeds its whole. */
function sumTests(force: string, { question, whole, lists }: QuestionAnswer): ConsistencyTest[] {
  if (whole?.value == null) return [];
  const { value } = whole;
  return [...lists].map(([list, { sum }]) => ({
    question,
    finding:
      sum > value
        ? {
            kind: 'sum' as const,
            force,
            question,
            cells: [whole.cell],
            figures: { sum, whole: value },
            against: list,
          }
        : null,
  }));
}

function cellsOf(...answers: (QuestionAnswer | undefined)[]): string[] {
  return answers.flatMap((answer) => (answer?.whole ? [answer.whole.cell] : []));
}
