import { MessageChannel } from 'node:worker_threads';
import type { Crew, NewCrew, Side } from './crew.ts';
import { mihqModule } from './kernel.ts';
import { planBuild } from './plan-build.ts';
import type { Helpers } from './run-thread.ts';
import type { BuildAnswer } from './thread-messages.ts';
import type { TrackedRows } from './tracked-rows.ts';

/** Takes deltas into shards, aside: one build at a time, and a new crew with the new shards at its end. */
export type Builds = {
  isBuilding(): boolean;
  startIfDue(): void;
  /** Builds until nothing is outside the shards; rejects with what a build failed of. */
  settle(): Promise<void>;
  /** Starts no more, and waits for the one under way. */
  stop(): Promise<void>;
};

export type BuildsInput = {
  rows: TrackedRows;
  helpers: Helpers;
  crew(): Crew;
  /** A crew whose shards are still to come, and which reads this delta. */
  hire(delta: WebAssembly.Memory, side: Side): NewCrew;
  /** From here on searches go to this crew. */
  takeOver(crew: Crew): void;
  deltaRows: number;
  shardRows: number;
};

export function newBuilds(input: BuildsInput): Builds {
  const { rows, deltaRows } = input;
  let under: Promise<void> | null = null;
  let failure: unknown = null;
  let stopped = false;
  const start = (): Promise<void> => {
    failure = null;
    under = build(input)
      .catch((fault: unknown) => {
        // The old shards and the deltas go on answering; the next build takes these deltas too.
        failure = fault;
      })
      .finally(() => {
        under = null;
        startIfDue();
      });
    return under;
  };
  const startIfDue = () => {
    if (under === null && !stopped && rows.young().rows() >= deltaRows) start();
  };
  return {
    isBuilding: () => under !== null,
    startIfDue,
    async settle() {
      while (under !== null || rows.isLoose()) {
        await (under ?? start());
        if (failure !== null) throw failure;
      }
    },
    async stop() {
      stopped = true;
      await under;
    },
  };
}

async function build({ rows, helpers, crew, hire, takeOver, shardRows }: BuildsInput): Promise<void> {
  const { frozen, young } = rows.freeze();
  crew().addDelta(young);
  const next = hire(young, crew().side === 0 ? 1 : 0);
  try {
    const lent = new MessageChannel();
    const task = {
      task: 'build' as const,
      module: mihqModule(),
      deltas: frozen,
      merge: planBuild(rows.shardSizes(), rows.loose()),
      shardRows,
      shardsFrom: lent.port2,
      shardsTo: next.shardsTo,
    };
    const built = helpers.run<BuildAnswer>(task, [lent.port2, ...next.shardsTo]);
    crew().lend(lent.port1);
    const { keys } = await built;
    await next.crew.ready;
    const old = crew();
    rows.replace(keys);
    takeOver(next.crew);
    await old.retire();
  } catch (fault) {
    await next.crew.retire();
    throw fault;
  }
}
