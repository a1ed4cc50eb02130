import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { openBureau, readBureau } from './access/index.ts';
import { api, cyberTiplineEndpoint, hmaEndpoint } from './api/index.ts';
import type { ServeOptions } from './cli/index.ts';
import { loadExample } from './demo/index.ts';
import {
  dropSubmissions,
  eraseReturnFiles,
  expireEnquiries,
  type Lookups,
  licenceNamed,
  openLookups,
  type Publishing,
  refreshPicture,
} from './flow/index.ts';
import {
  alarmNotifier,
  alertLooking,
  escalation,
  jobHandlers,
  removalPost,
  removalTending,
  startWorker,
  type Worker,
} from './jobs/index.ts';
import { sealEverything } from './ledger/index.ts';
import { type Everydot, logFault, openEverydot } from './open-everydot.ts';
import { printPage } from './shared/print/print-page.ts';
import { Problem } from './shared/problem.ts';
import { web } from './web/index.ts';

/** Due dates are days; an hour late is soon enough. */
const EXPIRE_ENQUIRIES_EVERY_MS = 3_600_000;
const ERASE_RETURN_FILES_EVERY_MS = 3_600_000;
const SEAL_EVERY_MS = 1_000;
const REFRESH_PICTURE_EVERY_MS = 5_000;
const DROP_SUBMISSIONS_EVERY_MS = 60_000;
/** As many lookups a crash leaves uncounted. */
const COUNT_LOOKUPS_EVERY_MS = 1_000;

/** Runs the pages, the API and the workers until the process is told to stop. */
export async function serve(options: ServeOptions): Promise<void> {
  const everydot = await openEverydot({ share: false });
  options.say(`Data: ${everydot.where}`);
  const lookups = openLookups(everydot.store, { search: everydot.search });
  const server = await buildServer(everydot, { baseUrl: baseUrlOf(options), lookups });
  let worker: Worker | undefined;
  const stopped = toldToStop();
  try {
    await listen(server, options);
    // Before the jobs start: the example does its own, each at the time at which it is told to have happened.
    const opening = openOrLoad(everydot, options).then(() => 'open' as const);
    if ((await Promise.race([opening, stopped])) === 'open') {
      worker = startJobs(everydot, { baseUrl: baseUrlOf(options), lookups });
      options.say(`Everydot is at ${baseUrlOf(options)}/ (stop it with Ctrl-C)`);
      await stopped;
    } else {
      // What is still being loaded meets a closed database: that it fails then is what was asked for.
      opening.catch(() => undefined);
    }
  } finally {
    await server.close();
    await worker?.stop();
    await lookups.flush();
    await sealEverything(everydot.store, everydot.signer);
    await everydot.close();
  }
}

type Service = { baseUrl: string; lookups: Lookups };

/** Pages and API in one server. */
async function buildServer(everydot: Everydot, { baseUrl, lookups }: Service): Promise<FastifyInstance> {
  const server = fastify({ logger: false, trustProxy: process.env['EVERYDOT_TRUST_PROXY'] === 'yes' });
  const { store, signer, intake, figures } = everydot;
  await server.register(api, { intake, lookups, onBug: (code) => logFault({ where: 'api', code }) });
  await server.register(hmaEndpoint, {
    store,
    lookups,
    onBug: (code) => logFault({ where: 'lookup', code }),
  });
  await server.register(cyberTiplineEndpoint, {
    intake,
    onBug: (code) => logFault({ where: 'ispws', code }),
  });
  const cookieSecret = await cookieSecretIn(everydot.keysFolder);
  await server.register(web, { desk: { store, signer, intake, figures, baseUrl }, cookieSecret });
  return server;
}

