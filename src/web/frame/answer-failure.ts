import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../shared/problem.ts';
import type { Words } from '../words.ts';
import type { Desk } from './pages.ts';
import { visitOf } from './visits.ts';

type Failed = { failure: unknown; request: FastifyRequest; reply: FastifyReply };

/** What somebody sees where a page could not be shown: what they can do, and nothing of what was in it. */
export async function answerFailure(desk: Desk, { failure, request, reply }: Failed): Promise<FastifyReply> {
  const status = statusOf(failure);
  if (status >= 500) logBug(request, failure);
  if (failure instanceof Problem && failure.code === 'access.sign-in-needed')
    return reply.redirect('/sign-in', 303);
  request.visit ??= await visitOf(desk, request);
  const { title, text } = messageFor(failure, status, request.visit.words);
  return reply.code(status).page('frame/message.njk', { title, text });
}

function statusOf(failure: unknown): number {
  if (failure instanceof Problem) return failure.status;
  return (failure as { statusCode?: number }).statusCode ?? 500;
}

/** A code or a class name; never the message, which may quote a value. */
function logBug(request: FastifyRequest, failure: unknown): void {
  const { code, name } = failure as { code?: unknown; name?: unknown };
  request.log.error({ code: typeof code === 'string' ? code : undefined, name }, 'page failed');
}

function messageFor(failure: unknown, status: number, { service }: Words): { title: string; text: string } {
  if (isOldToken(failure)) return { title: service.tooOldTitle, text: service.tooOldText };
  if (status === 403) return { title: service.notAllowedTitle, text: service.notAllowedText };
  if (status === 404) return { title: service.notFoundTitle, text: service.notFoundText };
  if (status === 413) return { title: service.tooLargeTitle, text: service.tooLargeText };
  if (failure instanceof Problem && status < 500) return { title: service.errorTitle, text: failure.message };
  return { title: service.bugTitle, text: service.bugText };
}

/** A form without the token of this session: left open too long, or sent from elsewhere. */
function isOldToken(failure: unknown): boolean {
  return String((failure as { code?: unknown }).code).startsWith('FST_CSRF');
}
