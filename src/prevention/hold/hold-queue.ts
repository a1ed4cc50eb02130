import { Problem } from '../../shared/problem.ts';
import { openJournal } from '../journal/journal.ts';
import { type Choice, isChoice } from './choices.ts';

/** What somebody decided. `by`: the platform's own name for the person. */
export type HoldDecision = { choice: Choice; reason: string; by: string; at: string };

/** `escalations`: who passed it on; it is open until somebody releases or reports it. */
export type Hold<Held = unknown> = {
  holdId: string;
  at: string;
  held: Held;
  escalations: HoldDecision[];
  decision?: HoldDecision;
  /** What became of it since by itself, such as 'withdrawn': it stays with the person, who is told. */
  now?: string;
};

type HoldRecord<Held> =
  | { kind: 'held'; holdId: string; at: string; held: Held }
  | { kind: 'decided'; holdId: string; decision: HoldDecision }
  | { kind: 'changed'; holdId: string; now: string };

export type HoldQueue<Held> = {
  /** The same id is held once. */
  hold(holdId: string, held: Held, at: string): Promise<void>;
  /** Throws `prevention.hold-not-found`, `prevention.hold-decided`, `prevention.unknown-choice`. */
  decide(holdId: string, decision: Omit<HoldDecision, 'choice'> & { choice: string }): Promise<Hold<Held>>;
  /** Nobody need wait for it any more, but somebody may have acted on it. Unknown and decided items are passed over. */
  change(holdId: string, now: string): Promise<void>;
  /** Those that wait for a person: escalated ones first, then by rank, then the oldest. */
  open(): Hold<Held>[];
  all(): Hold<Held>[];
  close(): Promise<void>;
};

/** Opens the queue in a file of its own: who decided what, when and why stays in it. The lowest rank comes first. */
export async function openHoldQueue<Held>(
  file: string,
  rankOf: (held: Held) => number,
): Promise<HoldQueue<Held>> {
  const holds = new Map<string, Hold<Held>>();
  const journal = await openJournal<HoldRecord<Held>>(file, (record) => applyRecord(holds, record));
  const add = async (record: HoldRecord<Held>): Promise<void> => {
    applyRecord(holds, record);
    await journal.append(record);
  };
  const open = () => [...holds.values()].filter(({ decision }) => !decision);
  return {
    hold: async (holdId, held, at) => {
      if (!holds.has(holdId)) await add({ kind: 'held', holdId, at, held });
    },
    async decide(holdId, { choice, reason, by, at }) {
      const hold = holds.get(holdId);
      if (!hold) throw new Problem('prevention.hold-not-found');
      if (hold.decision) throw new Problem('prevention.hold-decided');
      if (!isChoice(choice, reason) || by.trim() === '') throw new Problem('prevention.unknown-choice');
      await add({ kind: 'decided', holdId, decision: { choice, reason, by, at } });
      return hold;
    },
    async change(holdId, now) {
      const hold = holds.get(holdId);
      if (hold && !hold.decision && hold.now !== now) await add({ kind: 'changed', holdId, now });
    },
    open: () =>
      open().sort(
        (a, b) =>
          b.escalations.length - a.escalations.length ||
          rankOf(a.held) - rankOf(b.held) ||
          (a.at < b.at ? -1 : 1),
      ),
    all: () => [...holds.values()],
    close: () => journal.close(),
  };
}

function applyRecord<Held>(holds: Map<string, Hold<Held>>, record: HoldRecord<Held>): void {
  if (record.kind === 'held') {
    const { holdId, at, held } = record;
    if (!holds.has(holdId)) holds.set(holdId, { holdId, at, held, escalations: [] });
    return;
  }
  const hold = holds.get(record.holdId);
  if (!hold || hold.decision) return;
  if (record.kind === 'changed') hold.now = record.now;
  else if (record.decision.choice === 'escalate') hold.escalations.push(record.decision);
  else hold.decision = record.decision;
}