function startJobs(everydot: Everydot, { baseUrl, lookups }: Service): Worker {
  const { store, signer } = everydot;
  const notifier = alarmNotifier(notifierSettings(baseUrl));
  return startWorker({
    store,
    handlers: jobHandlers(store, {
      notifier,
      signer,
      removal: removalPost(removalSettings(signer, baseUrl)),
      search: everydot.search,
      publishing: publishingSettings(signer, baseUrl),
    }),
    periodic: [
      escalation(store, notifier),
      removalTending(store),
      alertLooking(store, everydot.figures),
      {
        name: 'expire-enquiries',
        everyMs: EXPIRE_ENQUIRIES_EVERY_MS,
        run: () => expireEnquiries(store),
      },
      {
        name: 'erase-return-files',
        everyMs: ERASE_RETURN_FILES_EVERY_MS,
        run: () => eraseReturnFiles(store),
      },
      { name: 'seal-ledger', everyMs: SEAL_EVERY_MS, run: () => sealEverything(store, signer) },
      {
        name: 'drop-submissions',
        everyMs: DROP_SUBMISSIONS_EVERY_MS,
        run: () => dropSubmissions(everydot.intake),
      },
      { name: 'count-lookups', everyMs: COUNT_LOOKUPS_EVERY_MS, run: () => lookups.flush() },
      {
        name: 'refresh-picture',
        everyMs: REFRESH_PICTURE_EVERY_MS,
        run: () => refreshPicture(store).then(() => everydot.figures.follow()),
      },
    ],
    onFailure: logFault,
  });
}

/** Notices to hosts go by the same mail server as alarms. */
function removalSettings(signer: Everydot['signer'], baseUrl: string) {
  return { baseUrl, signer, ...mailSettings() };
}

/** Published editions say under which licence they stand, and where questions go. */
function publishingSettings(signer: Everydot['signer'], baseUrl: string): Publishing {
  return {
    signer,
    baseUrl,
    licence: licenceNamed(process.env['EVERYDOT_LICENCE']),
    contact: process.env['EVERYDOT_CONTACT'] ?? null,
    print: printPage,
  };
}

function mailSettings(): { smtpUrl?: string; mailFrom?: string } {
  const [smtpUrl, mailFrom] = [process.env['EVERYDOT_SMTP_URL'], process.env['EVERYDOT_MAIL_FROM']];
  return { ...(smtpUrl && { smtpUrl }), ...(mailFrom && { mailFrom }) };
}

function notifierSettings(baseUrl: string) {
  const given = {
    dutyAddresses: process.env['EVERYDOT_DUTY_ADDRESSES']?.split(','),
    supervisorAddresses: process.env['EVERYDOT_SUPERVISOR_ADDRESSES']?.split(','),
    webhookUrl: process.env['EVERYDOT_ALARM_WEBHOOK'],
    webhookSecret: process.env['EVERYDOT_ALARM_WEBHOOK_SECRET'],
  };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { baseUrl, ...mailSettings(), ...known };
}

/** An empty database becomes a real bureau where a name is given, and the example otherwise. */
async function openOrLoad(everydot: Everydot, options: ServeOptions): Promise<void> {
  const { store } = everydot;
  const bureau = await readBureau(store.db);
  if (bureau?.readyAt === null) {
    options.say(
      'Loading the example was cut short: part of it is missing. Remove the data folder to load it anew.',
    );
  }
  if (bureau) return;
  if (options.bureau !== undefined) {
    return openBureau(store.db, { name: options.bureau, synthetic: false, openedAt: store.clock.now() });
  }
  options.say(
    `The database is empty: the example month is loaded. The pages are already at ${baseUrlOf(options)}/`,
  );
  await loadExample(everydot, { seed: 1, onProgress: options.onProgress });
}

async function listen(server: FastifyInstance, { port, host }: ServeOptions): Promise<void> {
  try {
    await server.listen({ port, host });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new Problem('command.port-unusable', { detail: `${port}`, cause });
    throw cause;
  }
}

function baseUrlOf({ host, port }: ServeOptions): string {
  return process.env['EVERYDOT_BASE_URL'] ?? `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

/** The secret that signs the form tokens' cookie: the same after a restart. */
async function cookieSecretIn(folder: string): Promise<string> {
  const file = path.join(folder, 'cookie-secret');
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((cause) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  return readFile(file, 'utf8');
}

async function toldToStop(): Promise<'stopped'> {
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  return 'stopped';
}
