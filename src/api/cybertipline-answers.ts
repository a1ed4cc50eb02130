import type { FastifyReply } from 'fastify';
import type { Problem } from '../shared/problem.ts';
import type { ProblemCode } from '../shared/problem-codes.ts';

// Answers in the way of the CyberTipline Reporting API. Source of codes and words: Technical Documentation, 2025-06-11.

/** `status`: of HTTP; the documentation gives it for 4100 only (400), the others follow from their meaning. */
const ANSWERS = {
  0: { says: 'Success', status: 200 },
  1000: { says: 'Server error', status: 500 },
  2000: { says: 'Authentication required', status: 401 },
  3000: { says: 'User is not authorized to perform this action', status: 403 },
  4000: { says: 'Invalid request', status: 400 },
  4100: { says: 'Validation failed', status: 400 },
  4110: { says: 'Malformed XML submittal', status: 400 },
  5001: { says: 'Report does not exist', status: 404 },
  5101: { says: 'Report already retracted', status: 409 },
  5102: { says: 'Report already finished', status: 409 },
} as const;
export type AnswerCode = keyof typeof ANSWERS;

/** What our problems are called there; others that a sender can act on are an invalid request. */
const CODES: Partial<Record<ProblemCode, AnswerCode>> = {
  'access.unknown-client': 2000,
  'intake.invalid': 4100,
  'intake.submission-not-found': 5001,
  'intake.submission-retracted': 5101,
  'intake.submission-finished': 5102,
  'intake.overloaded': 1000,
  'intake.too-many-requests': 1000,
};

/** Asks the client to wait: a status of ours is kept, because clients know it. */
const KEPT_STATUSES: readonly number[] = [413, 429, 503];

export type Answer = { code: AnswerCode; status: number; description: string };

export function success(): Answer {
  return { code: 0, status: 200, description: ANSWERS[0].says };
}

export function refusal(code: AnswerCode, why: string): Answer {
  return { code, status: ANSWERS[code].status, description: `${ANSWERS[code].says}: ${why}` };
}

/** `malformed`: the document was no XML at all. */
export function answerTo(problem: Problem, { malformed = false } = {}): Answer {
  const code = malformed ? 4110 : (CODES[problem.code] ?? (problem.status >= 500 ? 1000 : 4000));
  const faults = problem.faults.map(({ path, line, reason }) =>
    [line === undefined ? '' : `line ${line}:`, path ?? '', reason].filter((part) => part !== '').join(' '),
  );
  const why = faults.length > 0 ? faults.join('; ') : problem.message;
  const { status } = KEPT_STATUSES.includes(problem.status) ? problem : ANSWERS[code];
  return { code, status, description: `${ANSWERS[code].says}: ${why}` };
}

export type AnswerFields = { reportId?: number | undefined };

/** To everything but /finish. */
export function sendAnswer(
  reply: FastifyReply,
  answer: Answer,
  { reportId }: AnswerFields = {},
): FastifyReply {
  const body = [
    element('responseCode', answer.code),
    element('responseDescription', answer.description),
    ...(reportId === undefined ? [] : [element('reportId', reportId)]),
  ];
  return send(reply, answer, `<reportResponse>${body.join('')}</reportResponse>`);
}

/** To /finish: this answer has no place for words, so the reason stands in a comment. */
export function sendDone(
  reply: FastifyReply,
  answer: Answer,
  { reportId, fileIds = [] }: AnswerFields & { fileIds?: readonly string[] },
): FastifyReply {
  const reason =
    answer.code === 0
      ? ''
      : `<!-- ${answer.description.replaceAll(/-(?=-)|-$/g, '- ').replaceAll(/[<>&]/g, ' ')} -->`;
  const files = fileIds.map((id) => element('fileId', id)).join('');
  const body = `${element('responseCode', answer.code)}${element('reportId', reportId ?? 0)}<files>${files}</files>`;
  return send(reply, answer, `${reason}<reportDoneResponse>${body}</reportDoneResponse>`);
}

function send(reply: FastifyReply, { status }: Answer, xml: string): FastifyReply {
  if (status === 401)
    reply.header('www-authenticate', 'Basic realm="CyberTipline endpoint", charset="UTF-8"');
  if (status === 503 || status === 429) reply.header('retry-after', '1');
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return reply.code(status).type('text/xml; charset=utf-8').send(`${declaration}\n${xml}\n`);
}

function element(name: string, value: string | number): string {
  const text = String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${name}>${text}</${name}>`;
}
