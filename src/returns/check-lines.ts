import { type Answer, answerKey, placeOfCell } from './answer-values.ts';
import { checkReturns, type ReturnedRow } from './check-returns.ts';
import { findOwnSlips } from './check-slipped.ts';
import type { ReturnFinding } from './findings.ts';

// Faults of whole runs of values: beside the wrong names, in another unit, copied. Looked for down the lines of a table of
// forces, and down one force's answers held against its last year.

/** What a count is expected to be near: the force's size in a table of forces, its last year within one force. */
type Line = { answer: Answer; size: number | null; before: number | null };

/** Counts of one question in one table of forces, in any order. */
export function checkTableOfForces(
  answers: readonly Answer[],
  known: { sizeOf(force: string): number | null; beforeOf(answer: Answer): number | null },
): ReturnFinding[] {
  const lines = inTableOrder(
    answers.map((answer) => ({
      answer,
      size: known.sizeOf(answer.force),
      before: known.beforeOf(answer),
    })),
  );
  return findingsIn(lines, ['misaligned', 'unit']);
}

/** One force's own answers, all of them, against those of the year before. */
export function checkOwnAnswers(
  answers: readonly Answer[],
  before: ReadonlyMap<string, number | null>,
): ReturnFinding[] {
  const lines = answers.map((answer) => {
    const was = before.get(answerKey(answer)) ?? null;
    return { answer, size: was, before: was };
  });
  const whole = inTableOrder(lines.filter(({ answer }) => Object.keys(answer.codes).length === 0));
  const slips = findOwnSlips(lines).map(({ lines: slipped, shift }) =>
    about(
      slipped.map((line) => ({ ...line, size: line.before })),
      'misaligned',
      { rows: slipped.length, shift },
    ),
  );
  return [...slips, ...findingsIn(whole, ['unit']), ...findingsIn(lines, ['copied'])];
}

/** By row where they stand in different rows, else by column; lines of other sheets follow one another. */
function inTableOrder(lines: readonly Line[]): Line[] {
  const placed = lines.flatMap((line) => {
    const place = placeOfCell(line.answer.cell);
    return place ? [{ line, place }] : [];
  });
  return placed
    .sort(
      (a, b) =>
        compare(a.place.sheet, b.place.sheet) ||
        a.place.row - b.place.row ||
        a.place.column.length - b.place.column.length ||
        compare(a.place.column, b.place.column),
    )
    .map(({ line }) => line);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function findingsIn(lines: readonly Line[], kinds: readonly ReturnFinding['kind'][]): ReturnFinding[] {
  const rows = lines.map(({ answer, size, before }, i): ReturnedRow & { isKnown: boolean } => ({
    line: i,
    // Each line stands for itself: twice the same force is not what is looked for here.
    force: String(i),
    isKnown: true,
    value: answer.value,
    size,
    before,
  }));
  const { slips, unitSlips, copied } = checkReturns(rows);
  const found: ReturnFinding[] = [
    ...slips.map(({ fromLine, toLine, rows: count, shift }) =>
      about(lines.slice(fromLine, toLine + 1), 'misaligned', { rows: count, shift }),
    ),
    ...unitSlips.map(({ line, factor }) => about([lines[line]!], 'unit', { factor })),
    ...(copied.lines.length > 0
      ? [
          about(
            copied.lines.map((line) => lines[line]!),
            'copied',
            { equal: copied.lines.length, of: copied.of },
          ),
        ]
      : []),
  ];
  return found.filter(({ kind }) => kinds.includes(kind));
}

function about(
  lines: readonly Line[],
  kind: ReturnFinding['kind'],
  figures: ReturnFinding['figures'],
): ReturnFinding {
  const [first] = lines;
  const questions = new Set(lines.map(({ answer }) => answer.question));
  const forces = lines.map(({ answer }) => answer.force);
  return {
    kind,
    force: first!.answer.force,
    question: questions.size === 1 ? first!.answer.question : null,
    cells: lines.map(({ answer }) => answer.cell),
    ...(new Set(forces).size > 1 && { forces }),
    figures,
  };
}
