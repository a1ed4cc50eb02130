import type { Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { keepDisagreement } from './disagreement-rows.ts';
import { insertJudgement } from './judgement-rows.ts';
import { lockLinking } from './linking-lock.ts';
import type { NewPersonJudgement, PersonRecord, Rearranged } from './person-link.ts';
import { rearrange } from './rearrange.ts';
import { personRecords } from './record-rows.ts';

/**
 * Keeps what a person said of two records, in either order, and arranges anew what it touches. Throws
 * `linking.unknown-record`, `linking.layers-differ`.
 */
export async function addPersonJudgement(tx: Tx, judgement: NewPersonJudgement): Promise<Rearranged> {
  await lockLinking(tx);
  const [a, b] = await pairToJudge(tx, judgement);
  await insertJudgement(tx, {
    ...judgement,
    a: a.id,
    b: b.id,
    aReferral: a.referralId,
    bReferral: b.referralId,
  });
  await keepDisagreement(tx, { a: a.id, b: b.id }, judgement.at);
  return rearrange(tx, [a.id, b.id], judgement.at);
}

async function pairToJudge(tx: Tx, { a, b }: NewPersonJudgement): Promise<[PersonRecord, PersonRecord]> {
  const [lower, higher] = await personRecords(tx, [a, b]);
  if (!lower || !higher) throw new Problem('linking.unknown-record');
  if (lower.layer !== higher.layer) throw new Problem('linking.layers-differ');
  return [lower, higher];
}
