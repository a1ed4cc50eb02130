import type { Source } from '../../access/index.ts';
import type { LookupQuery } from '../../matching/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { giveOpinion, type OpinionInput } from '../lists/give-opinion.ts';
import type { Lookups } from './open-lookups.ts';

/** A sender's word on a hit: it has the hash that hit the entry. */
export type DisputedHit = OpinionInput & { hash: LookupQuery };

/** A sender says what it holds of an entry that its hash hits; an objection goes to review. */
export async function disputeHit(
  { store, lookups }: { store: Store; lookups: Lookups },
  sender: Source,
  { hash, ...opinion }: DisputedHit,
): Promise<{ entry: number; standing: string }> {
  const [answer] = await lookups.look(sender, [hash]);
  const isHit = answer?.listings.some(({ entry }) => entry === opinion.entryId);
  if (!isHit) throw new Problem('matching.not-a-hit');
  const given = await giveOpinion(store, { kind: 'source', id: sender.id, name: sender.name }, opinion);
  return { entry: given.entryId, standing: given.standing };
}
