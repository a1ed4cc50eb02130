import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import nunjucks from 'nunjucks';
import { navigationFor } from './navigation.ts';
import { termsIn } from './terms.ts';
import { timesIn } from './times.ts';
import { formOwner } from './visits.ts';

const here = import.meta.dirname;

/** Gives every reply its `page`: a template in the frame, with what each page needs. */
export function addRendering(app: FastifyInstance): void {
  const engine = templateEngine();
  app.decorateReply('page', async function (this: FastifyReply, template, values) {
    // A page shows personal data: it is never kept by a browser or a proxy.
    this.header('cache-control', 'no-store').type('text/html; charset=utf-8');
    return this.send(await renderPage(engine, template, { ...frameOf(this), ...values }));
  });
}

/** With a callback: without one, nunjucks throws what fails in an included template past everybody who could catch it. */
function renderPage(engine: nunjucks.Environment, template: string, values: object): Promise<string> {
  return new Promise((resolve, reject) => {
    engine.render(template, values, (failure, page) => (failure ? reject(failure) : resolve(page ?? '')));
  });
}

function frameOf(reply: FastifyReply): Record<string, unknown> {
  const { visit, url } = reply.request;
  const token = reply.generateCsrf({ userInfo: formOwner(reply.request) });
  const path = url.split('?')[0]!;
  return {
    ...visit,
    ...timesIn(visit.words),
    ...termsIn(visit.words),
    path: reply.request.method === 'GET' ? url : path,
    navigation: visit.person ? navigationFor(visit.person, visit.words, path) : [],
    csrf: () => new nunjucks.runtime.SafeString(`<input type="hidden" name="_csrf" value="${token}">`),
  };
}

/** Templates of ours and of GOV.UK Frontend (MIT), compiled once. Everything printed is escaped. */
function templateEngine(): nunjucks.Environment {
  const engine = nunjucks.configure(
    [path.join(here, '..'), path.join(here, '..', '..', '..', 'node_modules', 'govuk-frontend', 'dist')],
    { autoescape: true, throwOnUndefined: false, noCache: false, watch: false },
  );
  // nunjucks' own trim runs a slow regular expression over whole components (measured: 14.5 against 3.0 ms a form).
  engine.addFilter('trim', (text: unknown) => markSafeLike(text, String(text ?? '').trim()));
  return engine;
}

function markSafeLike(original: unknown, text: string): unknown {
  return original instanceof nunjucks.runtime.SafeString ? new nunjucks.runtime.SafeString(text) : text;
}
