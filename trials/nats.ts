import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { numberOption, type RunOptions, type TrialResult } from '../checks/named-runs.ts';
import { referralsOf, registerSenders } from './kill/senders.ts';
import { endDatabase, startService } from './kill/service.ts';
import { type Cluster, natsServerVersion, startCluster } from './nats/cluster.ts';
import { type TrialLoad, trialLoad } from './nats/events.ts';
import { type Heard, hearDecisions } from './nats/hear-decisions.ts';
import { type Published, publishAll } from './nats/publish.ts';
import { type KitPlace, type KitProcess, startKit } from './nats/served-kit.ts';

export const title =
  'Screening from a NATS cluster: nodes, the leader and the kit are killed, and each incident is reported once';

const EVENTS = 50_000;
const EVENTS_A_SECOND = 1_000;
/** One stream in so many events shows a listed frame; pairs that the rules hold. */
const KNOWN = 900;
const PAIRS = 60;
/** The promise: from the deciding event in the cluster to the decision heard, where nothing was killed just before. */
const SOON_MS = 50;
/**
 * From a kill until so long after the kit has caught up again is told apart: the streams of decisions elect their own
 * leaders, and a node that comes back may move one again.
 */
const DISTURBED_MS = 6_000;
const SETTLE_MS = 90_000;
/** Streams and consumers that were just made elect their leaders, and take up their work, within seconds. */
const WARM_UP_MS = 6_000;
const EVENT_STREAM = 'EVERYDOT_EVENTS';

/** `--events=50000 --rate=1000`. Needs nats-server, as of Debian's package. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const server = natsServerVersion();
  if (server === undefined) {
    return { held: false, facts: { absent: 'nats-server; install it first: apt-get install nats-server' } };
  }
  const folder = path.join(tmpdir(), `everydot-nats-${randomBytes(4).toString('hex')}`);
  const home = path.join(folder, 'bureau');
  await mkdir(home, { recursive: true });
  const load = trialLoad({ events: numberOption(options, 'events', EVENTS), known: KNOWN, pairs: PAIRS });
  const rate = numberOption(options, 'rate', EVENTS_A_SECOND);
  try {
    const cluster = await startCluster(folder);
    try {
      return await attack({ folder, home, cluster, load, rate });
    } finally {
      await cluster.stop();
    }
  } finally {
    await endDatabase(home);
    await rm(folder, { recursive: true, force: true });
  }
}

type Attack = { folder: string; home: string; cluster: Cluster; load: TrialLoad; rate: number };

async function attack({ folder, home, cluster, load, rate }: Attack): Promise<TrialResult> {
  const service = await startService(home);
  const [sender] = await registerSenders(home, 1);
  const place = {
    folder: path.join(folder, 'kit'),
    bureau: service.url,
    token: sender!.token,
    servers: cluster.servers,
  };
  const connection = await connect({
    servers: cluster.servers,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
  });
  let kit = await startKit(place);
  const heard = await hearDecisions(connection);
  try {
    await pause(WARM_UP_MS);
    const published: Published = { storedAtMs: new Map(), retries: 0, done: 0 };
    const publishing = publishAll(connection, load.events, { rate, published });
    const kills = await killOneAfterAnother({ cluster, connection, load, published, place, kit }, (next) => {
      kit = next;
    });
    await publishing;
    const status = await settled(kit, load);
    await pause(1_000);
    const referrals = await referralsOf(home, sender!.id);
    return resultOf({ load, published, heard, kills, status, referrals });
  } finally {
    await heard.stop();
    await kit.end('SIGTERM');
    await connection.close();
    await service.stop();
  }
}

type Killing = {
  cluster: Cluster;
  connection: NatsConnection;
  load: TrialLoad;
  published: Published;
  place: KitPlace;
  kit: KitProcess;
};

type Kill = { what: string; fromMs: number; untilMs: number };

/** At these shares of the run: a node that does not lead, the one that leads, the kit, then leader and kit together. */
async function killOneAfterAnother(killing: Killing, onKit: (kit: KitProcess) => void): Promise<Kill[]> {
  const { cluster, connection, place } = killing;
  let { kit } = killing;
  const kills: Kill[] = [];
  const disturb = async (what: string, restart: () => Promise<void>): Promise<void> => {
    const fromMs = performance.now();
    await restart();
    await caughtUp(() => kit, killing.published);
    kills.push({ what, fromMs, untilMs: performance.now() + DISTURBED_MS });
  };
  const restartKit = () =>
    disturb('kit', async () => {
      await kit.end('SIGKILL');
      kit = await startKit(place);
      onKit(kit);
    });
  const restartNode = (name: string, what: string) =>
    disturb(what, async () => {
      await cluster.kill(name);
      await pause(3_000);
      await cluster.start(name);
    });
  await share(killing, 0.4);
  const leader = await leaderOf(connection);
  await restartNode(cluster.names.find((name) => name !== leader)!, 'node');
  await share(killing, 0.5);
  await restartNode(await leaderOf(connection), 'leader');
  await share(killing, 0.6);
  await restartKit();
  await share(killing, 0.7);
  const second = await leaderOf(connection);
  await Promise.all([restartNode(second, 'leader with the kit'), restartKit()]);
  return kills;
}

