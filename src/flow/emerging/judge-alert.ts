import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type AlertJudgement,
  type AlertState,
  markSeen,
  type StoredAlert,
  setJudgement,
  storedAlert,
} from '../../picture/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureNamesNobody } from '../../shared/signs-of-people.ts';

/** A note says why in a sentence or two. Chosen. */
const LONGEST_NOTE = 500;
const JUDGEMENTS = ['real', 'explained'] as const satisfies readonly AlertJudgement[];

/** Says that somebody has looked at it. Throws `picture.unknown-alert`. */
export async function seeAlert(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'judge-alert');
  await inTransaction(store, async (tx) => {
    const { state } = await alertOf(tx, id);
    if (state !== 'new') return;
    await markSeen(tx, id);
    await record(tx, [entryOf(actor, id, 'new', 'seen')]);
  });
}

/**
 * A strategic analyst says what an alert was, and why: the note is about figures and names nobody. It may be judged
 * again. Throws `picture.unknown-alert`, `picture.unknown-judgement`, `picture.alert-note-needed`,
 * `picture.names-somebody`.
 */
export async function judgeAlert(
  store: Store,
  actor: Actor,
  { id, judgement, note }: { id: string; judgement: string; note: string },
): Promise<void> {
  ensureMay(actor, 'judge-alert');
  const state = JUDGEMENTS.find((one) => one === judgement);
  if (!state) throw new Problem('picture.unknown-judgement');
  const text = note.trim();
  if (text === '' || text.length > LONGEST_NOTE) throw new Problem('picture.alert-note-needed');
  ensureNamesNobody({ note: text });
  await inTransaction(store, async (tx) => {
    const { state: before } = await alertOf(tx, id);
    await setJudgement(tx, { id, state, note: text, by: actor.id, at: store.clock.now() });
    await record(tx, [entryOf(actor, id, before, state)]);
  });
}

async function alertOf(tx: Tx, id: string): Promise<StoredAlert> {
  const alert = await storedAlert(tx, id);
  if (!alert) throw new Problem('picture.unknown-alert');
  return alert;
}

function entryOf(actor: Actor, alert: string, from: AlertState, to: AlertState) {
  return {
    verb: 'altered' as const,
    action: 'judge-alert',
    actor: actorRef(actor),
    purpose: 'statistics' as const,
    subjects: [],
    detail: { alert, from, to },
  };
}
