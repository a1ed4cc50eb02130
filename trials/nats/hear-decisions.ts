import { setTimeout as pause } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Decision } from '../../src/prevention/index.ts';
import { pullMessages } from '../../src/prevention/transport/pull-messages.ts';

export type Heard = {
  /** When each decision was first heard; milliseconds. */
  heardAtMs: Map<string, number>;
  decisions: Map<string, Decision>;
  stop(): Promise<void>;
};

const STREAM = 'EVERYDOT_DECISIONS';
const CONSUMER = 'trial';

/** Listens to what the kit decides, as the platform's own programs would. */
export async function hearDecisions(connection: NatsConnection): Promise<Heard> {
  while (!(await addConsumer(connection))) await pause(100);
  const heardAtMs = new Map<string, number>();
  const decisions = new Map<string, Decision>();
  const stopping = new AbortController();
  const listen = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const from = { stream: STREAM, durable: CONSUMER };
        for await (const message of pullMessages(connection, from, stopping.signal)) {
          const decision = message.json<Decision>();
          if (heardAtMs.has(decision.decisionId)) continue;
          heardAtMs.set(decision.decisionId, performance.now());
          decisions.set(decision.decisionId, decision);
        }
      } catch (cause) {
        if (!(cause instanceof Error)) throw cause;
        await pause(100);
      }
    }
  };
  const listening = listen();
  return {
    heardAtMs,
    decisions,
    async stop() {
      stopping.abort();
      await listening;
    },
  };
}

/** False while the kit has not made the stream yet. */
async function addConsumer(connection: NatsConnection): Promise<boolean> {
  const added = await jetstreamManager(connection)
    .then((manager) =>
      manager.consumers.add(STREAM, {
        durable_name: CONSUMER,
        ack_policy: AckPolicy.None,
        deliver_policy: DeliverPolicy.All,
      }),
    )
    .catch(() => undefined);
  return added !== undefined;
}
