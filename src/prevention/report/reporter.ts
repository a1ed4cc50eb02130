import type { Bureau } from './bureau.ts';
import type { Outbox } from './outbox.ts';
import { type Posted, postDocument } from './post-document.ts';
import { partToSend, type ReportState, standingOf } from './report-state.ts';

/** What the platform's own records say, or that it has reported the incident elsewhere; undefined: no answer (yet). */
export type FactsAnswer<Facts> =
  | { facts: Facts }
  | { elsewhere: { scheme: string; value: string } }
  | undefined;

export type ReporterOptions<Incident, Facts> = {
  bureau: Bureau;
  outbox: Outbox<Incident>;
  /** Asks the platform; may fail, and may be asked again. */
  ask(key: string, incident: Incident): Promise<FactsAnswer<Facts>>;
  /** The bytes to post. `supplement`: what is added to a report that the bureau has. */
  compose(key: string, incident: Incident, facts: Facts | undefined, supplement: boolean): string;
  now(): Date;
  /** Told by code what goes wrong; never a value of a report. */
  onTrouble(trouble: { key: string; why: string }): void;
};

export type Reporter = {
  /** There is work: called after an incident was noted. */
  wake(): void;
  /** Resolves when nothing is left to do now: what is to be tried again later is not waited for. */
  idle(): Promise<void>;
  /** Ends after what is being posted. */
  stop(): Promise<void>;
};

/** Chosen: a report about a child waits seconds after a short outage, and an outage of days costs few requests. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Chosen: reports are rare; more at once than this would only be felt by the bureau. */
const AT_ONCE = 4;

type Trying = { failures: number; notBeforeMs: number };

/** Files every noted incident once, whatever happens to this process, the network or the bureau in between. */
export function startReporter<I, F>(options: ReporterOptions<I, F>): Reporter {
  const { outbox } = options;
  const tries = new Map<string, Trying>();
  const working = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const next = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    const waiting = outbox.open().filter(({ key }) => !working.has(key));
    const nowMs = performance.now();
    const isDue = ({ key }: ReportState<I>) => (tries.get(key)?.notBeforeMs ?? 0) <= nowMs;
    for (const state of waiting.filter(isDue).slice(0, AT_ONCE - working.size)) begin(state);
    const later = waiting.filter((state) => !isDue(state)).map(({ key }) => tries.get(key)!.notBeforeMs);
    if (later.length > 0) timer = setTimeout(next, Math.max(10, Math.min(...later) - nowMs));
  };
  const begin = (state: ReportState<I>): void => {
    const work = advance(options, state)
      .catch((cause: { code?: string; name?: string }) => ({ why: cause.code ?? cause.name ?? 'failed' }))
      .then((trouble) => {
        working.delete(state.key);
        if (trouble) postpone(state.key, trouble);
        else tries.delete(state.key);
        next();
      });
    working.set(state.key, work);
  };
  const postpone = (key: string, { why, waitMs }: Trouble): void => {
    const failures = (tries.get(key)?.failures ?? 0) + 1;
    const backOffMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    const spread = 0.75 + Math.random() / 2;
    const untilMs = Math.min(LONGEST_WAIT_MS, waitMs ?? backOffMs * spread);
    tries.set(key, { failures, notBeforeMs: performance.now() + untilMs });
    options.onTrouble({ key, why });
  };
  next();
  return {
    wake: next,
    async idle() {
      next();
      while (working.size > 0) await Promise.all(working.values());
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(working.values());
    },
  };
}

type Trouble = { why: string; waitMs?: number | undefined };

/** One step with one report; what it answers is why the next step has to wait. */
async function advance<I, F>(
  options: ReporterOptions<I, F>,
  state: ReportState<I>,
): Promise<Trouble | undefined> {
  const standing = standingOf(state);
  if (standing === 'to-compose') return composeFirst(options, state);
  if (standing === 'to-send') return sendPart(options, state);
  return supplement(options, state);
}

/** Where the platform's records do not answer, the report goes without them: a supplement follows. */
async function composeFirst<I, F>(options: ReporterOptions<I, F>, state: ReportState<I>): Promise<undefined> {
  const { key, incident } = state;
  const answer = await askSafely(options, state);
  if (answer && 'elsewhere' in answer) {
    await options.outbox.add({ kind: 'elsewhere', key, at: at(options), reference: answer.elsewhere });
    return;
  }
  const text = options.compose(key, incident, answer?.facts, false);
  await options.outbox.add({ kind: 'document', key, at: at(options), part: 0, text, lacksFacts: !answer });
}

async function supplement<I, F>(
  options: ReporterOptions<I, F>,
  state: ReportState<I>,
): Promise<Trouble | undefined> {
  const answer = await askSafely(options, state);
  const facts = answer && 'facts' in answer ? answer.facts : undefined;
  if (!facts && !state.amended) return { why: 'facts-not-at-hand' };
  const { key, incident } = state;
  const text = options.compose(key, incident, facts, wasReceived(state));
  const part = state.parts.length;
  await options.outbox.add({ kind: 'document', key, at: at(options), part, text, lacksFacts: !facts });
  return undefined;
}

/** What follows a refusal is the report itself. */
function wasReceived({ parts }: ReportState): boolean {
  return parts.some(({ receipt }) => receipt);
}

async function askSafely<I, F>(options: ReporterOptions<I, F>, { key, incident }: ReportState<I>) {
  try {
    return await options.ask(key, incident);
  } catch (cause) {
    options.onTrouble({ key, why: `facts: ${(cause as Error).name}` });
    return undefined;
  }
}

async function sendPart<I, F>(
  { bureau, outbox, now }: ReporterOptions<I, F>,
  { key, parts }: ReportState<I>,
): Promise<Trouble | undefined> {
  const part = partToSend(parts)!;
  const posted = await postDocument(bureau, idempotencyKeyOf(key, part), parts[part]!.text);
  if (posted.outcome === 'later') return posted;
  await outbox.add({ key, part, at: now().toISOString(), ...answerOf(posted) });
  return undefined;
}

function answerOf(posted: Exclude<Posted, { outcome: 'later' }>) {
  return posted.outcome === 'received'
    ? ({ kind: 'receipt', receipt: posted.receipt } as const)
    : ({ kind: 'refusal', refusal: posted.refusal } as const);
}

/** The incident is the key, so that a repeated post is the same receipt; each later part has its own. */
function idempotencyKeyOf(key: string, part: number): string {
  return part === 0 ? key : `${key}/${part}`;
}

function at<I, F>({ now }: ReporterOptions<I, F>): string {
  return now().toISOString();
}
