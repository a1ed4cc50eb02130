import type { LinkSummary } from '../linking/index.ts';
import type { MatchSummary } from '../matching/index.ts';
import type { OpenFacts, ReferralHeader } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { enqueue } from '../shared/outbox.ts';
import { type Alarm, addAlarms, floorsAlarmed } from './alarm-records.ts';
import { assess } from './assess.ts';
import { addAssessments, currentDigests, digestInput, type NewAssessment } from './assessment-records.ts';
import { type GradedRisk, gradedRisks } from './instruments/graded-risk.ts';
import { enterQueue } from './place-referrals.ts';
import { CURRENT_POLICY } from './policies.ts';
import { statesHarm } from './source-turn.ts';
import { takeTurns } from './take-turns.ts';

/** What is assessed. `match` and `links` are null where those stages could not answer. */
export type ItemToAssess = { header: ReferralHeader; match: MatchSummary | null; links: LinkSummary | null };

/**
 * Assesses referrals under the current policy, raises an alarm where a floor holds, and places them in the queue,
 * all in the caller's transaction. Safe to repeat: what has not changed is not written again.
 */
export async function assessReferrals(tx: Tx, at: Date, items: readonly ItemToAssess[]): Promise<void> {
  const assessable = items.filter(({ header }) => header.facts !== null);
  const graded = await gradedRisks(
    tx,
    assessable.map(({ header }) => header.id),
  );
  const made = assessable.map((item) => assessOne(item, at, graded.get(item.header.id)));
  const known = await currentDigests(
    tx,
    made.map(({ referralId }) => referralId),
  );
  await addAssessments(
    tx,
    made.filter(({ referralId, inputDigest }) => known.get(referralId) !== inputDigest),
  );
  await takeTurns(tx, at, firstWithoutHarm(assessable, made, known));
  await raiseAlarms(tx, at, made, new Map(assessable.map(({ header }) => [header.id, header.number])));
  await enterQueue(
    tx,
    made.map(({ referralId }) => referralId),
  );
}

/** What is assessed for the first time and states no harm: it counts towards what its source may send. */
function firstWithoutHarm(
  items: readonly ItemToAssess[],
  made: readonly NewAssessment[],
  known: ReadonlyMap<string, string>,
): ReferralHeader[] {
  return items
    .filter((_, i) => !known.has(made[i]!.referralId) && !statesHarm(made[i]!.result, CURRENT_POLICY))
    .map(({ header }) => header);
}

function assessOne(
  { header, match, links }: ItemToAssess,
  at: Date,
  graded: GradedRisk | undefined,
): NewAssessment {
  const input = { facts: header.facts as OpenFacts, match, links, graded };
  return {
    id: newId(at.getTime()),
    referralId: header.id,
    referralVersion: header.version,
    madeAt: at,
    match,
    links,
    result: assess(input, CURRENT_POLICY),
    inputDigest: digestInput(input, CURRENT_POLICY.version),
  };
}

async function raiseAlarms(
  tx: Tx,
  at: Date,
  made: readonly NewAssessment[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const floored = made.filter(({ result }) => result.floors.length > 0);
  if (floored.length === 0) return;
  const alarmed = await floorsAlarmed(
    tx,
    floored.map(({ referralId }) => referralId),
  );
  const alarms = floored.map(
    ({ referralId, result }): Alarm => ({
      id: newId(at.getTime()),
      referralId,
      number: numbers.get(referralId)!,
      floors: result.floors.filter((floor) => !alarmed.get(referralId)?.has(floor)),
      raisedAt: at,
    }),
  );
  const added = await addAlarms(
    tx,
    alarms.filter(({ floors }) => floors.length > 0),
  );
  await enqueue(
    tx,
    added.map((subject) => ({ kind: 'notify-alarm', subject })),
  );
}