/** Until everything is screened that was published when it was asked; a kit that starts does not answer yet. */
async function caughtUp(kit: () => KitProcess, { done }: Published): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    const status = await kit()
      .status()
      .catch(() => undefined);
    if (status && status.screen.taken >= done) return;
    await pause(50);
  }
}

async function share({ published, load }: Killing, part: number): Promise<void> {
  while (published.done < load.events.length * part) await pause(20);
}

/** While a leader is elected nobody answers. */
async function leaderOf(connection: NatsConnection): Promise<string> {
  for (;;) {
    const found = await jetstreamManager(connection)
      .then((manager) => manager.streams.info(EVENT_STREAM))
      .catch(() => undefined);
    if (found?.cluster?.leader) return found.cluster.leader;
    await pause(100);
  }
}

/** Until everything is screened and filed, or patience ends. */
async function settled(kit: KitProcess, { events, reported }: TrialLoad) {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const status = await kit.status();
    const isDone = (status.reports.filed ?? 0) >= reported.size && status.screen.taken >= events.length;
    if (isDone || performance.now() > deadline) return status;
    await pause(250);
  }
}

type Outcome = {
  load: TrialLoad;
  published: Published;
  heard: Heard;
  kills: readonly Kill[];
  status: Awaited<ReturnType<KitProcess['status']>>;
  referrals: number;
};

function resultOf({ load, published, heard, kills, status, referrals }: Outcome): TrialResult {
  const lost = [...load.decided].filter((id) => !heard.heardAtMs.has(id)).length;
  const more = [...heard.heardAtMs.keys()].filter((id) => !load.decided.has(id)).length;
  const calm = latencies(heard, published, kills);
  const p99 = quantile(calm, 0.99);
  const once = referrals === load.reported.size && status.reports.filed === load.reported.size;
  const facts = {
    events: load.events.length,
    incidents: load.reported.size,
    referralsAtBureau: referrals,
    killed: kills.map(({ what }) => what).join(', '),
    publishedAgain: published.retries,
    eventsTaken: status.screen.taken,
    eventsTooLate: status.screen.tooLate,
    decisions: load.decided.size,
    decisionsLost: lost,
    decisionsMore: more,
    undisturbed: calm.length,
    decisionP50Ms: quantile(calm, 0.5),
    decisionP99Ms: p99,
    slowestAfterKillMs: Math.round(Math.max(...latencies(heard, published, []))),
  };
  return { held: once && lost === 0 && more === 0 && p99 < SOON_MS, facts };
}

/** From the confirmed deciding event to the decision, where no kill disturbs it. */
function latencies(
  { heardAtMs, decisions }: Heard,
  { storedAtMs }: Published,
  kills: readonly Kill[],
): number[] {
  return [...decisions].flatMap(([id, { evidence }]) => {
    const storedMs = storedAtMs.get(evidence.at(-1)!);
    if (storedMs === undefined) return [];
    // One stored just before a kill may be on its way when it comes.
    const disturbed = kills.some(({ fromMs, untilMs }) => storedMs > fromMs - 1_000 && storedMs < untilMs);
    return disturbed ? [] : [heardAtMs.get(id)! - storedMs];
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 10) / 10;
}
