import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticateSource, type Source } from '../access/index.ts';
import {
  describeSubmittedFile,
  finishSubmission,
  type Intake,
  openSubmission,
  retractSubmission,
  submissionNumber,
} from '../flow/index.ts';
import { isReadableXml, MOST_BYTES, writeXsd } from '../intake/index.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { ApiOptions } from './api.ts';
import { answerTo, refusal, sendAnswer, sendDone, success } from './cybertipline-answers.ts';
import { formField } from './form-field.ts';

/** As for the API, counted by address. */
const REQUESTS_PER_MINUTE = 3_000;
const FILES_ARE_NOT_TAKEN =
  'no file is taken here, whatever it shows; send its details with /fileinfo, under an id of your own, with its hashes, and keep it';

/**
 * The CyberTipline Reporting API as platforms' programs already speak it, under `/ispws`: /status, /xsd, /submit,
 * /upload, /fileinfo, /finish, /retract. HTTP Basic: the sender's id and its token.
 */
export async function cyberTiplineEndpoint(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { intake } = options;
  const onBug = options.onBug ?? ((code) => app.log.error({ code }, 'request failed'));
  await app.register(
    async (ispws) => {
      ispws.decorateRequest('sender');
      ispws.setErrorHandler((failure, request, reply) => answerFailure(failure, { request, reply, onBug }));
      ispws.setNotFoundHandler((_request, reply) =>
        sendAnswer(reply, refusal(4000, 'there is nothing at this address')),
      );
      await ispws.register(rateLimit, {
        max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
        timeWindow: '1 minute',
        errorResponseBuilder: () => new Problem('intake.too-many-requests'),
      });
      ispws.removeAllContentTypeParsers();
      ispws.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      ispws.addHook('onRequest', async (_request, reply) => void reply.header('request-id', newId()));
      // After the rate limit, so that guesses count.
      ispws.addHook('preParsing', async (request) => {
        request.sender = await senderOf(intake, request);
      });
      routes(ispws, intake);
    },
    { prefix: '/ispws', bodyLimit: MOST_BYTES },
  );
}

function routes(app: FastifyInstance, intake: Intake): void {
  app.get('/status', async (request, reply) => {
    const description = `Remote User : ${request.sender.id}, Remote Ip : ${request.ip}`;
    return sendAnswer(reply, { ...success(), description });
  });
  app.get('/xsd', async (_request, reply) => reply.type('text/xml; charset=utf-8').send(writeXsd()));
  app.post('/submit', async (request, reply) => {
    const reportId = await openSubmission(intake, request.sender, bodyOf(request));
    return sendAnswer(reply, success(), { reportId });
  });
  // Answered before the body is read: what is in it is never held, not even in memory.
  app.post('/upload', {
    preParsing: async (_request, reply) => sendAnswer(reply, refusal(3000, FILES_ARE_NOT_TAKEN)),
    handler: async () => undefined,
  });
  app.post('/fileinfo', async (request, reply) => {
    const reportId = await describeSubmittedFile(intake, request.sender, bodyOf(request));
    return sendAnswer(reply, success(), { reportId });
  });
  app.post('/finish', async (request, reply) => {
    const done = await finishSubmission(intake, request.sender, reportIdIn(request));
    return sendDone(reply, success(), done);
  });
  app.post('/retract', async (request, reply) => {
    const reportId = reportIdIn(request);
    await retractSubmission(intake.store, request.sender, reportId);
    return sendAnswer(reply, success(), { reportId });
  });
}

/** Throws `access.unknown-client` unless the name and the secret belong together. */
async function senderOf({ store }: Intake, request: FastifyRequest): Promise<Source> {
  const encoded = /^Basic +([\w+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const [, name, token] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (name === undefined || token === undefined) throw new Problem('access.unknown-client');
  const source = await authenticateSource(store, token);
  if (source.id !== name) throw new Problem('access.unknown-client');
  return source;
}

function bodyOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem('intake.empty');
  return body;
}

function reportIdIn(request: FastifyRequest): number {
  return submissionNumber(formField(bodyOf(request), request.headers['content-type'], 'id')?.trim());
}

type Failing = { request: FastifyRequest; reply: FastifyReply; onBug: (code: string) => void };

function answerFailure(failure: unknown, { request, reply, onBug }: Failing): FastifyReply {
  const { statusCode, code } = failure as { statusCode?: number; code?: unknown };
  const isOwn = failure instanceof Problem && failure.status !== 500;
  const byFastify = !isOwn && statusCode !== undefined && statusCode < 500;
  const problem = isOwn ? failure : new Problem(statusCode === 413 ? 'intake.too-large' : 'api.bad-request');
  const isXml = /\/(?:submit|fileinfo)$/.test(request.routeOptions.url ?? '');
  const malformed = isXml && problem.code === 'intake.invalid' && !isReadableXml(bodyOf(request));
  if (!isOwn && !byFastify) onBug(typeof code === 'string' ? code : 'bug');
  const answer =
    isOwn || byFastify ? answerTo(problem, { malformed }) : refusal(1000, 'something went wrong here');
  return request.routeOptions.url?.endsWith('/finish')
    ? sendDone(reply, answer, {})
    : sendAnswer(reply, answer);
}
