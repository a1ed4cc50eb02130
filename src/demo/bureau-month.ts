import { acknowledgeConflict, expireEnquiries, openOperation, seeConflicts } from '../flow/index.ts';
import type { Dice } from '../shared/dice.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';
import type { Received } from './received.ts';
import { assessmentStory, isToBeAssessed } from './story-of-instrument.ts';
import { alarmStory, closeStory, deskStory, foldStory } from './story-of-referral.ts';
import { isForRemoval, removalStory } from './story-of-removal.ts';
import { OPERATION } from './story-of-sending.ts';

/**
 * What the bureau gets round to, by kind of incident: the share that is worked on within the month, and after how many
 * hours on average. Chosen, so that about nine hundred referrals are acted on and most images wait.
 */
const WORKLOAD: Record<string, { share: number; meanHours: number }> = {
  'contact-abuse': { share: 0.85, meanHours: 10 },
  'child-sex-tourism': { share: 0.8, meanHours: 20 },
  'financial-sextortion': { share: 0.8, meanHours: 14 },
  'live-streamed-abuse': { share: 0.8, meanHours: 14 },
  'payment-for-abuse': { share: 0.6, meanHours: 40 },
  'online-enticement': { share: 0.5, meanHours: 40 },
  'csam-possession-or-distribution': { share: 0.15, meanHours: 90 },
};
const OTHERS = { share: 0.1, meanHours: 90 };

/** The last alarm is left open, so that whoever signs in first has one to answer. */
const LEFT_OPEN_MS = HOUR_MS;

export type Cases = { firstOfIncident: Map<string, string> };

/** Starts what is to be done about a referral that has just come in. */
export function startStory(stage: Stage, received: Received, { firstOfIncident }: Cases): void {
  const { dice } = stage;
  const { truth, receivedAt, id } = received;
  const earlier = firstOfIncident.get(truth.incident);
  firstOfIncident.set(truth.incident, earlier ?? id);
  if (isToBeAssessed(stage, received)) stage.start(assessmentStory(stage, received), receivedAt);
  if (isForRemoval(received, dice)) stage.start(removalStory(stage, received), receivedAt);
  if (truth.alarming) {
    if (receivedAt < stage.until - LEFT_OPEN_MS) stage.start(alarmStory(stage, received), receivedAt);
  } else if (earlier !== undefined && dice.chance(0.6))
    stage.start(foldStory(stage, received, earlier), receivedAt);
  else if (isViral(received) && dice.chance(0.5))
    stage.start(closeStory(stage, received, 'viral-without-intent'), receivedAt);
  else if (truth.kind === 'hotline-csv') startHotlineStory(stage, received);
  else startDeskStory(stage, received, dice);
}

function startDeskStory(stage: Stage, received: Received, dice: Dice): void {
  const { share, meanHours } = WORKLOAD[received.truth.incidentType] ?? OTHERS;
  if (!dice.chance(share)) return;
  stage.start(deskStory(stage, received, (1 + dice.waiting(meanHours)) * HOUR_MS), received.receivedAt);
}

/** An address abroad is the business of the hotline there, which has it already. */
function startHotlineStory(stage: Stage, received: Received): void {
  if (!stage.dice.chance(0.45)) return;
  stage.start(closeStory(stage, received, 'outside-jurisdiction'), received.receivedAt);
}

function isViral({ truth }: Received): boolean {
  return truth.contents.length === 1 && truth.contents[0]!.startsWith('viral');
}

/** What is done once, whatever comes in. */
export async function openOperations({ storeAt, cast }: Stage, at: number): Promise<void> {
  await openOperation(storeAt(at), staffWith(cast, 'supervisor'), OPERATION.name);
}

/** At the end of the month: overdue enquiries are marked, and half of the forces have read their alerts. */
export async function closeMonth({ storeAt, cast, dice, until, count }: Stage): Promise<void> {
  await expireEnquiries(storeAt(until));
  const at = until - DAY_MS / 2;
  for (const officer of cast.officers.values()) {
    for (const { id } of await seeConflicts(storeAt(at), officer, {
      purpose: 'investigation',
      openOnly: true,
    })) {
      if (!dice.chance(0.5)) continue;
      await acknowledgeConflict(storeAt(at), officer, id);
      count('conflicts acknowledged');
    }
  }
}
