import type { Answer } from '../answer-values.ts';
import { checkAnswers } from '../check-answers.ts';
import type { ReturnFinding } from '../findings.ts';
import type { ForceAnswer } from '../force-answer.ts';
import { EVERY_FORCE } from '../forces/forces.ts';
import type { ReadingCount } from '../quality-records.ts';
import { forceAnswers, type ReadReturn } from '../read-return.ts';
import { countReading } from '../reading-counts.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { type Score, scoreReturns } from './score-returns.ts';

/** What is to be said of a return before it counts: its figures, what the checks found in them, and how good they are. */
export type ReturnReport = {
  figures: ForceAnswer[];
  findings: ReturnFinding[];
  counts: ReadingCount[];
  scores: Score[];
  dueOn: string;
};

/** `others`: what counts for the period already; `before`: answers of the year before. Days as YYYY-MM-DD. */
export type ToReport = {
  returnId: string;
  scheme: Scheme;
  read: ReadReturn;
  others: readonly ForceAnswer[];
  before: readonly Answer[];
  receivedOn: string;
  dueOn: string;
  today: string;
};

/** Held against the year before and all other forces that answered. Pure. */
export function reportReturn(asked: ToReport): ReturnReport {
  const { read, scheme, dueOn, today } = asked;
  const figures = forceAnswers(read, asked.returnId);
  const forces = read.parts.map(({ force }) => force);
  const own = new Set(forces);
  const now = [...asked.others.filter(({ force }) => !own.has(force)), ...figures];
  const checked = checkAnswers({ scheme, now, before: asked.before, sizeOf: sizeOfForce });
  const counts = read.parts.flatMap(countReading);
  const receivedOn = new Map(forces.map((force) => [force, asked.receivedOn]));
  const scores = scoreReturns({
    scheme,
    forces,
    answers: figures,
    counts,
    tests: checked.tests,
    receivedOn,
    dueOn,
    today,
  });
  return { figures, findings: checked.findings.filter(({ force }) => own.has(force)), counts, scores, dueOn };
}

const SIZES = new Map<string, number>(EVERY_FORCE.map(({ key, population }) => [key, population]));

/** People who live in the area of a force; null where the registry does not know it. */
export function sizeOfForce(force: string): number | null {
  return SIZES.get(force) ?? null;
}
