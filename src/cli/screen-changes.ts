import { ACTIONS, type Decision } from '../prevention/index.ts';

type Action = Decision['action'];

/** How one subject stands under two rule sets. */
export type Change = { subject: Decision['subject']; before: Action; after: Action; rules: string[] };

/** Of each subject what its last decision says, and no more: a year of events may hold millions of decisions. */
export type Standing = Map<string, Stands>;
type Stands = Pick<Decision, 'subject' | 'action' | 'protect'> & { rules: string[] };

export function standInstead(standing: Standing, { subject, action, protect, reasons }: Decision): void {
  const rules = reasons.map(({ rule }) => rule);
  standing.set(`${subject.kind} ${subject.id}`, { subject, action, protect, rules });
}

/** How many subjects stand at each action; those that were never raised are not known here. */
export function tallyOf(standing: ReadonlyMap<string, Stands>): Record<Action | 'protect', number> {
  const tally = {
    ...(Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>),
    protect: 0,
  };
  for (const { action, protect } of standing.values()) {
    tally[action] += 1;
    if (protect) tally.protect += 1;
  }
  return tally;
}

/** Subjects that would stand otherwise, worst first. */
export function changesBetween(
  before: ReadonlyMap<string, Stands>,
  after: ReadonlyMap<string, Stands>,
): Change[] {
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Change[] => {
    const [old, now] = [before.get(key), after.get(key)];
    const [from, to] = [old?.action ?? 'allow', now?.action ?? 'allow'];
    if (from === to) return [];
    const { subject, rules } = (now ?? old)!;
    return [{ subject, before: from, after: to, rules }];
  });
  const worst = ({ before: from, after: to }: Change): number =>
    Math.max(ACTIONS.indexOf(from), ACTIONS.indexOf(to));
  return changes.sort((a, b) => worst(b) - worst(a));
}
