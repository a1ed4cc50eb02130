import { once } from 'node:events';
import { join } from 'node:path';
import {
  CHOICES,
  factsOverHttp,
  type Held,
  type Hold,
  LOCAL_TOKEN_FILE,
  type ReportView,
  readEventStream,
  type ServedKit,
  serveKit,
} from '../prevention/index.ts';
import { Problem } from '../shared/problem.ts';
import { PROBLEMS, type ProblemCode } from '../shared/problem-codes.ts';
import { EXIT, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

type ServeOptions = {
  bureau: string;
  tokenFile: string;
  platform: string;
  name?: string;
  rules?: string;
  data: string;
  publicKey?: string;
  list?: string[];
  listFile?: string[];
  factsUrl?: string;
  host: string;
  port: number;
  nats?: string[];
  natsCredentials?: string;
  replicas: number;
  stdin?: boolean;
  json?: boolean;
};

/** `everydot screen serve`: until it is told to stop, or until standard input ends. */
export async function serveCommand(options: ServeOptions): Promise<Result | undefined> {
  const served = await openServed(options);
  try {
    if (options.stdin) return await takeInput(served);
    console.error(
      `The kit listens at ${served.address} (stop it with Ctrl-C); its token is in ${options.data}`,
    );
    const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
    await Promise.race([stopped, served.ended]);
    return undefined;
  } finally {
    await served.stop();
  }
}

async function openServed(options: ServeOptions): Promise<ServedKit> {
  const { rules, publicKey, factsUrl, nats, natsCredentials, replicas } = options;
  return serveKit({
    platform: { code: options.platform, name: options.name ?? options.platform },
    bureau: {
      url: options.bureau,
      tokenFile: options.tokenFile,
      ...(publicKey && { publicKey: (await readFileNamed(publicKey)).toString() }),
    },
    dataFolder: options.data,
    ...(rules && { rules: parsedRules(await readFileNamed(rules)) }),
    lists: { follow: options.list ?? [], files: options.listFile ?? [] },
    ...(factsUrl && { facts: factsOverHttp(factsUrl) }),
    ...(nats && {
      nats: { servers: nats, replicas, ...(natsCredentials && { credentialsFile: natsCredentials }) },
    }),
    host: options.host,
    port: options.stdin ? 0 : options.port,
    onTrouble: (trouble) => console.error(JSON.stringify({ at: new Date().toISOString(), ...trouble })),
  });
}

function parsedRules(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Problem('prevention.invalid-rules', { detail: 'no JSON' });
    throw cause;
  }
}

/** Decisions go to standard output as they are taken, one a line, and the totals last. */
async function takeInput({ kit }: ServedKit): Promise<Result> {
  const counts = await readEventStream(kit, process.stdin, {
    onDecision: (decision) => console.log(JSON.stringify(decision)),
    onRefused: (line, code) => console.error(`line ${line}: ${code}`),
  });
  await kit.reports.idle();
  const exitCode = counts.refused > 0 ? EXIT.refused : EXIT.done;
  return { json: counts, lines: [JSON.stringify(counts)], exitCode };
}

export type BesideOptions = { data: string; at: string; json?: boolean };

/** `everydot screen holds`. */
export async function holdsCommand(options: BesideOptions): Promise<Result> {
  const { holds } = await ask<{ holds: Hold<Held>[] }>(options, '/holds');
  const body = holds.map(({ holdId, at, held, escalations, now }) => [
    holdId,
    at,
    held.action,
    held.subject,
    held.incident.protect ? 'may be a child in need' : '',
    [...escalations.map(({ reason }) => `escalated: ${reason}`), ...(now ? [`now ${now}`] : [])].join(', '),
  ]);
  const lines = tableLines(['hold', 'since', 'action', 'subject', 'protect', 'news'], body);
  return { json: holds, lines: holds.length === 0 ? ['Nothing is on hold.'] : lines };
}

/** `everydot screen decide HOLD CHOICE REASON --by NAME`. */
export async function decideCommand(
  { hold, choice, reason }: { hold: string; choice: string; reason: string },
  options: BesideOptions & { by: string },
): Promise<Result> {
  if (!Object.hasOwn(CHOICES, choice)) {
    throw new Problem('prevention.unknown-choice', {
      detail: `choices are ${Object.keys(CHOICES).join(', ')}`,
    });
  }
  const { reasons } = CHOICES[choice as keyof typeof CHOICES];
  if (!Object.hasOwn(reasons, reason)) {
    throw new Problem('prevention.unknown-choice', {
      detail: `reasons are ${Object.keys(reasons).join(', ')}`,
    });
  }
  const decided = await ask<Hold<Held>>(options, `/holds/${encodeURIComponent(hold)}`, {
    choice,
    reason,
    by: options.by,
  });
  return { json: decided, lines: [`${choice}: ${hold}, by ${options.by}`] };
}

/** `everydot screen reports`. */
export async function reportsCommand(options: BesideOptions & { amend?: string }): Promise<Result> {
  if (options.amend !== undefined)
    await ask(options, `/reports/${encodeURIComponent(options.amend)}/amend`, {});
  const { reports } = await ask<{ reports: ReportView[] }>(options, '/reports');
  const body = reports.map(({ incidentKey, standing, notedAt, parts }) => [
    incidentKey,
    notedAt,
    standing,
    parts.map(({ number, refusal }) => number ?? refusal?.code ?? 'not answered').join(', '),
  ]);
  return { json: reports, lines: tableLines(['incident', 'noted', 'standing', 'answers'], body) };
}

async function ask<T>({ data, at }: BesideOptions, path: string, body?: object): Promise<T> {
  const token = (await readFileNamed(join(data, LOCAL_TOKEN_FILE))).toString();
  const response = await fetch(new URL(path, at), {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((cause) => {
    throw new Problem('prevention.kit-unreachable', { detail: at, cause });
  });
  const answer = (await response.json()) as { code?: string };
  if (response.ok) return answer as T;
  throw new Problem(
    Object.hasOwn(PROBLEMS, answer.code ?? '') ? (answer.code as ProblemCode) : 'api.bad-request',
  );
}
