import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { findPublicationFile, readPublication, readPublications } from '../../flow/index.ts';
import { PUBLICATION_STYLE } from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import type { Desk, Pages, Reply, Request } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import { editionView, publicationLine, withdrawnView } from './publication-view.ts';

// Anybody may read these: no sign-in. Only what was published is reached, and nothing is worked out for it.

type Asked = { Params: { slug: string; edition?: string; name?: string } };

/** A withdrawal is seen within minutes; what a program fetches again is answered by its ETag. */
const FILE_CACHE = 'public, max-age=300';
const STYLE_CACHE = 'public, max-age=3600';

/** Of one address. Chosen: an edition with all of its files some five times over; nobody reads faster. */
const REQUESTS_PER_MINUTE = 300;

export const publicationPages: Pages = (app, desk) => {
  app.register(async (open) => {
    await open.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: '1 minute',
      errorResponseBuilder: () => new Problem('intake.too-many-requests'),
    });
    addRoutes(open, desk);
  });
};

function addRoutes(app: FastifyInstance, desk: Desk): void {
  app.get('/publications', async (request, reply) => {
    const reader = readerOf(request, desk.store.clock.now());
    const found = await readPublications(desk.store);
    return reply.page('publications/list.njk', {
      title: reader.words.publications.title,
      publications: found.map((one) => publicationLine(one, reader)),
    });
  });

  app.get('/publications/style.css', (_request, reply) =>
    reply.header('cache-control', STYLE_CACHE).type('text/css; charset=utf-8').send(PUBLICATION_STYLE),
  );

  for (const path of ['/publications/:slug', '/publications/:slug/editions/:edition'])
    app.get<Asked>(path, (request, reply) => showEdition(desk, request, reply, request.params));

  for (const path of ['/publications/:slug/files/:name', '/publications/:slug/editions/:edition/files/:name'])
    app.get<Asked>(path, (request, reply) => sendFile(desk, request, reply, request.params));
}

async function showEdition(
  desk: Desk,
  request: Request,
  reply: Reply,
  { slug, edition }: Asked['Params'],
): Promise<Reply> {
  const reader = readerOf(request, desk.store.clock.now());
  const language = reader.words.language.code === 'cy' ? 'cy' : 'en';
  const read = await readPublication(desk.store, { slug, edition: editionIn(edition), language });
  const title = read.found.title;
  if (read.html === null)
    return reply.code(410).page('publications/withdrawn.njk', {
      title: reader.words.publications.withdrawnTitle,
      ...withdrawnView(read, reader),
    });
  return reply.page('publications/edition.njk', {
    title,
    ...editionView(read, reader),
  });
}

async function sendFile(
  desk: Desk,
  request: Request,
  reply: Reply,
  { slug, edition, name }: Asked['Params'],
): Promise<Reply> {
  const file = await findPublicationFile(desk.store, { slug, edition: editionIn(edition), name: name! });
  const etag = `"${file.sha256}"`;
  reply
    .header('etag', etag)
    .header('cache-control', FILE_CACHE)
    // Tables of a publication may be used by pages of others.
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*');
  if (isHeld(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .type(file.mediaType)
    .send(await file.read());
}

/** A proxy that packs a file marks its tag as weak: the file is the same. */
function isHeld(tags: string | undefined, etag: string): boolean {
  return (tags ?? '').split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
}

/** Undefined where none is named. Throws `picture.unknown-publication` for what is no number of an edition. */
function editionIn(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(asked)) throw new Problem('picture.unknown-publication');
  return Number(asked);
}
