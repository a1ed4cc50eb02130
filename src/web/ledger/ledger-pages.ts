import { listSources, may } from '../../access/index.ts';
import {
  type ConservationReport,
  readCheckpoint,
  readLedger,
  readParkedJobs,
  retryParkedJob,
  verifyWholeLedger,
} from '../../flow/index.ts';
import { STATES, type State } from '../../referral/index.ts';
import { PROBLEMS } from '../../shared/problem-codes.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Terms, termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';

type Verified = Awaited<ReturnType<typeof verifyWholeLedger>>;

/** Faults of one page: one is already a scandal. */
const MOST_FAULTS = 50;

export const ledgerPages: Pages = (app, desk) => {
  const { store, signer } = desk;

  app.get('/ledger', (request, reply) => showLedger(desk, request, reply));

  // The answer page tells the result: it is true of this moment only, so it has no address of its own.
  app.post('/ledger/verify', async (request, reply) => {
    const verified = await verifyWholeLedger(store, signedIn(request), signer);
    return showLedger(desk, request, reply, verified);
  });

  // To be kept where the bureau cannot change it; it holds hashes and a signature, nothing personal.
  app.get('/ledger/checkpoint', async (request, reply) => {
    const last = await readCheckpoint(store, signedIn(request));
    return reply
      .header('content-disposition', `attachment; filename="everydot-checkpoint-${last.number}.json"`)
      .header('cache-control', 'no-store')
      .send(last);
  });

  app.post<{ Params: { id: string } }>('/ledger/jobs/:id/retry', async (request, reply) => {
    const person = signedIn(request);
    if (/^\d{1,15}$/.test(request.params.id)) await retryParkedJob(store, person, Number(request.params.id));
    return reply.redirect('/ledger', 303);
  });
};

async function showLedger(
  { store }: Desk,
  request: Request,
  reply: Reply,
  verified?: Verified,
): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const { last, unsealed, conservation } = await readLedger(store, person);
  const [terms, times] = [termsIn(words), timesIn(words)];
  return reply.page('ledger/ledger.njk', {
    title: words.ledger.title,
    last: last && { ...last, sealed: times.time(last.sealedAt), total: shown(last.total) },
    unsealed: {
      entries: shown(unsealed.entries),
      some: unsealed.entries > 0,
      oldest: times.time(unsealed.oldest),
    },
    verified: verified && {
      holds: verified.faults.length === 0,
      entries: shown(verified.entries),
      checkpoints: verified.checkpoints,
      faults: verified.faults.slice(0, MOST_FAULTS).map(({ checkpoint, fault }) => ({
        checkpoint,
        text: words.ledger.faults[fault],
      })),
    },
    conservation: await conservationTable({ store }, conservation, terms),
    jobs: may(person, 'see-queue') ? await jobRows({ store }, request) : null,
    mayRetry: may(person, 'repair-document'),
  });
}

type WithStore = Pick<Desk, 'store'>;

/** Receipts by source, each in exactly one state; and whatever is amiss. */
async function conservationTable({ store }: WithStore, report: ConservationReport, terms: Terms) {
  const states = Object.keys(STATES) as State[];
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const bySource = Map.groupBy(report.lines, ({ source }) => source);
  const state = (code: string | null) => code && terms.term(STATES, code);
  return {
    holds: report.holds,
    heads: states.map((code) => ({ text: terms.term(STATES, code), numeric: true })),
    rows: [...bySource].map(([source, lines]) => ({
      name: names.get(source) ?? source,
      holds: lines.every(({ holds }) => holds),
      received: shown(lines.reduce((sum, { received }) => sum + received, 0)),
      counts: states.map((code) => shown(lines.reduce((sum, line) => sum + (line.states[code] ?? 0), 0))),
    })),
    total: { received: shown(report.received), counts: states.map((code) => shown(report.states[code])) },
    amiss: report.discrepancies.map(({ id, recorded, current }) => ({
      id,
      recorded: state(recorded),
      current: state(current),
    })),
  };
}

async function jobRows({ store }: WithStore, request: Request) {
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  const jobs = await readParkedJobs(store, signedIn(request));
  return jobs.map(({ id, kind, attempts, problem, parkedAt }) => ({
    id,
    kind: words.ledger.jobKinds[kind],
    attempts,
    problem: Object.hasOwn(PROBLEMS, problem)
      ? terms.say(PROBLEMS[problem as keyof typeof PROBLEMS].title)
      : problem,
    parked: times.time(parkedAt),
  }));
}

function shown(count: number): string {
  return count.toLocaleString('en-GB');
}
