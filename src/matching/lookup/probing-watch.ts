// An open lookup tells whoever asks often enough how far a picture must be changed to be found no more. Such a walk
// shows: many different queries about one listed value, most of them near its boundary, now found and now not. What was
// asked about a value stays in memory for a while and is written nowhere.

/** PDQ values at this distance or nearer are a hit. Source: PDQ reference. */
const RADIUS = 31;

/**
 * The zone in which a walk moves: a hit from 20 on, a miss up to 48. Chosen: copies that people make lie mostly under
 * 20 (matching.md: re-encoded and resized copies), and two unlike pictures lie about 128 apart, 10 deviations of 8.
 */
const BOUNDARY = { from: 20, to: 48 };

/**
 * What a walk is. Chosen by simulation (the test beside this holds both sides): of the last queries about one value,
 * at least so many, so many found and so many not, half of them in the zone, turning at every fourth.
 */
const WALK = { queries: 16, found: 5, missed: 5, shareInZone: 0.5, turnsPerQuery: 0.25 };

/** Different queries about one value that are looked at together. */
const REMEMBERED = 64;
/** Values of one sender that are watched at a time; the one asked for longest ago gives way. */
const VALUES_WATCHED = 256;
/** Senders watched at a time. */
const SENDERS_WATCHED = 1_000;
/** A step of a walk that is older counts no more. Chosen: slower than one query in an hour and a half learns little. */
const STEP_LASTS_MS = 24 * 3_600_000;

/** A query about a watched value. `distance` is from that value. */
type Step = { fingerprint: string; distance: number; atMs: number };
type Watched = { hash: Uint8Array; steps: Step[] };

/** A walk that was seen: what is told of it. */
export type Walk = { valueId: number; queries: number; hits: number; misses: number };

/** A query as the watch sees it. `nearest`: the nearest listed value that it hit; null where it hit none. */
export type WatchedQuery = { hash: Uint8Array; nearest: { valueId: number; distance: number } | null };

export type ProbingWatch = {
  /** Values of which the watch needs the hash before it can tell a miss near to them. */
  unknownTo(sourceId: string, queries: readonly WatchedQuery[]): number[];
  /** Takes queries in their order; answers with the first walk that they complete. */
  take(sourceId: string, queries: readonly WatchedQuery[], known: Hashes, atMs: number): Walk | null;
  /** Begins anew for a sender, once a person has looked. */
  forget(sourceId: string): void;
};

type Hashes = ReadonlyMap<number, Uint8Array>;

/** `distance`: between two PDQ values. */
export function probingWatch(distance: (a: Uint8Array, b: Uint8Array) => number): ProbingWatch {
  const senders = new Map<string, Map<number, Watched>>();
  const valuesOf = (sourceId: string): Map<number, Watched> =>
    latest(senders, sourceId, () => new Map(), SENDERS_WATCHED);
  return {
    unknownTo(sourceId, queries) {
      const values = valuesOf(sourceId);
      // A walk comes to the boundary: a value is watched from the first hit there.
      const hit = queries.flatMap(({ nearest }) =>
        nearest && nearest.distance >= BOUNDARY.from ? nearest.valueId : [],
      );
      return [...new Set(hit)].filter((valueId) => !values.has(valueId));
    },
    take(sourceId, queries, known, atMs) {
      const values = valuesOf(sourceId);
      for (const query of queries) {
        const walk = step(values, query, { known, atMs, distance });
        if (walk) return walk;
      }
      return null;
    },
    forget: (sourceId) => void senders.delete(sourceId),
  };
}

type Taking = { known: Hashes; atMs: number; distance(a: Uint8Array, b: Uint8Array): number };

function step(values: Map<number, Watched>, query: WatchedQuery, taking: Taking): Walk | null {
  const { hash, nearest } = query;
  if (nearest) return stepAbout(values, nearest.valueId, { ...taking, hash, from: nearest.distance });
  const near = [...values]
    .map(([valueId, watched]) => ({ valueId, from: taking.distance(watched.hash, hash) }))
    .filter(({ from }) => from <= BOUNDARY.to);
  for (const { valueId, from } of near) {
    const walk = stepAbout(values, valueId, { ...taking, hash, from });
    if (walk) return walk;
  }
  return null;
}

type About = Taking & { hash: Uint8Array; from: number };

function stepAbout(values: Map<number, Watched>, valueId: number, about: About): Walk | null {
  const { known, atMs, hash, from } = about;
  const listed = values.get(valueId)?.hash ?? known.get(valueId);
  if (!listed) return null;
  const watched = latest(values, valueId, () => ({ hash: listed, steps: [] }), VALUES_WATCHED);
  const fingerprint = Buffer.from(hash).toString('latin1');
  if (watched.steps.some((earlier) => earlier.fingerprint === fingerprint)) return null;
  watched.steps.push({ fingerprint, distance: from, atMs });
  watched.steps = watched.steps.filter((one) => one.atMs > atMs - STEP_LASTS_MS).slice(-REMEMBERED);
  return isWalk(watched.steps) ? { valueId, ...countsOf(watched.steps) } : null;
}

function isWalk(steps: readonly Step[]): boolean {
  const { queries, hits, misses } = countsOf(steps);
  if (queries < WALK.queries || hits < WALK.found || misses < WALK.missed) return false;
  const inZone = steps.filter(({ distance }) => distance >= BOUNDARY.from).length;
  const turns = steps.filter((one, at) => at > 0 && isHit(one) !== isHit(steps[at - 1]!)).length;
  return inZone >= queries * WALK.shareInZone && turns >= queries * WALK.turnsPerQuery;
}

function countsOf(steps: readonly Step[]): Omit<Walk, 'valueId'> {
  const hits = steps.filter(isHit).length;
  return { queries: steps.length, hits, misses: steps.length - hits };
}

function isHit({ distance }: Step): boolean {
  return distance <= RADIUS;
}

/** The entry of a map that keeps the latest used ones; a new one takes the place of the one used longest ago. */
function latest<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value, most: number): Value {
  const value = map.get(key) ?? make();
  map.delete(key);
  if (map.size >= most) map.delete(map.keys().next().value!);
  map.set(key, value);
  return value;
}
