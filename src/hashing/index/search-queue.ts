import { HASH_BYTES } from '../hash-index.ts';
import type { Crew } from './crew.ts';
import { type Hits, joinHits } from './hit-list.ts';
import { INDEXED_RADIUS } from './search-plan.ts';

/** Chosen: 32 queries of 10 million hashes take a thread one or two milliseconds: nobody waits long behind a batch. */
const SLICE_WORK = 32 * 10_000_000;
const FEWEST_QUERIES = 32;
const MOST_QUERIES = 256;

/** Chosen: lookups of a single picture or two go before batches. */
const FEW_QUERIES = 4;

type Slice = { queries: Uint8Array; radius: number; answer: PromiseWithResolvers<Hits> };

/** Searches that wait for a thread, cut into slices; small ones first. */
export type SearchQueue = {
  search(queries: Uint8Array, radius: number): Promise<Hits>;
  /** Hands on what the crew has room for; to be called when there is a new crew. */
  pump(): void;
  /** Rejects what has not been handed on. */
  fail(fault: Error): void;
  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void>;
};

export function newSearchQueue(crew: () => Crew, size: () => number): SearchQueue {
  const few: Slice[] = [];
  const many: Slice[] = [];
  const underWay = new Set<Promise<unknown>>();
  const pump = () => {
    while (crew().hasRoom()) {
      const slice = few.shift() ?? many.shift();
      if (slice === undefined) return;
      const { answer } = slice;
      crew().search(slice.queries, slice.radius).then(answer.resolve, answer.reject).then(pump);
    }
  };
  return {
    pump,
    async search(queries, radius) {
      const most = sliceQueries(radius, size());
      const slices = cut(queries, radius, most);
      (queries.length <= FEW_QUERIES * HASH_BYTES ? few : many).push(...slices);
      const all = Promise.all(slices.map(({ answer }) => answer.promise));
      const settled: Promise<unknown> = all.then(
        () => underWay.delete(settled),
        () => underWay.delete(settled),
      );
      underWay.add(settled);
      pump();
      return joinHits(
        await all,
        slices.map((_, place) => place * most),
      );
    },
    fail(fault) {
      for (const { answer } of [...few.splice(0), ...many.splice(0)]) answer.reject(fault);
    },
    async drained() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** A scan reads every hash for each query: one at a time. */
function sliceQueries(radius: number, size: number): number {
  if (radius > INDEXED_RADIUS) return 1;
  return Math.max(FEWEST_QUERIES, Math.min(MOST_QUERIES, Math.floor(SLICE_WORK / size)));
}

function cut(queries: Uint8Array, radius: number, most: number): Slice[] {
  const bytes = most * HASH_BYTES;
  return Array.from({ length: Math.ceil(queries.length / bytes) }, (_, place) => ({
    queries: new Uint8Array(queries.subarray(place * bytes, (place + 1) * bytes)),
    radius,
    answer: Promise.withResolvers<Hits>(),
  }));
}
