import path from 'node:path';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import fixedFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../shared/problem.ts';
import { navigationFor } from './frame/navigation.ts';
import type { Desk, Pages } from './frame/pages.ts';
import { templateEngine } from './frame/render.ts';
import { visitOf } from './frame/visits.ts';
import { signInPages } from './sign-in/sign-in-pages.ts';

const PAGES: readonly Pages[] = [signInPages];

/** The desk's pages as a Fastify plugin. `cookieSecret`: 32 bytes or more, the same after a restart. */
export async function web(
  app: FastifyInstance,
  options: { desk: Desk; cookieSecret: string },
): Promise<void> {
  const { desk } = options;
  await app.register(cookie, { secret: options.cookieSecret });
  await app.register(csrf, { cookieOpts: { signed: true, httpOnly: true, sameSite: 'strict', path: '/' } });
  await app.register(formbody, { bodyLimit: 2_000_000 });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY } });
  await app.register(fixedFiles, {
    root: path.join(import.meta.dirname, 'assets'),
    prefix: '/assets/',
    maxAge: '1h',
  });
  addRendering(app);
  app.addHook('preHandler', async (request) => {
    request.visit = await visitOf(desk, request);
  });
  app.addHook('preHandler', (request, reply, done) => {
    // Every act is a POST and carries the token; a page read is a GET and changes nothing.
    if (request.method === 'POST') app.csrfProtection(request, reply, done);
    else done();
  });
  app.setErrorHandler((error, request, reply) => answerError(app, desk, { error, request, reply }));
  app.setNotFoundHandler(
    {
      preHandler: async (request) => {
        request.visit = await visitOf(desk, request);
      },
    },
    (request, reply) =>
      reply.code(404).page('frame/message.njk', {
        title: request.visit.words.service.notFoundTitle,
        text: request.visit.words.service.notFoundText,
      }),
  );
  for (const pages of PAGES) pages(app, desk);
}

/** No inline script, nothing from elsewhere, no framing: a page cannot be made to fetch what a referral names. */
const CONTENT_POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

function addRendering(app: FastifyInstance): void {
  const engine = templateEngine();
  app.decorateRequest('visit');
  app.decorateReply('page', async function (this: FastifyReply, template, values) {
    const { visit } = this.request;
    const token = await this.generateCsrf();
    const frame = {
      ...visit,
      path: this.request.url,
      navigation: visit.person
        ? navigationFor(visit.person, visit.words, this.request.url.split('?')[0]!)
        : [],
      csrf: () => engine.getFilter('safe')(`<input type="hidden" name="_csrf" value="${token}">`),
    };
    // A page shows personal data: it is never kept by a browser or a proxy.
    this.header('cache-control', 'no-store').type('text/html; charset=utf-8');
    return this.send(engine.render(template, { ...frame, ...values }));
  });
}

type Failed = { error: unknown; request: FastifyReply['request']; reply: FastifyReply };

async function answerError(
  app: FastifyInstance,
  desk: Desk,
  { error, request, reply }: Failed,
): Promise<FastifyReply> {
  const problem = error instanceof Problem ? error : undefined;
  const status = problem?.status ?? (error as { statusCode?: number }).statusCode ?? 500;
  if (!problem && status >= 500)
    app.log.error({ code: (error as { code?: string }).code, name: (error as Error).name }, 'page failed');
  if (problem?.code === 'access.sign-in-needed') return reply.redirect('/sign-in', 303);
  request.visit ??= await visitOf(desk, request);
  const words = request.visit.words.service;
  reply.code(status);
  if (status === 403)
    return reply.page('frame/message.njk', { title: words.notAllowedTitle, text: words.notAllowedText });
  if (status === 404)
    return reply.page('frame/message.njk', { title: words.notFoundTitle, text: words.notFoundText });
  if (problem) return reply.page('frame/message.njk', { title: words.errorTitle, text: problem.message });
  return reply.page('frame/message.njk', { title: words.bugTitle, text: words.bugText });
}
