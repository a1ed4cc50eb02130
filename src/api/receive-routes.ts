import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Source } from '../access/index.ts';
import { findOwnReceipt, type Intake, receiveDocument, retractDocument } from '../flow/index.ts';
import type { Receipt } from '../intake/index.ts';
import { Problem } from '../shared/problem.ts';
import { sendProblem } from './answer-failure.ts';
import type { Senders } from './senders.ts';

declare module 'fastify' {
  interface FastifyRequest {
    sender: Source;
  }
}

type ReceivePath = { Querystring: { format?: string } };
type ReceiptPath = { Params: { number: string } };

/** The longest key that is a key: a UUID has 36 characters, some senders join two. */
const LONGEST_KEY = 200;

export async function receiveRoutes(
  app: FastifyInstance,
  { intake, senders }: { intake: Intake; senders: Senders },
): Promise<void> {
  app.decorateRequest('sender');
  // After the rate limit, so that a stranger's guesses count; before the body is read, so that their 200 MB are not.
  app.addHook('preParsing', async (request) => {
    request.sender = await senders.of(request);
  });

  app.post<ReceivePath>('/referrals', async (request, reply) => {
    const receipts = await receiveDocument(intake, request.sender, {
      raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      channel: 'api',
      mediaType: request.headers['content-type'],
      adapter: request.query.format,
      idempotencyKey: idempotencyKeyOf(request),
    });
    return answerReceipts(reply, receipts);
  });

  app.get<ReceiptPath>('/referrals/:number/receipt', async (request) =>
    findOwnReceipt(intake.store, request.sender, request.params.number),
  );

  app.post<ReceiptPath>('/referrals/:number/retract', async (request) =>
    retractDocument(intake.store, request.sender, request.params.number),
  );
}

/** 201 if anything was taken in; else the problem of the first document, with the receipts of what is in quarantine. */
function answerReceipts(reply: FastifyReply, receipts: readonly Receipt[]): FastifyReply {
  const nothingRead = receipts.every(({ problem }) => problem);
  if (nothingRead) return sendProblem(reply, receipts[0]!.problem!, receipts);
  return reply.code(201).type('application/json').send(JSON.stringify({ receipts }));
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length >= 1 && key.length <= LONGEST_KEY) return key;
  throw new Problem('api.bad-request', { detail: `Idempotency-Key is 1 to ${LONGEST_KEY} characters` });
}
