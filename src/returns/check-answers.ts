import { type Answer, answerKey, byForce, byQuestion, type QuestionAnswer } from './answer-values.ts';
import { testConsistency } from './check-consistency.ts';
import { checkOwnAnswers, checkTableOfForces } from './check-lines.ts';
import { type CountToCheck, testPlausibility } from './check-plausible.ts';
import type { ReturnFinding } from './findings.ts';
import type { Scheme } from './scheme/scheme.ts';

/** Answers of a period and of the one before. `returnId` tells which stand in one table. */
export type ToCheck = {
  scheme: Scheme;
  now: readonly (Answer & { returnId?: string })[];
  before: readonly Answer[];
  /** People who live in a force's area. */
  sizeOf(force: string): number | null;
};

/** Tests that could be made of a force's answer to a question, and those that found nothing. */
export type TestCount = {
  force: string;
  question: string;
  dimension: 'consistency' | 'accuracy';
  held: number;
  made: number;
};

export type Checked = { findings: ReturnFinding[]; tests: TestCount[] };

/** Everything that is amiss in the answers of a period, found without being told where to look. */
export function checkAnswers(asked: ToCheck): Checked {
  const now = questionsByForce(asked.now);
  const before = questionsByForce(asked.before);
  const consistent = [...now].flatMap(([force, own]) =>
    testConsistency(force, own, asked.scheme).map((test) => ({ ...test, force })),
  );
  const lines = lineFindings(asked);
  const told = new Set(lines.filter(({ kind }) => kind !== 'copied').flatMap(cellKeys));
  const isTold = (finding: ReturnFinding) => cellKeys(finding).some((key) => told.has(key));
  const plausible = asked.scheme.questions.flatMap(({ id }) =>
    testPlausibility(countsOf(id, { now, before, sizeOf: asked.sizeOf })),
  );
  // What stands beside the wrong name or in another unit is not told again as a jump, or as more than its whole.
  const news = plausible.filter((test) => !test.isTold);
  const others = [...consistent, ...news].flatMap(({ finding }) =>
    finding && !isTold(finding) ? [finding] : [],
  );
  const findings = [...lines, ...others, ...droppedIn(now, before)];
  const accurate = [...plausible, ...lineTests(asked.now, { now, before, lines })];
  return {
    findings,
    tests: [...countTests(consistent, 'consistency'), ...countTests(accurate, 'accuracy')],
  };
}

type Questions = ReadonlyMap<string, ReadonlyMap<string, QuestionAnswer>>;

function questionsByForce(answers: readonly Answer[]): Questions {
  return new Map([...byForce(answers)].map(([force, own]) => [force, byQuestion(own)]));
}

function lineFindings({ now, before, sizeOf }: ToCheck): ReturnFinding[] {
  const earlier = new Map(before.map((answer) => [forceKey(answer), answer.value]));
  const tables = [...Map.groupBy(now, ({ returnId }) => returnId).values()].filter(
    (answers) => new Set(answers.map(({ force }) => force)).size > 1,
  );
  const known = { sizeOf, beforeOf: (answer: Answer) => earlier.get(forceKey(answer)) ?? null };
  const acrossForces = tables.flatMap((answers) =>
    [...Map.groupBy(answers.filter(isWhole), ({ question }) => question).values()].flatMap((own) =>
      checkTableOfForces(own, known),
    ),
  );
  const inTables = new Set(tables.flat().map(({ force }) => force));
  const beforeOf = byForce(before);
  const withinForces = [...byForce(now)].flatMap(([force, own]) => {
    const was = new Map((beforeOf.get(force) ?? []).map((answer) => [answerKey(answer), answer.value]));
    const found = checkOwnAnswers(own, was);
    // In a table of forces a slip runs down the forces, and is found there.
    return inTables.has(force) ? found.filter(({ kind }) => kind === 'copied') : found;
  });
  return [...acrossForces, ...withinForces];
}

/** Of each answer that has a last year, or that a finding bears on: whether it is its own, in its unit, and new. */
function lineTests(
  answers: ToCheck['now'],
  { now, before, lines }: { now: Questions; before: Questions; lines: readonly ReturnFinding[] },
): Test[] {
  const found = new Map(lines.flatMap((finding) => cellKeys(finding).map((key) => [key, finding])));
  const amiss = new Map(
    answers.flatMap(({ force, question, cell }) => {
      const finding = found.get(`${force} ${cell}`);
      return finding ? [[`${force} ${question}`, finding]] : [];
    }),
  );
  return [...now].flatMap(([force, own]) =>
    [...own.values()].flatMap(({ question, value }) => {
      const finding = amiss.get(`${force} ${question}`) ?? null;
      const isKnown = value !== null && before.get(force)?.get(question)?.value != null;
      return isKnown || finding ? [{ force, question, finding }] : [];
    }),
  );
}

function isWhole({ codes }: Answer): boolean {
  return Object.keys(codes).length === 0;
}

function forceKey(answer: Answer): string {
  return `${answer.force} ${answerKey(answer)}`;
}

function cellKeys({ cells, force, forces }: ReturnFinding): string[] {
  return cells.map((cell, i) => `${forces?.[i] ?? force} ${cell}`);
}

function countsOf(
  question: string,
  { now, before, sizeOf }: { now: Questions; before: Questions } & Pick<ToCheck, 'sizeOf'>,
): CountToCheck[] {
  return [...now].flatMap(([force, own]) => {
    const answer = own.get(question);
    if (answer?.value == null) return [];
    return [
      {
        force,
        question,
        cell: answer.whole?.cell ?? '',
        value: answer.value,
        before: before.get(force)?.get(question)?.value ?? null,
        size: sizeOf(force),
      },
    ];
  });
}

/** A question that the force answered a year before and leaves out now. */
function droppedIn(now: Questions, before: Questions): ReturnFinding[] {
  return [...now].flatMap(([force, own]) =>
    [...(before.get(force)?.values() ?? [])].flatMap(({ question, value }) =>
      value === null || own.get(question)?.value != null
        ? []
        : [{ kind: 'dropped' as const, force, question, cells: [], figures: { before: value } }],
    ),
  );
}

type Test = { force: string; question: string; finding: ReturnFinding | null };

function countTests(tests: readonly Test[], dimension: TestCount['dimension']): TestCount[] {
  return [...Map.groupBy(tests, ({ force, question }) => `${force} ${question}`).values()].map((own) => ({
    force: own[0]!.force,
    question: own[0]!.question,
    dimension,
    held: own.filter(({ finding }) => finding === null).length,
    made: own.length,
  }));
}
