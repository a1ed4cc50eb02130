import type { OutcomeInput } from '../dissemination/index.ts';
import { acknowledgePackage, recordOutcome, refusePackage, reroutePackage } from '../flow/index.ts';
import type { Dice } from '../shared/dice.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';

type Sent = { packageId: string; unitId: string; sentAt: number; received: Received; again?: boolean };

/** What a receiving unit does with a package: acknowledges, refuses, tells an outcome, or says nothing. */
export async function* unitStory(stage: Stage, sent: Sent): Story {
  const { dice, cast, storeAt, count } = stage;
  const officer = cast.officers.get(sent.unitId);
  if (!officer || dice.chance(0.06)) return;
  const seenAt = sent.received.truth.alarming
    ? sent.sentAt + dice.int(10, 120) * MINUTE_MS
    : atWork(sent.sentAt + dice.waiting(9) * HOUR_MS);
  yield seenAt;
  if (!sent.again && sent.unitId.length > 3 && dice.chance(0.05)) {
    await refusePackage(storeAt(seenAt), officer, {
      packageId: sent.packageId,
      reason: 'wrong-area',
      suggestedUnit: otherForce(dice, sent.unitId),
    });
    count('packages refused');
    yield* reroute(stage, sent, seenAt);
    return;
  }
  await acknowledgePackage(storeAt(seenAt), officer, { packageId: sent.packageId });
  count('packages acknowledged');
  if (!dice.chance(0.6)) return;
  const toldAt = atWork(seenAt + (1 + dice.waiting(7)) * DAY_MS);
  yield toldAt;
  await recordOutcome(storeAt(toldAt), officer, { packageId: sent.packageId, ...outcomeOf(dice) });
  count('outcomes');
}

async function* reroute(stage: Stage, sent: Sent, refusedAt: number): Story {
  const { dice, cast, storeAt, count } = stage;
  const at = atWork(refusedAt + dice.int(20, 300) * MINUTE_MS);
  yield at;
  const unitId = otherForce(dice, sent.unitId);
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  const asked = { packageId: sent.packageId, unitId, reason: 'told-by-force' } as const;
  const packageId = await reroutePackage(storeAt(at), analyst, asked, stage.signer);
  count('packages re-routed');
  stage.start(unitStory(stage, { ...sent, packageId, unitId, sentAt: at, again: true }), at);
}

const NEIGHBOURS = [
  'metropolitan',
  'greater-manchester',
  'west-midlands',
  'thames-valley',
  'kent',
  'west-yorkshire',
] as const;

function otherForce(dice: Dice, than: string): string {
  return dice.pick(NEIGHBOURS.filter((force) => force !== than));
}

/** Shares are chosen; what is not told stays unknown. */
function outcomeOf(dice: Dice): OutcomeInput {
  const status = dice.weighted([
    ['ongoing', 38],
    ['arrest', 26],
    ['referred', 8],
    ['closed', 28],
  ] as const);
  const useful = dice.chance(0.7) ? 'yes' : 'unknown';
  if (status === 'closed') {
    return {
      status,
      useful,
      closureReason: dice.pick(['cannot-locate', 'no-crime', 'age-undeterminable', 'unfounded']),
    };
  }
  if (status !== 'arrest') return { status, useful };
  const identified = dice.int(0, 2);
  return {
    status,
    useful,
    victimsIdentified: identified,
    victimsSafeguarded: identified,
    devicesSeized: dice.int(1, 9),
    contactAbuseFound: dice.chance(0.12) ? 'yes' : 'unknown',
  };
}
