import type { FastifyReply } from 'fastify';
import type { ProblemBody, Receipt } from '../intake/index.ts';
import { isDatabaseFault } from '../shared/database-fault.ts';
import { Problem } from '../shared/problem.ts';
import type { ProblemCode } from '../shared/problem-codes.ts';

/** Fastify's own refusals, by status, in our codes. */
const REFUSALS: Record<number, ProblemCode> = { 413: 'intake.too-large', 415: 'intake.unknown-format' };

/** Answers a failure as a problem (RFC 9457); one that nobody can act on becomes a bland 500 and is told by code only. */
export function answerFailure(
  failure: unknown,
  reply: FastifyReply,
  onBug: (code: string) => void,
): FastifyReply {
  const problem = problemFrom(failure);
  if (problem) return sendProblem(reply, problem.toJSON());
  onBug(codeOf(failure));
  const body = { type: 'about:blank', title: 'Something went wrong here', status: 500 };
  return reply.code(500).type('application/problem+json').send(JSON.stringify(body));
}

/** `receipts`: of documents that were kept all the same. */
export function sendProblem(
  reply: FastifyReply,
  problem: ProblemBody,
  receipts?: readonly Receipt[],
): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) reply.header('retry-after', '1');
  const body = { ...problem, ...(receipts && { receipts }) };
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(body));
}

function problemFrom(failure: unknown): Problem | undefined {
  if (failure instanceof Problem) return failure.status === 500 ? undefined : failure;
  if (isDatabaseFault(failure)) return new Problem('store.unreachable');
  const { statusCode } = failure as { statusCode?: number };
  if (statusCode === undefined || statusCode >= 500) return undefined;
  return new Problem(REFUSALS[statusCode] ?? 'api.bad-request');
}

/** A code or a class name; never the message, which may quote a value. */
function codeOf(failure: unknown): string {
  const { code, name } = failure as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
