import { setImmediate } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Hits } from './hit-list.ts';
import { mihqModule } from './kernel.ts';
import { startThread } from './run-thread.ts';
import { newParts } from './search-parts.ts';
import { freezesOf, type Signals } from './signals.ts';
import {
  type Order,
  receiveShards,
  type SearchAnswer,
  type SearchTask,
  sendShards,
} from './thread-messages.ts';

/** Those who search one set of shards. A new set comes with a new crew, and the old one's end frees the old set. */
export type Crew = {
  /** A crew and the one that takes over from it are on different sides: both may search the same memory. */
  side: Side;
  /** Resolves once the shards have arrived. */
  ready: Promise<void>;
  /** False while every thread has enough to do. */
  hasRoom(): boolean;
  search(queries: Uint8Array, radius: number): Promise<Hits>;
  addDelta(memory: WebAssembly.Memory): void;
  /** Hands the shards on, over the port, to a thread that builds or writes. */
  lend(port: MessagePort): void;
  /** Answers what is under way, then ends. */
  retire(): Promise<void>;
};

/** 0 or 1. */
export type Side = 0 | 1;

/** A crew before its shards have come, and the ports over which they are to be sent. */
export type NewCrew = { crew: Crew; shardsTo: MessagePort[] };

export type CrewInput = {
  threads: number;
  side: Side;
  signals: Signals;
  deltas: readonly WebAssembly.Memory[];
  /** Called if a thread ends by itself. */
  onFault(fault: Error): void;
};

/** Slices that a thread may have before it: the second waits there, so that the thread need not wait for it. */
const SLICES_AHEAD = 2;

export function newCrew(input: CrewInput): NewCrew {
  return input.threads === 0 ? callingThread(input) : searchThreads(input);
}

function searchThreads({ threads, side, ...input }: CrewInput): NewCrew {
  const channels = Array.from({ length: threads }, () => new MessageChannel());
  const members = channels.map(({ port2 }, member) =>
    newMember({ ...input, port: port2, place: side * threads + member }),
  );
  const leastBusy = () => members.reduce((best, each) => (each.load() < best.load() ? each : best));
  return {
    shardsTo: channels.map(({ port1 }) => port1),
    crew: {
      side,
      ready: unwatched(Promise.all(members.map(({ ready }) => ready))),
      hasRoom: () => leastBusy().load() < SLICES_AHEAD,
      search: (queries, radius) => leastBusy().search(queries, radius),
      addDelta: (memory) => {
        for (const member of members) member.addDelta(memory);
      },
      lend: (port) => members[0]!.lend(port),
      retire: async () => {
        await Promise.all(members.map((member) => member.retire()));
      },
    },
  };
}

type Member = {
  ready: Promise<void>;
  load(): number;
  search(queries: Uint8Array, radius: number): Promise<Hits>;
  addDelta(memory: WebAssembly.Memory): void;
  lend(port: MessagePort): void;
  retire(): Promise<void>;
};

type MemberInput = Omit<CrewInput, 'threads' | 'side'> & { port: MessagePort; place: number };

function newMember({ signals, deltas, port, place, onFault }: MemberInput): Member {
  const task: SearchTask = {
    task: 'search',
    module: mihqModule(),
    signals,
    freezes: freezesOf(signals),
    deltas,
    place,
    shardsFrom: port,
  };
  const worker = startThread(task, [port]);
  const ready = Promise.withResolvers<void>();
  const under = new Map<number, PromiseWithResolvers<Hits | null>>();
  const idle: (() => void)[] = [];
  let jobs = 0;
  let dead: Error | null = null;
  const fail = (fault: Error) => {
    dead = fault;
    ready.reject(fault);
    for (const { reject } of under.values()) reject(fault);
    under.clear();
    for (const tell of idle.splice(0)) tell();
    onFault(fault);
  };
  worker.on('message', (answer: SearchAnswer) => {
    if (answer.kind === 'ready') return ready.resolve();
    under.get(answer.job)?.resolve(answer.hits);
    under.delete(answer.job);
    if (under.size === 0) for (const tell of idle.splice(0)) tell();
  });
  worker.on('error', fail);
  const tell = (order: Order, ports: readonly MessagePort[] = []) => worker.postMessage(order, [...ports]);
  /** A job that the thread answers; it does not end before. */
  const ask = (orderOf: (job: number) => Order, ports: readonly MessagePort[] = []): Promise<Hits | null> => {
    if (dead !== null) {
      for (const port of ports) port.close();
      return Promise.reject(dead);
    }
    jobs += 1;
    const answer = Promise.withResolvers<Hits | null>();
    under.set(jobs, answer);
    tell(orderOf(jobs), ports);
    return answer.promise;
  };
  return {
    ready: ready.promise,
    load: () => under.size,
    search: async (queries, radius) => (await ask((job) => ({ kind: 'search', job, queries, radius })))!,
    addDelta: (memory) => tell({ kind: 'delta', memory }),
    lend(port) {
      // Whoever waits at the other end of the port hears of a fault from the index.
      ask((job) => ({ kind: 'lend', job, port }), [port]).catch(() => undefined);
    },
    async retire() {
      if (under.size > 0) await new Promise<void>((resolve) => idle.push(resolve));
      await worker.terminate();
    },
  };
}

/** For a small index: searches hold up the thread that asks, but take no message to another one. */
function callingThread({ side, signals, deltas }: CrewInput): NewCrew {
  const { port1, port2 } = new MessageChannel();
  const parts = newParts({ module: mihqModule(), signals, place: side });
  for (const memory of deltas) parts.addDelta(memory);
  let busy = false;
  return {
    shardsTo: [port1],
    crew: {
      side,
      ready: unwatched(receiveShards(port2).then((shards) => parts.addShards(shards))),
      hasRoom: () => !busy,
      async search(queries, radius) {
        const hits = parts.search(queries, radius);
        // Between two slices everything else has its turn.
        busy = true;
        await setImmediate();
        busy = false;
        return hits;
      },
      addDelta: (memory) => parts.addDelta(memory),
      lend: (port) => {
        sendShards([port], parts.shards());
        port.close();
      },
      retire: async () => {
        port1.close();
        port2.close();
      },
    },
  };
}

/** A promise that may be rejected when nobody waits for it any more: whoever still does hears of it. */
function unwatched(promise: Promise<unknown>): Promise<void> {
  const done = promise.then(() => undefined);
  done.catch(() => undefined);
  return done;
}
