import { MATCH_RADIUS } from '../../hashing/index.ts';
import type { HashSearch, SearchAnswer, SearchStatus } from './hash-search.ts';
import { FRAME_KINDS, MOST_QUERIES, readFound, writeFrame, writeSearch } from './search-frames.ts';
import { type LineOptions, type SearchLine, searchLine } from './search-line.ts';

/** Asks the matching process; a batch larger than one request goes as several. */
export function searchOverSocket(options: LineOptions): HashSearch {
  const line = searchLine(options);
  return {
    async search(queries, { radius = MATCH_RADIUS } = {}) {
      const most = MOST_QUERIES * 32;
      if (queries.length <= most) return searchSome(line, queries, radius);
      const cuts = Array.from({ length: Math.ceil(queries.length / most) }, (_, at) => at * most);
      return joined(
        await Promise.all(cuts.map((at) => searchSome(line, queries.subarray(at, at + most), radius))),
      );
    },
    async status() {
      const { body } = await line.ask(
        (request) => writeFrame(request, FRAME_KINDS.status),
        FRAME_KINDS.state,
      );
      return JSON.parse(body.toString()) as SearchStatus;
    },
    async close() {
      line.close();
    },
  };
}

async function searchSome(line: SearchLine, queries: Uint8Array, radius: number): Promise<SearchAnswer> {
  const { body } = await line.ask((request) => writeSearch(request, queries, radius), FRAME_KINDS.found);
  return readFound(body);
}

/** Answers to parts of one batch, in order; the oldest revision counts for all. */
function joined(answers: readonly SearchAnswer[]): SearchAnswer {
  const hits = answers.reduce((sum, { ids }) => sum + ids.length, 0);
  const all = { queries: new Uint32Array(hits), ids: new Uint32Array(hits), distances: new Uint8Array(hits) };
  let at = 0;
  answers.forEach(({ queries, ids, distances }, part) => {
    all.queries.set(
      queries.map((query) => query + part * MOST_QUERIES),
      at,
    );
    all.ids.set(ids, at);
    all.distances.set(distances, at);
    at += ids.length;
  });
  return {
    ...all,
    method: answers.some(({ method }) => method === 'scan') ? 'scan' : 'index',
    revision: Math.min(...answers.map(({ revision }) => revision)),
  };
}
