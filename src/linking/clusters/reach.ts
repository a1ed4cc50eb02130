import type { RecordId } from './record-id.ts';

/**
 * Every record that hangs together with one of the seeds. To find what a change touches, the seeds are all ends of the
 * pairs, judgements and records that changed, and the neighbours those by pairs at or above the cut or by "same" after
 * it. Whoever hung together with a seed before is reached too: on the way to it the first pair that changed has a seed
 * at its near end. To cluster these alone anew is as good as to cluster everything.
 */
export function reachFrom<Id extends RecordId>(
  seeds: Iterable<Id>,
  neighboursOf: (record: Id) => Iterable<Id>,
): Set<Id> {
  const reached = new Set(seeds);
  for (const record of reached) for (const neighbour of neighboursOf(record)) reached.add(neighbour);
  return reached;
}
