import type { PersonActor } from '../../access/index.ts';
import {
  findGuided,
  findGuidedResult,
  findInstrument,
  type GuidedAssessment,
  type LoadedInstrument,
  lockGuided,
  type OutsidePopulation,
  outsidePopulation,
} from '../../assessment/index.ts';
import { type ReferralHeader, referralHeader } from '../../referral/index.ts';
import type { Store, Tx } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';
import { suspectFacts } from './gather-knowledge.ts';

/** An assessment with the referral that it is about and the version that it is made with. */
export type OpenedGuided = { assessment: GuidedAssessment; header: ReferralHeader; loaded: LoadedInstrument };

/** Throws `assessment.unknown-assessment`, or `access.not-allowed` where the person may not see the referral. */
export async function openGuided(tx: Tx, actor: PersonActor, id: string): Promise<OpenedGuided> {
  const assessment = isId(id) ? await findGuided(tx, id) : undefined;
  if (!assessment) throw new Problem('assessment.unknown-assessment');
  const header = await referralHeader(tx, assessment.referralId);
  await ensureSees(tx, actor, header);
  const loaded = await findInstrument(tx, assessment.instrumentId, assessment.version);
  return { assessment, header, loaded: loaded! };
}

/** The same, to be changed: unfinished, and made by nobody else. */
export async function openOwnGuided(tx: Tx, actor: PersonActor, id: string): Promise<OpenedGuided> {
  if (isId(id)) await lockGuided(tx, id);
  const opened = await openGuided(tx, actor, id);
  if (opened.assessment.assessor !== actor.id) throw new Problem('assessment.not-yours');
  if (await findGuidedResult(tx, id)) throw new Problem('assessment.assessment-finished');
  return opened;
}

export async function flagsOf(
  store: Store,
  tx: Tx,
  { header, loaded }: Pick<OpenedGuided, 'header' | 'loaded'>,
): Promise<OutsidePopulation[]> {
  return outsidePopulation(loaded.instrument, await suspectFacts(store, tx, header));
}
