/**
 * Chosen: a build takes in the shards up to this many times larger than what it has so far, so that an index of
 * 10 million is rebuilt whole once in some 76 builds, and a search meets four shards at most.
 */
const LARGER_BY = 16;

/** Chosen: a shard that has lost a quarter of its rows is built anew to give their room back. */
const GONE_SHARE = 1 / 4;

/** Which shards are built anew together with the rows of the deltas: their places, the smallest first. */
export function planBuild(
  shards: readonly { rows: number; gone: number }[],
  deltaRows: number,
): readonly number[] {
  const merged: number[] = [];
  let taken = deltaRows;
  const bySize = shards
    .map(({ rows, gone }, place) => ({ place, rows, live: rows - gone }))
    .sort((a, b) => a.live - b.live);
  for (const { place, rows, live } of bySize) {
    if (live > taken * LARGER_BY && rows - live <= rows * GONE_SHARE) continue;
    merged.push(place);
    taken += live;
  }
  return merged;
}
