import type { ClosureReason } from '../assessment/index.ts';
import {
  acknowledgeAlarm,
  closeReferral,
  decidePriority,
  foldDuplicate,
  openEvidence,
  openReferral,
  type PriorityDecision,
  readAlarms,
  takeReferral,
} from '../flow/index.ts';
import type { Dice } from '../shared/dice.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage, Story } from './play.ts';
import { atWork, MINUTE_MS, type Received } from './received.ts';
import { locateAndSend } from './story-of-sending.ts';

/** Somebody who answers for alarms comes within minutes, then everything goes fast. */
export async function* alarmStory(stage: Stage, received: Received): Story {
  const { dice, cast, storeAt, count } = stage;
  const duty = staffWith(cast, 'duty-officer');
  const acknowledgedAt = received.receivedAt + dice.int(3, 25) * MINUTE_MS;
  yield acknowledgedAt;
  const { open } = await readAlarms(storeAt(acknowledgedAt), duty);
  const alarm = open.find(({ referralId }) => referralId === received.id);
  if (alarm && (await acknowledgeAlarm(storeAt(acknowledgedAt), duty, alarm.id)))
    count('alarms acknowledged');
  const decidedAt = acknowledgedAt + dice.int(10, 60) * MINUTE_MS;
  yield decidedAt;
  await decidePriority(storeAt(decidedAt), duty, { referralId: received.id, accept: true });
  count('decisions');
  yield* locateAndSend(stage, received, decidedAt);
}

/** An analyst takes it on, reads it, decides, and looks for whom to send it to. */
export async function* deskStory(stage: Stage, received: Received, waitMs: number): Story {
  const { dice, cast, storeAt, count } = stage;
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  const openedAt = atWork(received.receivedAt + waitMs);
  yield openedAt;
  const store = storeAt(openedAt);
  if (dice.chance(0.2)) await takeReferral(store, analyst, { referralId: received.id });
  const { header, evidence } = await openReferral(store, analyst, received.id, 'triage');
  if (header.state !== 'open') return;
  const [item] = evidence;
  if (item && dice.chance(0.15)) {
    await openEvidence(store, analyst, { referralId: received.id, evidenceId: item.id, purpose: 'triage' });
    count('evidence opened');
  }
  const decidedAt = openedAt + dice.int(4, 30) * MINUTE_MS;
  yield decidedAt;
  const { kind } = await decidePriority(storeAt(decidedAt), analyst, decisionOf(dice, received.id));
  count(kind === 'accept' ? 'decisions' : 'overrides');
  yield* locateAndSend(stage, received, decidedAt);
}

/** Most proposals are accepted; who departs from one says why. */
function decisionOf(dice: Dice, referralId: string): PriorityDecision {
  if (dice.chance(0.93)) return { referralId, accept: true };
  return dice.chance(0.6)
    ? { referralId, band: 'high', reasonCode: dice.pick(['more-is-known', 'risk-is-higher']) }
    : { referralId, band: 'medium', reasonCode: dice.pick(['risk-is-lower', 'information-doubtful']) };
}

/** The same incident by another way: a person folds the later report into the earlier one. */
export async function* foldStory(stage: Stage, received: Received, into: string): Story {
  const { dice, cast, storeAt, count } = stage;
  const at = atWork(received.receivedAt + dice.waiting(12) * HOUR_MS);
  yield at;
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  await foldDuplicate(storeAt(at), analyst, { id: received.id, into, reason: 'same-incident' });
  count('folded');
}

/** Nothing is to be done here: closed by a person, with the reason. */
export async function* closeStory(stage: Stage, received: Received, reasonCode: ClosureReason): Story {
  const { dice, cast, storeAt, count } = stage;
  const at = atWork(received.receivedAt + (1 + dice.waiting(3)) * DAY_MS);
  yield at;
  const analyst = staffWith(cast, 'analyst', dice.int(0, 2));
  await closeReferral(storeAt(at), analyst, { referralId: received.id, reasonCode });
  count('closed');
}
