import { applyEvent } from './apply-event.ts';
import type { World } from './apply-payment.ts';
import type { Decision } from './decision.ts';
import { type Entry, TouchedLater } from './entity-store.ts';
import type { EventJournal } from './event-journal.ts';
import { withdrawalId } from './make-decision.ts';
import { isAfter } from './order.ts';

export type Arrival = Pick<Entry, 'order' | 'event' | 'frame'>;
/** `last`: it could not be put in its place. */
export type Placed = { decisions: Decision[]; redone: number; last?: true };

/**
 * The most events that are taken back for one that came late. Chosen: some ten milliseconds of work, so that nobody can
 * stop the screen with late events of busy accounts. An event that would take more is placed last instead.
 */
const MOST_REDONE = 1_000;

/** What was taken back, with the decisions that it had led to. */
type Undone = Map<Entry, Decision[]>;

/**
 * Applies an event at its place. An event that touches nothing that a later one has touched is simply applied. Otherwise
 * the later events that depend on it are taken back, newest first, and applied again after it: what stands then is what
 * would have stood had all come in order.
 */
export function putInPlace(world: World, journal: EventJournal, arrival: Arrival): Placed {
  const entry: Entry = { ...arrival, touched: [], decisions: [] };
  const undone: Undone = new Map();
  for (;;) {
    const applied: Entry[] = [];
    const conflict = applyAll(world, [entry, ...inOrder(undone.keys())], applied);
    if (conflict === undefined) return settle(journal, entry, undone);
    for (const each of applied.toReversed()) world.store.undo(each);
    const later = dependents(world, entry, conflict);
    if (undone.size + later.length > MOST_REDONE) return placeLast(world, journal, arrival, undone);
    for (const each of later.toReversed()) {
      undone.set(each, each.decisions);
      world.store.undo(each);
    }
  }
}

/** Puts back what was taken back, and the event after everything else: `~` sorts behind whatever an id begins with. */
function placeLast(world: World, journal: EventJournal, arrival: Arrival, undone: Undone): Placed {
  applyAll(world, inOrder(undone.keys()), []);
  for (const [each, decisions] of undone) each.decisions = decisions;
  const last = { at: journal.newestAt, id: `~${arrival.order.id}` };
  return { ...putInPlace(world, journal, { ...arrival, order: last }), last: true };
}

/** Applies one after another; gives the still later event that has touched what one of them touches, if that stops it. */
function applyAll(world: World, entries: readonly Entry[], applied: Entry[]): Entry | undefined {
  for (const entry of entries) {
    world.store.begin(entry);
    try {
      applyEvent(world, entry.event, entry.order.at, entry.frame);
      entry.decisions = world.judge.takeDecisions();
      applied.push(entry);
    } catch (stop) {
      world.store.undo(entry);
      world.judge.takeDecisions();
      if (!(stop instanceof TouchedLater)) throw stop;
      return stop.entry;
    }
  }
  return undefined;
}

/** A later event, and all events after `late` that touch what it or one of them touched; in their order. */
function dependents({ store }: World, late: Entry, first: Entry): Entry[] {
  const found = new Set([first]);
  const followed = new Set<string>();
  for (const entry of found) {
    for (const { kind, id } of entry.touched) {
      if (followed.has(`${kind} ${id}`)) continue;
      followed.add(`${kind} ${id}`);
      let other = store.lastEntryOf(kind, id);
      while (other && isAfter(other.order, late.order)) {
        found.add(other);
        if (found.size > MOST_REDONE) return [...found];
        other = other.touched.find((touch) => touch.kind === kind && touch.id === id)?.lastEntry ?? null;
      }
    }
  }
  return inOrder(found);
}

function inOrder(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort((a, b) => (isAfter(a.order, b.order) ? 1 : -1));
}

/** Gives the decisions that are new; those that fell away are withdrawn. */
function settle(journal: EventJournal, entry: Entry, undone: Undone): Placed {
  journal.add(entry);
  if (undone.size === 0) return { decisions: entry.decisions, redone: 0 };
  const redone = inOrder(undone.keys());
  const before = redone.flatMap((each) => undone.get(each)!);
  const now = [entry, ...redone].flatMap(({ decisions }) => decisions);
  const known = new Set(before.map(({ decisionId }) => decisionId));
  const stay = new Set(now.map(({ decisionId }) => decisionId));
  const fresh = now.filter(({ decisionId }) => !known.has(decisionId));
  const fell = before.filter(({ decisionId }) => !stay.has(decisionId));
  return { decisions: [...fresh, ...withdrawals(fell, now)], redone: redone.length };
}

/** For each subject one decision that takes the fallen ones back and says where it stands instead. */
function withdrawals(fell: readonly Decision[], now: readonly Decision[]): Decision[] {
  const bySubject = Map.groupBy(fell, ({ subject }) => `${subject.kind} ${subject.id}`);
  return Array.from(bySubject, ([key, taken]) => {
    const standing = now.findLast(({ subject }) => `${subject.kind} ${subject.id}` === key);
    const last = taken.at(-1)!;
    const withdraws = taken.map(({ decisionId }) => decisionId);
    return {
      ...last,
      reasons: standing?.reasons ?? [],
      score: standing?.score ?? 0,
      role: standing?.role ?? { buyer: 0, facilitator: 0, 'extorted-child': 0, unknown: 1 },
      action: standing?.action ?? 'allow',
      protect: standing?.protect ?? false,
      needsPerson: standing?.needsPerson ?? false,
      change: 'lowered' as const,
      decisionId: withdrawalId(withdraws),
      withdraws,
    };
  });
}
