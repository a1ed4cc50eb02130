import { setTimeout as pause } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Trouble } from '../kit/kit-options.ts';
import type { NatsNames } from './nats-stream.ts';

type Told = { decisionId: string; action: string };

export type DecisionPublisher = {
  publish(decision: Told): void;
  /** Waits a moment for what is on its way. */
  stop(): Promise<void>;
};

const RETRY_MS = 250;
/** Chosen: longer than an election of a leader; what is not told then is told after the next start, or shown on hold. */
const PATIENCE_AT_STOP_MS = 5_000;

/** Tells decisions to whoever listens, each until the cluster has it: under its own id, so that it is there once. */
export function publishDecisions(
  connection: NatsConnection,
  names: NatsNames,
  onTrouble: (trouble: Trouble) => void,
): DecisionPublisher {
  const stream = jetstream(connection, { timeout: 2_000 });
  const onTheirWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const publishUntilStored = async (decision: Told): Promise<void> => {
    const subject = `${names.decisionSubject}.${decision.action}`;
    const text = JSON.stringify(decision);
    while (!stopping.signal.aborted) {
      try {
        await stream.publish(subject, text, { msgID: decision.decisionId });
        return;
      } catch (cause) {
        onTrouble({ where: 'transport', why: `decision not told yet: ${(cause as Error).name}` });
        await pause(RETRY_MS);
      }
    }
  };
  return {
    publish(decision) {
      const publishing = publishUntilStored(decision).finally(() => onTheirWay.delete(publishing));
      onTheirWay.add(publishing);
    },
    async stop() {
      await Promise.race([Promise.all(onTheirWay), pause(PATIENCE_AT_STOP_MS, undefined, { ref: false })]);
      stopping.abort();
      await Promise.all(onTheirWay);
    },
  };
}
