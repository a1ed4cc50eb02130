import { answerKey } from './answer-values.ts';
import type { ForceAnswer } from './force-answer.ts';

/** An answer that a later return changed. Null: it was not given. */
export type Revision = {
  force: string;
  question: string;
  codes: ForceAnswer['codes'];
  before: number | null;
  after: number | null;
};

/** What differs between the answers that counted until now and those that take their place. Pure. */
export function revisionsBetween(before: readonly ForceAnswer[], after: readonly ForceAnswer[]): Revision[] {
  const keyOf = (answer: ForceAnswer) => `${answer.force} ${answerKey(answer)}`;
  const then = new Map(before.map((answer) => [keyOf(answer), answer]));
  const now = new Map(after.map((answer) => [keyOf(answer), answer]));
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)];
    const { force, question, codes } = (is ?? was)!;
    const [old, value] = [was?.value ?? null, is?.value ?? null];
    return old === value ? [] : [{ force, question, codes, before: old, after: value }];
  });
}
