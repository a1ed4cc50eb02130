import { type Actor, ensureMay } from '../../access/index.ts';
import { lockLinkingSoon, type Rearranged } from '../../linking/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { REASONS_FOR, writeJudgement } from './judge-pair.ts';
import { asPair } from './judged-pairs.ts';
import { findGroup } from './read-group.ts';

export type Removal = { groupId: string; recordId: number; reason: string | undefined };

/**
 * Takes one record out of a group: it is judged another person than every other one in it that the person may see,
 * and the rest is arranged anew. Throws `linking.not-in-group`, `linking.unknown-reason`.
 */
export async function removeFromGroup(store: Store, actor: Actor, asked: Removal): Promise<Rearranged> {
  ensureMay(actor, 'judge-link');
  const reason = REASONS_FOR.different.find((one) => one === asked.reason);
  if (!reason) throw new Problem('linking.unknown-reason');
  return inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    const { members } = await findGroup(tx, actor, asked.groupId);
    const records = new Map(members.map(({ record }) => [record.id, record]));
    const removed = records.get(asked.recordId);
    if (!removed || records.size < 2) throw new Problem('linking.not-in-group');
    const changed = { clusters: new Set<string>(), records: new Set<number>() };
    for (const other of records.values()) {
      if (other.id === removed.id) continue;
      const { a, b } = asPair(removed.id, other.id);
      const pair = { a: records.get(a)!, b: records.get(b)! };
      const part = await writeJudgement(store, tx, {
        actor,
        pair,
        verdict: 'different',
        reason,
        action: 'remove-from-group',
      });
      for (const cluster of part.clusters) changed.clusters.add(cluster);
      for (const id of part.records) changed.records.add(id);
    }
    return { clusters: [...changed.clusters], records: [...changed.records] };
  });
}
