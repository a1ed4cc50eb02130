import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { assessReferrals, currentAssessment } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { addFinding, FINDINGS, type Finding, matchSummaries } from '../../matching/index.ts';
import { referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';
import { hasOpened } from './has-opened.ts';
import { holdAudit } from './hold-audit.ts';

export type FindingInput = { auditId: string; referralId: string; finding: string };

/**
 * A named person who has opened a sampled referral says whether it holds more than the circulating content. One that
 * does gets a line of its own at once. Throws `circulation.not-opened`, `circulation.not-sampled`.
 */
export async function recordFinding(
  store: Store,
  actor: Actor,
  { auditId, referralId, finding }: FindingInput,
): Promise<void> {
  ensureMay(actor, 'judge-sample');
  if (!isFinding(finding)) throw new Problem('circulation.unknown-finding');
  await inTransaction(store, async (tx) => {
    const audit = await holdAudit(tx, auditId);
    // First of all: whether it was sampled says what it shows.
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const member = audit.members.find((one) => one.referralId === referralId);
    if (!member || member.draw === null || member.finding !== null)
      throw new Problem('circulation.not-sampled');
    if (!(await hasOpened(tx, actorRef(actor), { auditId, referralId })))
      throw new Problem('circulation.not-opened');
    const at = store.clock.now();
    await addFinding(tx, { auditId, referralId, finding, foundBy: actor.id, foundAt: at });
    await record(tx, [
      {
        verb: 'altered',
        action: 'judge-sample',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [referralId],
        detail: { audit: auditId, finding },
      },
    ]);
    if (finding === 'holds-more') await takeOutOfLine(tx, at, referralId);
  });
}

function isFinding(code: string): code is Finding {
  return Object.hasOwn(FINDINGS, code);
}

async function takeOutOfLine(tx: Tx, at: Date, referralId: string): Promise<void> {
  const header = await referralHeader(tx, referralId);
  const match = (await matchSummaries(tx, [referralId])).get(referralId) ?? null;
  const links = (await currentAssessment(tx, referralId))?.links ?? null;
  await assessReferrals(tx, at, [{ header, match, links }]);
}
