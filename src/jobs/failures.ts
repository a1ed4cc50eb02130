import { Problem } from '../shared/problem.ts';

/** Told of failures by code: a database error's message may quote personal data. */
export type FailureLog = (failure: { where: string; problem: string }) => void;

/** A failure as a code, never as its message. */
export function problemCode(cause: unknown): string {
  if (cause instanceof Problem) return cause.code;
  const { code, name } = cause as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
