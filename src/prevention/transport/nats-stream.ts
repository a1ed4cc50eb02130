import { readFile } from 'node:fs/promises';
import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection, nanos } from '@nats-io/transport-node';

export type NatsNames = {
  /** Where events are published: `<subject>.<anything>`. */
  eventStream: string;
  eventSubject: string;
  decisionStream: string;
  decisionSubject: string;
  durable: string;
};

export const NATS_NAMES: NatsNames = {
  eventStream: 'EVERYDOT_EVENTS',
  eventSubject: 'everydot.events',
  decisionStream: 'EVERYDOT_DECISIONS',
  decisionSubject: 'everydot.decisions',
  durable: 'everydot-screen',
};

/** Chosen: a cluster of three goes on when one is lost. */
const REPLICAS = 3;
/** Chosen: longer than any election of a leader, so that who publishes again after one is recognised by Nats-Msg-Id. */
const DUPLICATE_WINDOW_MS = 10 * 60_000;
/** Chosen: an outage of the kit over a long weekend loses nothing. */
const KEPT_MS = 4 * 24 * 3_600_000;
/** Chosen: long against a flush to disk, short against the patience of a restart. */
const ACK_WAIT_MS = 10_000;
/** What is on its way at once. Chosen: a second's work of a busy kit. */
export const MOST_PENDING = 5_000;

export type NatsOptions = {
  servers: readonly string[];
  /** A .creds file, for a cluster that asks who connects. */
  credentialsFile?: string;
  replicas?: number;
  names?: Partial<NatsNames>;
};

/** Connects for good: a server that is lost, or not there yet, is one to be connected to again. */
export async function connectNats({ servers, credentialsFile }: NatsOptions): Promise<NatsConnection> {
  const credentials = credentialsFile === undefined ? undefined : await readFile(credentialsFile);
  return connect({
    servers: [...servers],
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    name: 'everydot',
    ...(credentials && { authenticator: credsAuthenticator(credentials) }),
  });
}

/** Makes both streams and the durable consumer where they are not there yet; leaves what is there as it is. */
export async function ensureStreams(
  connection: NatsConnection,
  names: NatsNames,
  replicas = REPLICAS,
): Promise<JetStreamManager> {
  const manager = await jetstreamManager(connection);
  const common = {
    num_replicas: replicas,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_age: nanos(KEPT_MS),
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
  };
  await ensureStream(manager, { ...common, name: names.eventStream, subjects: [`${names.eventSubject}.>`] });
  await ensureStream(manager, {
    ...common,
    name: names.decisionStream,
    subjects: [`${names.decisionSubject}.>`],
  });
  await manager.consumers.info(names.eventStream, names.durable).catch(async () =>
    manager.consumers.add(names.eventStream, {
      durable_name: names.durable,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: MOST_PENDING,
    }),
  );
  return manager;
}

type StreamConfig = Parameters<JetStreamManager['streams']['add']>[0];

async function ensureStream(manager: JetStreamManager, config: StreamConfig): Promise<void> {
  await manager.streams.info(config.name).catch(() => manager.streams.add(config));
}
