import { setTimeout as pause } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { TrialEvent } from './events.ts';

export type Published = {
  /** When the cluster had each event on its way to disk, by the event's id; milliseconds. */
  storedAtMs: Map<string, number>;
  retries: number;
  done: number;
};

/** Chosen: what a platform's queue sends at once. */
const AT_ONCE = 25;
const SUBJECT = 'everydot.events.trial';

/** Publishes in order, in waves; a wave of which any event was not confirmed is sent again, as its senders would. */
export async function publishAll(
  connection: NatsConnection,
  events: readonly TrialEvent[],
  { rate, published }: { rate: number; published: Published },
): Promise<void> {
  const stream = jetstream(connection, { timeout: 2_000 });
  // After an outage the rate stays what it is: a burst to catch up would measure the burst.
  let nextMs = performance.now();
  for (let start = 0; start < events.length; start += AT_ONCE) {
    if (nextMs > performance.now()) await pause(nextMs - performance.now());
    nextMs = Math.max(nextMs, performance.now()) + (AT_ONCE / rate) * 1_000;
    let waiting = events.slice(start, start + AT_ONCE);
    while (waiting.length > 0) {
      const stored = await Promise.all(waiting.map((event) => publishOne(stream, event, published)));
      waiting = waiting.filter((_, i) => !stored[i]);
      if (waiting.length > 0) await pause(50);
    }
    published.done = start + AT_ONCE;
  }
}

async function publishOne(
  stream: ReturnType<typeof jetstream>,
  event: TrialEvent,
  published: Published,
): Promise<boolean> {
  try {
    await stream.publish(SUBJECT, JSON.stringify(event), { msgID: event.id });
    published.storedAtMs.set(event.id, performance.now());
    return true;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    published.retries += 1;
    return false;
  }
}
