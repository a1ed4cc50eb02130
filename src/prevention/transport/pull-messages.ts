import { type Consumer, type JsMsg, jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

/** Chosen: at 50,000 events a second ten pulls; at a few a second, one. */
const AT_ONCE = 5_000;
/** The shortest that a server takes: an idle stream is asked again so often. */
const EXPIRES_MS = 1_000;
/** A pull that has not ended by then never will: whoever answered it is gone. */
const PATIENCE_MS = 3_000;

/**
 * The messages of a durable consumer until told to stop; throws where the cluster does not answer. Each pull stands for
 * itself: a standing one of the client stays silent for good when its server dies before another leads (3.4.0).
 */
export async function* pullMessages(
  connection: NatsConnection,
  { stream, durable }: { stream: string; durable: string },
  stopped: AbortSignal,
): AsyncGenerator<JsMsg> {
  const consumer = await jetstream(connection).consumers.get(stream, durable);
  while (!stopped.aborted) yield* pullOnce(consumer, stopped);
}

async function* pullOnce(consumer: Consumer, stopped: AbortSignal): AsyncGenerator<JsMsg> {
  const messages = await consumer.fetch({
    max_messages: AT_ONCE,
    expires: EXPIRES_MS,
    idle_heartbeat: EXPIRES_MS / 2,
  });
  const stop = (): void => messages.stop();
  const timer = setTimeout(stop, EXPIRES_MS + PATIENCE_MS);
  stopped.addEventListener('abort', stop, { once: true });
  try {
    yield* messages;
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener('abort', stop);
  }
}
