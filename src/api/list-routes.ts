import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Actor, Source } from '../access/index.ts';
import { giveOpinion, listsForSender, namedEntry, openRelease } from '../flow/index.ts';
import { OPINIONS, type OpinionReason, RELEASE_FORMATS, type ReleaseFormat } from '../matching/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Senders } from './senders.ts';

type ReleasePath = {
  Params: { list: string; number: string };
  Querystring: { format?: string; since?: string };
};
type EntryPath = { Params: { list: string; entry: string } };

/** Our own hash list for those whom it is granted, and their feedback on entries. */
export async function listRoutes(
  app: FastifyInstance,
  { store, senders }: { store: Store; senders: Senders },
): Promise<void> {
  app.decorateRequest('sender');
  app.addHook('preParsing', async (request) => {
    request.sender = await senders.of(request);
  });

  app.get('/hash-lists', async (request) => ({
    lists: await listsForSender(store, actorOf(request.sender)),
  }));

  // Without a format it is the signed manifest: what a client asks for to see whether there is something new.
  app.get<ReleasePath>('/hash-lists/:list/releases/:number', async (request, reply) => {
    const { list, number } = request.params;
    const { format, since } = request.query;
    if (format !== undefined && !Object.hasOwn(RELEASE_FORMATS, format))
      throw new Problem('api.bad-request', {
        detail: `format is ${Object.keys(RELEASE_FORMATS).join(', ')}`,
      });
    const release = await openRelease(store, actorOf(request.sender), {
      list,
      number: releaseNumber(number),
      format: (format as ReleaseFormat | undefined) ?? 'manifest',
      since: since === undefined ? undefined : Number(releaseNumber(since)),
      etag: request.headers['if-none-match'],
    });
    return answerRelease(reply, release);
  });

  app.post<EntryPath>('/hash-lists/:list/entries/:entry/opinions', async (request, reply) => {
    const { opinion, reason } = opinionIn(request.body);
    const entryId = await namedEntry(store, request.sender.id, request.params);
    const entry = await giveOpinion(store, actorOf(request.sender), {
      entryId,
      opinion: opinion as keyof typeof OPINIONS,
      reason: reason as OpinionReason | undefined,
    });
    return reply.code(201).send({ list: entry.list, entry: entry.upstreamId, standing: entry.standing });
  });
}

function actorOf({ id, name }: Source): Actor {
  return { kind: 'source', id, name };
}

function releaseNumber(text: string): number | 'latest' {
  if (text === 'latest') return text;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Problem('lists.unknown-release');
}

async function answerRelease(
  reply: FastifyReply,
  { manifest, etag, mediaType, text }: Awaited<ReturnType<typeof openRelease>>,
): Promise<FastifyReply> {
  reply.header('etag', etag).header('everydot-release', String(manifest.number));
  reply.header('cache-control', 'private, no-cache');
  if (text === null) return reply.code(304).send();
  return reply.type(mediaType).send(Readable.from(text));
}

function opinionIn(body: unknown): { opinion: string; reason: string | undefined } {
  const given = parsed(body);
  const { opinion, reason } = given;
  const isKnown = typeof opinion === 'string' && (reason === undefined || typeof reason === 'string');
  if (!isKnown)
    throw new Problem('api.bad-request', {
      detail: `opinion is ${[...Object.keys(OPINIONS), 'withdrawn'].join(', ')}`,
    });
  return { opinion, reason };
}

/** Bodies arrive as bytes. */
function parsed(body: unknown): Record<string, unknown> {
  try {
    const given: unknown = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
    return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  } catch (cause) {
    throw new Problem('api.bad-request', { detail: 'the body is not JSON', cause });
  }
}
