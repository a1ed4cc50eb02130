import path from 'node:path';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import fixedFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { alarmPages } from './alarms/alarm-pages.ts';
import { auditPages } from './circulation/audit-pages.ts';
import { circulationPages } from './circulation/circulation-pages.ts';
import { claimPages } from './claims/claim-pages.ts';
import { clockPages } from './clocks/clock-pages.ts';
import { conflictPages } from './conflicts/conflict-pages.ts';
import { alertPages as emergingAlertPages } from './emerging/alert-pages.ts';
import { emergingPages } from './emerging/emerging-pages.ts';
import { noveltyPages } from './emerging/novelty-pages.ts';
import { enquiriesPages } from './enquiries/enquiries-pages.ts';
import { exposurePages } from './exposure/exposure-pages.ts';
import { forecastPages } from './forecast/forecast-pages.ts';
import { answerFailure } from './frame/answer-failure.ts';
import { type Desk, isSecure, type Pages } from './frame/pages.ts';
import { addRendering } from './frame/render.ts';
import { formOwner, signedIn, visitOf } from './frame/visits.ts';
import { globalPages } from './global/global-pages.ts';
import { hiddenPages } from './hidden/hidden-pages.ts';
import { guidedPages } from './instruments/guided-pages.ts';
import { instrumentPages } from './instruments/instrument-pages.ts';
import { referralGuidedPages } from './instruments/referral-guided-pages.ts';
import { ledgerPages } from './ledger/ledger-pages.ts';
import { groupPages } from './links/group-pages.ts';
import { linksPages } from './links/links-pages.ts';
import { modelPages } from './links/model-pages.ts';
import { pairPages } from './links/pair-pages.ts';
import { qualityPages } from './links/quality-pages.ts';
import { reviewPages } from './links/review-pages.ts';
import { samplePages } from './links/sample-pages.ts';
import { entryPages } from './lists/entry-pages.ts';
import { gradingPages } from './lists/grading-pages.ts';
import { listPages } from './lists/list-pages.ts';
import { lookupPages } from './lookups/lookup-pages.ts';
import { outsidePages } from './outside/outside-pages.ts';
import { packagesPages } from './packages/packages-pages.ts';
import { coveragePages } from './picture/coverage-pages.ts';
import { figurePages } from './picture/figure-pages.ts';
import { picturePages } from './picture/picture-pages.ts';
import { publicationPages } from './publications/publication-pages.ts';
import { quarantinePages } from './quarantine/quarantine-pages.ts';
import { queuePages } from './queue/queue-pages.ts';
import { actPages } from './referral/act-pages.ts';
import { closePages } from './referral/close-pages.ts';
import { decidePages } from './referral/decide-pages.ts';
import { evidencePages } from './referral/evidence-pages.ts';
import { foldPages } from './referral/fold-pages.ts';
import { guardPages } from './referral/guard-pages.ts';
import { referralPages } from './referral/referral-pages.ts';
import { releaseItemPages } from './releases/item-pages.ts';
import { releasePages } from './releases/release-pages.ts';
import { releaseSectionPages } from './releases/section-pages.ts';
import { removalAnswerPages } from './removal/answer-pages.ts';
import { removalPages } from './removal/removal-pages.ts';
import { returnListPages } from './returns/list-pages.ts';
import { returnPages } from './returns/return-pages.ts';
import { scorecardPages } from './returns/scorecard-pages.ts';
import { uploadPages } from './returns/upload-pages.ts';
import { sendPages } from './send/send-pages.ts';
import { signInPages } from './sign-in/sign-in-pages.ts';
import { oversightPages } from './supervision/oversight-pages.ts';
import { gradingSamplePages } from './supervision/sample-pages.ts';
import { simulationPages } from './supervision/simulation-pages.ts';
import { tablePages } from './tables/table-pages.ts';
import { validationPages } from './validation/validation-pages.ts';

/** Pages of people who have signed in. */
const PAGES: readonly Pages[] = [
  queuePages,
  alarmPages,
  circulationPages,
  auditPages,
  enquiriesPages,
  sendPages,
  packagesPages,
  removalPages,
  picturePages,
  emergingPages,
  emergingAlertPages,
  forecastPages,
  noveltyPages,
  hiddenPages,
  tablePages,
  figurePages,
  coveragePages,
  claimPages,
  outsidePages,
  globalPages,
  releasePages,
  releaseSectionPages,
  releaseItemPages,
  returnListPages,
  uploadPages,
  scorecardPages,
  returnPages,
  validationPages,
  clockPages,
  oversightPages,
  gradingSamplePages,
  simulationPages,
  conflictPages,
  linksPages,
  pairPages,
  groupPages,
  reviewPages,
  qualityPages,
  modelPages,
  samplePages,
  listPages,
  entryPages,
  gradingPages,
  quarantinePages,
  ledgerPages,
  lookupPages,
  exposurePages,
  referralPages,
  evidencePages,
  actPages,
  decidePages,
  closePages,
  guardPages,
  referralGuidedPages,
  guidedPages,
  instrumentPages,
  foldPages,
];

/** A form holds at most a note; the returns of a force have a way of their own. */
const LARGEST_FORM_BYTES = 2_000_000;

/** The desk's pages as a Fastify plugin. `cookieSecret`: 32 bytes or more, the same after a restart. */
export async function web(
  app: FastifyInstance,
  { desk, cookieSecret }: { desk: Desk; cookieSecret: string },
): Promise<void> {
  await app.register(cookie, { secret: cookieSecret });
  await app.register(csrf, {
    cookieOpts: { signed: true, httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure(desk) },
    csrfOpts: { hmacKey: cookieSecret, userInfo: true },
    getUserInfo: formOwner,
  });
  await app.register(formbody, { bodyLimit: LARGEST_FORM_BYTES });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(fixedFiles, {
    root: path.join(import.meta.dirname, 'assets'),
    prefix: '/assets/',
    maxAge: '1h',
  });
  app.decorateRequest('visit');
  addRendering(app);
  app.addHook('onRequest', async (request, reply) => {
    // No record's name holds a NUL, and the database refuses to be asked for one.
    if (/%00/.test(request.url)) return reply.callNotFound();
  });
  app.setErrorHandler((failure, request, reply) => answerFailure(desk, { failure, request, reply }));
  app.setNotFoundHandler(async (request, reply) => {
    request.visit = await visitOf(desk, request);
    const { notFoundTitle, notFoundText } = request.visit.words.service;
    return reply.code(404).page('frame/message.njk', { title: notFoundTitle, text: notFoundText });
  });
  await app.register((pages) => addPages(pages, desk));
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

async function addPages(app: FastifyInstance, desk: Desk): Promise<void> {
  app.addHook('preHandler', async (request) => {
    request.visit = await visitOf(desk, request);
  });
  app.addHook('preHandler', (request, reply, done) => {
    // Every act is a POST and carries the token; a page read is a GET and changes nothing.
    if (request.method === 'POST') app.csrfProtection(request, reply, done);
    else done();
  });
  signInPages(app, desk);
  removalAnswerPages(app, desk);
  publicationPages(app, desk);
  await app.register(async (behindTheDoor) => {
    // Before any page looks anything up: a stranger does not even learn what exists.
    behindTheDoor.addHook('preHandler', async (request) => void signedIn(request));
    for (const pages of PAGES) pages(behindTheDoor, desk);
  });
}
