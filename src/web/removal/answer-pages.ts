import type { FastifyInstance } from 'fastify';
import { HOST_REFUSALS, HOST_SAYS } from '../../dissemination/index.ts';
import { answerAsHost } from '../../flow/index.ts';
import {
  type Again,
  choicesOf,
  errorsOf,
  type Form,
  type FormError,
  formError,
  formFrom,
  formValues,
  isOneOf,
} from '../frame/forms.ts';
import type { Desk, Pages, Reply, Request } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';

type Query = { Querystring: { reference?: string; key?: string } };

/** Where a host answers, without an account. A page read tells nothing: not even whether the reference exists. */
export const removalAnswerPages: Pages = (app: FastifyInstance, desk: Desk): void => {
  app.get<Query>('/removal-answer', async (request, reply) => {
    const { reference = '', key = '' } = request.query;
    return showForm(desk, request, reply, { typed: { reference: String(reference), key: String(key) } });
  });

  app.post('/removal-answer', async (request, reply) => {
    const typed = formFrom(request.body);
    const missing = missingIn(typed, request);
    const errors = missing.length > 0 ? missing : await answer(desk, request, typed);
    if (errors.length > 0) return showForm(desk, request, reply.code(422), { errors, typed });
    const { removalAnswer } = request.visit.words;
    return reply.page('removal/thanks.njk', {
      title: removalAnswer.thanksTitle,
      text: removalAnswer.thanks((typed['reference'] ?? '').trim().toUpperCase()),
    });
  });
};

function missingIn({ reference = '', key = '', says, reason }: Form, { visit }: Request): FormError[] {
  const { missing } = visit.words.removalAnswer;
  return [
    ...(reference.trim() ? [] : [formError('reference', missing.reference)]),
    ...(key.trim() ? [] : [formError('key', missing.key)]),
    ...(isOneOf(HOST_SAYS, says) ? [] : [formError('says', missing.says)]),
    ...(says === 'refused' && !isOneOf(HOST_REFUSALS, reason) ? [formError('reason', missing.reason)] : []),
  ];
}

async function answer({ store }: Desk, request: Request, form: Form): Promise<FormError[]> {
  const { missing } = request.visit.words.removalAnswer;
  const { reference = '', key = '', says, reason, note } = form;
  if (!isOneOf(HOST_SAYS, says)) return [formError('says', missing.says)];
  const said = { says, ...(isOneOf(HOST_REFUSALS, reason) && { reason }), ...(note && { note }) };
  return errorsOf(() => answerAsHost(store, { reference, secret: key, visitor: request.ip }, said), {
    'dissemination.removal-answer-unknown': formError('reference', missing.unknown),
    'dissemination.removal-answer-limit': formError('reference', missing.limit),
  });
}

async function showForm({ store }: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const reader = readerOf(request, store.clock.now());
  const { removalAnswer } = reader.words;
  return reply.page('removal/answer.njk', {
    title: removalAnswer.title,
    options: Object.entries(removalAnswer.options).map(([value, text]) => ({ value, text })),
    reasons: choicesOf(HOST_REFUSALS, reader),
    ...formValues(again),
  });
}
