import type { ForceAnswer } from '../../returns/index.ts';
import type { Answers } from '../indicators/from-returns.ts';

type Codes = ForceAnswer['codes'];

/**
 * What each force answered, by its key; null where it said that it cannot. A force that broke the question down by more
 * than was asked for is added up over the rest. A force that is not in the map did not answer.
 */
export function forceValues(answers: readonly ForceAnswer[], asked: Answers): Map<string, number | null> {
  const ofQuestion = answers.filter(({ question }) => question === asked.question);
  const byForce = Map.groupBy(ofQuestion, ({ force }) => force);
  return new Map(
    [...byForce].flatMap(([force, own]) => {
      const fitting = fittingAnswers(own, asked.codes ?? {});
      return fitting.length === 0 ? [] : [[force, added(fitting)] as const];
    }),
  );
}

/** Of the breakdowns that tell the codes apart, the plainest that is known: what is asked for, and nothing else if it is there. */
function fittingAnswers(own: readonly ForceAnswer[], asked: NonNullable<Answers['codes']>): ForceAnswer[] {
  const lists = Object.keys(asked);
  const isAsked = (codes: Codes) => lists.every((list) => asked[list]!.includes(codes[list]!));
  const breakdowns = [...Map.groupBy(own, ({ codes }) => Object.keys(codes).sort().join(' ')).values()]
    .filter(([first]) => lists.every((list) => Object.hasOwn(first!.codes, list)))
    .sort(([a], [b]) => Object.keys(a!.codes).length - Object.keys(b!.codes).length)
    .map((answers) => answers.filter(({ codes }) => isAsked(codes)))
    .filter((answers) => answers.length > 0);
  return breakdowns.find((answers) => added(answers) !== null) ?? breakdowns[0] ?? [];
}

/** One part that is not known makes the whole not known: it is not 0. */
function added(answers: readonly ForceAnswer[]): number | null {
  return answers.reduce<number | null>(
    (sum, { value }) => (sum === null || value === null ? null : sum + value),
    0,
  );
}
