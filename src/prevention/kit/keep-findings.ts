import type { HoldQueue } from '../hold/hold-queue.ts';
import type { Incident } from '../report/incident.ts';
import { incidentOfDecision } from '../report/incident-of-decision.ts';
import type { Outbox } from '../report/outbox.ts';
import { ACTIONS, type Action, type Decision } from '../screen/decision.ts';
import type { Decided } from './screening.ts';

/** What waits for a person: the incident as it would be reported, and why. `account`: whom the roles are about. */
export type Held = { incidentKey: string; action: Action; subject: string; incident: Incident };

export type Keeping = { outbox: Outbox<Incident>; holds: HoldQueue<Held>; wake(): void };

export type Finding = Held & { id: string };

/** What a person looks at first: who may be a child in need, then what was stopped, then what waits. */
export function rankOf({ incident, action }: Held): number {
  return incident.protect ? 0 : ACTIONS.length - ACTIONS.indexOf(action);
}

/** Holds and reports what was found, each finding once however often it is found. */
export async function keepFindings(keeping: Keeping, findings: readonly Finding[]): Promise<void> {
  await Promise.all(findings.map((finding) => keepOne(keeping, finding)));
}

async function keepOne({ outbox, holds, wake }: Keeping, { id, ...held }: Finding): Promise<void> {
  const { action, incidentKey, incident } = held;
  if (action === 'allow') return;
  // Whatever was stopped is reported at once, and a person looks at it all the same.
  if (action === 'interrupt-and-report') await outbox.note(incidentKey, incident, incident.at);
  await holds.hold(id, held, incident.at);
  if (action === 'interrupt-and-report') wake();
}

/** What the screen decided: findings for people, and news about what they have already. */
export async function keepDecisions(keeping: Keeping, decided: readonly Decided[]): Promise<void> {
  await keepFindings(keeping, findingsOf(decided));
  for (const { decision } of decided) {
    for (const withdrawn of decision.withdraws) await keeping.holds.change(withdrawn, 'withdrawn');
    if (decision.change === 'lowered') await lower(keeping, decision);
  }
}

/** Decisions that raise somebody's work. One that only repeats what is held already has its item. */
function findingsOf(decided: readonly Decided[]): Finding[] {
  return decided
    .filter(({ decision }) => decision.change === 'raised')
    .map(({ decision, evidence }) => ({
      id: decision.decisionId,
      incidentKey: decision.incidentKey,
      action: decision.action,
      subject: `${decision.subject.kind} ${decision.subject.id}`,
      incident: incidentOfDecision(decision, evidence),
    }));
}

async function lower({ holds }: Keeping, { incidentKey, action }: Decision): Promise<void> {
  for (const { holdId, held } of holds.open()) {
    if (held.incidentKey === incidentKey) await holds.change(holdId, action);
  }
}
