import type { Hold, HoldDecision } from '../hold/hold-queue.ts';
import type { Incident } from '../report/incident.ts';
import type { Held, Keeping } from './keep-findings.ts';

/** A person of the platform decides: the decision is on disk, then what follows from it. */
export async function decideHold(
  keeping: Keeping,
  holdId: string,
  decision: Parameters<Keeping['holds']['decide']>[1],
): Promise<Hold<Held>> {
  const hold = await keeping.holds.decide(holdId, decision);
  await followDecision(keeping, hold);
  return hold;
}

/** What a crash came in between of is done now. Safe to repeat. */
export async function followDecisions(keeping: Keeping): Promise<void> {
  for (const hold of keeping.holds.all()) await followDecision(keeping, hold);
}

/** To report is to note it; what is reported already is told what the person found. */
async function followDecision({ outbox, wake }: Keeping, { held, decision }: Hold<Held>): Promise<void> {
  if (!decision) return;
  const incident = withPerson(held.incident, decision);
  const known = outbox.find(held.incidentKey);
  if (known && !saysMore(decision, known.incident.person)) return;
  if (known) await outbox.add({ kind: 'amended', key: held.incidentKey, at: decision.at, incident });
  else if (decision.choice === 'report') await outbox.note(held.incidentKey, incident, decision.at);
  else return;
  wake();
}

const URGENT = ['child-in-danger', 'child-in-need'];

/** Several items of one incident may be decided on: the first decision is told, and a graver one after it. */
function saysMore({ reason }: HoldDecision, told: HoldDecision | undefined): boolean {
  return !told || (URGENT.includes(reason) && !URGENT.includes(told.reason));
}

function withPerson(incident: Incident, person: HoldDecision): Incident {
  if (person.reason !== 'child-in-need') return { ...incident, person };
  const accounts = incident.accounts.map((each, i) => (i === 0 ? { ...each, part: 'child' as const } : each));
  return { ...incident, person, protect: true, accounts };
}
