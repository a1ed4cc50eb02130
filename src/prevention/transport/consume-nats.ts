import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { JetStreamManager, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Problem } from '../../shared/problem.ts';
import type { Kit, Taken } from '../kit/kit.ts';
import type { Trouble } from '../kit/kit-options.ts';
import { inOrder } from './in-order.ts';
import {
  connectNats,
  ensureStreams,
  MOST_PENDING,
  NATS_NAMES,
  type NatsNames,
  type NatsOptions,
} from './nats-stream.ts';
import { publishDecisions } from './publish-decisions.ts';
import { pullMessages } from './pull-messages.ts';

export type NatsTransport = {
  /** Tells what was decided to whoever listens on the decisions' stream. Safe to repeat. */
  publish(decision: { decisionId: string; action: string }): void;
  /** Rejects when the kit cannot go on, as with a full disk; resolves when stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/** `delivered`: its acknowledgement; one that was fetched has none, and is acknowledged when it comes by itself. */
type Message = { seq: number; data: Uint8Array; delivered?: JsMsg };

/** Chosen: one look at the stream for this many at once, where some are missing. */
const FETCHED_AT_ONCE = 100;
const RETRY_MS = 250;

export type ConsumeOptions = NatsOptions & { kit: Kit; onTrouble(trouble: Trouble): void };

/** Feeds the kit from a JetStream, in its order. An event is acknowledged only when what followed from it is on disk. */
export async function consumeNats(options: ConsumeOptions): Promise<NatsTransport> {
  const names: NatsNames = { ...NATS_NAMES, ...options.names };
  const connection = await connectNats(options);
  const stopping = new AbortController();
  const publisher = publishDecisions(connection, names, options.onTrouble);
  const consuming = consumeUntil(stopping.signal, { ...options, names, connection });
  return {
    ended: consuming,
    publish: publisher.publish,
    async stop() {
      stopping.abort();
      await consuming;
      await publisher.stop();
      await connection.close();
    },
  };
}

type Consuming = ConsumeOptions & { names: NatsNames; connection: NatsConnection };

async function consumeUntil(stopped: AbortSignal, consuming: Consuming): Promise<void> {
  const feed = feedKit(consuming);
  let manager: JetStreamManager | undefined;
  while (!stopped.aborted) {
    try {
      manager ??= await ensureStreams(consuming.connection, consuming.names, consuming.replicas);
      await consumeOnce(stopped, consuming, { manager, feed });
    } catch (cause) {
      if (feed.failed !== undefined) throw feed.failed;
      // A lost leader, a closed connection: what was not acknowledged comes again.
      consuming.onTrouble({ where: 'transport', why: `nats: ${(cause as Error).name}` });
      await pause(RETRY_MS);
    }
  }
  await feed.idle();
}

async function consumeOnce(
  stopped: AbortSignal,
  { names, connection, kit }: Consuming,
  { manager, feed }: { manager: JetStreamManager; feed: Feed },
): Promise<void> {
  const order = inOrder<Message>({
    after: Math.max(feed.handed, kit.mark),
    fetch: (from, to) => fetchPlaces(manager, names.eventStream, from, to),
    hand: feed.hand,
  });
  const from = { stream: names.eventStream, durable: names.durable };
  for await (const delivered of pullMessages(connection, from, stopped)) {
    const message = { seq: delivered.seq, data: delivered.data, delivered };
    if ((await order.offer(message)) === 'seen') feed.acknowledgeLater(delivered);
    await feed.room();
  }
}

async function fetchPlaces(
  manager: JetStreamManager,
  stream: string,
  from: number,
  to: number,
): Promise<Message[]> {
  const { state } = await manager.streams.info(stream);
  const first = Math.max(from, state.first_seq);
  const messages: Message[] = [];
  for (let start = first; start <= to; start += FETCHED_AT_ONCE) {
    const places = Array.from({ length: Math.min(FETCHED_AT_ONCE, to - start + 1) }, (_, i) => start + i);
    const some = await Promise.all(places.map((seq) => manager.streams.getMessage(stream, { seq })));
    messages.push(...some.filter((message) => message !== null));
  }
  return messages;
}

type Feed = {
  hand(messages: readonly Message[]): void;
  /** The last place handed to the kit, on disk or on its way there. */
  readonly handed: number;
  /** Why the kit takes nothing any more. */
  readonly failed: unknown;
  /** It came again: acknowledged when its first coming is on disk. */
  acknowledgeLater(delivered: JsMsg): void;
  /** Waits where too much is on its way; throws where nothing can be taken any more. */
  room(): Promise<void>;
  idle(): Promise<void>;
};

/** Gathers what comes in one turn of the event loop, gives it to the kit together, and acknowledges what is on disk. */
function feedKit({ kit, onTrouble }: Consuming): Feed {
  let gathered: Message[] = [];
  let repeated: JsMsg[] = [];
  let inFlight = 0;
  let handed = 0;
  let feeding: Promise<void> | undefined;
  let failed: unknown;

  const feedAll = async (): Promise<void> => {
    await nextTurn();
    while (gathered.length > 0) {
      const some = gathered;
      gathered = [];
      await feedSome(some);
      inFlight -= some.length;
      acknowledgeRepeated();
    }
    feeding = undefined;
  };
  const feedOrFail = (): Promise<void> =>
    feedAll().catch((cause: unknown) => {
      failed = cause;
    });
  const feedSome = async (some: readonly Message[]): Promise<void> => {
    const read = some.map(({ data }) => parsed(data));
    const marks = some.map(({ seq }) => seq);
    const { refused } = await takePatiently(kit, read, marks);
    const places = new Set(refused.map(({ place }) => place));
    for (const { code } of refused) onTrouble({ where: 'transport', why: code });
    // One that can never be taken is not to be delivered for ever.
    some.forEach(({ delivered }, i) => {
      if (places.has(i)) delivered?.term();
      else delivered?.ack();
    });
  };
  const acknowledgeRepeated = (): void => {
    for (const message of repeated.filter(({ seq }) => seq <= done())) message.ack();
    repeated = repeated.filter(({ seq }) => seq > done());
  };
  const done = (): number => (inFlight === 0 ? Math.max(handed, kit.mark) : kit.mark);
  return {
    hand(messages) {
      gathered.push(...messages);
      inFlight += messages.length;
      handed = Math.max(handed, messages.at(-1)?.seq ?? 0);
      feeding ??= feedOrFail();
    },
    get handed() {
      return handed;
    },
    acknowledgeLater(delivered) {
      repeated.push(delivered);
      acknowledgeRepeated();
    },
    get failed() {
      return failed;
    },
    async room() {
      if (inFlight >= MOST_PENDING) await feeding;
      if (failed !== undefined) throw failed;
    },
    idle: async () => feeding,
  };
}

/** Others may be filling the kit at the same time: the stream can wait. */
async function takePatiently(kit: Kit, read: unknown[], marks: readonly number[]): Promise<Taken> {
  for (;;) {
    try {
      return await kit.take(read, { marks });
    } catch (cause) {
      if (!(cause instanceof Problem && cause.code === 'prevention.overloaded')) throw cause;
      await pause(RETRY_MS);
    }
  }
}

function parsed(data: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(data).toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
