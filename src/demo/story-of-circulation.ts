import {
  closeCirculation,
  extendAudit,
  listCirculation,
  openReferral,
  readAudit,
  recordFinding,
  startAudit,
} from '../flow/index.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';

/** Content of which nothing new came for so long is audited by the end of the month; the latest is left to the reader. */
const QUIET_MS = 6 * DAY_MS;

/** A supervisor has one wave audited. One sampled referral holds more; what bears closing is closed together. */
export async function auditOldWave({ storeAt, cast, dice, until, count }: Stage): Promise<void> {
  const store = storeAt(until - HOUR_MS);
  const supervisor = staffWith(cast, 'supervisor');
  const quiet = (await listCirculation(store, supervisor)).find(
    ({ facts, referrals }) =>
      facts && facts.lastSeen.getTime() < until - QUIET_MS && referrals >= LEAST_AUDITED,
  );
  if (!quiet) return;
  const auditId = await startAudit(store, supervisor, {
    group: quiet.group,
    seed: dice.int(1, 1_000_000),
  });
  let { state } = await judgeSample({ storeAt, cast, until }, auditId, true);
  if (state === 'needs-more') {
    await extendAudit(store, supervisor, auditId);
    ({ state } = await judgeSample({ storeAt, cast, until }, auditId, false));
  }
  count('samples audited');
  if (state !== 'passed') return;
  const { closed } = await closeCirculation(store, supervisor, auditId);
  for (let n = 0; n < closed; n += 1) count('closed after an audit');
}

/** Fewer are worked on one by one. Chosen. */
const LEAST_AUDITED = 12;

/** Every sampled referral is opened and judged; with `oneMore` the last one of a hotline holds more. */
async function judgeSample(
  { storeAt, cast, until }: Pick<Stage, 'storeAt' | 'cast' | 'until'>,
  auditId: string,
  oneMore: boolean,
) {
  const store = storeAt(until - HOUR_MS);
  const analyst = staffWith(cast, 'analyst');
  const { sample } = await readAudit(store, analyst, auditId);
  const waiting = sample.filter(({ finding }) => finding === null);
  const more = oneMore ? waiting.findLast(({ stratum }) => stratum === 'hotline') : undefined;
  for (const { referralId } of waiting) {
    await openReferral(store, analyst, referralId, 'triage');
    const finding = referralId === more?.referralId ? 'holds-more' : 'nothing-more';
    await recordFinding(store, analyst, { auditId, referralId, finding });
  }
  return (await readAudit(store, analyst, auditId)).standing;
}
