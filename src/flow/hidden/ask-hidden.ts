import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addHiddenRun,
  endHiddenRun,
  FEWEST_LISTS,
  type HiddenQuestion,
  hiddenRun,
  MOST_LISTS,
} from '../../picture/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { enqueue } from '../../shared/outbox.ts';
import { isDay } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureNamesNobody } from '../../shared/signs-of-people.ts';

/** More resamples only cost time: the interval has settled long before. Chosen. */
const MOST_RESAMPLES = 100_000;

/** Declares a question and has it worked on; answers with its id. Throws `picture.invalid-estimate`. */
export async function askHidden(store: Store, actor: Actor, asked: HiddenQuestion): Promise<string> {
  ensureMay(actor, 'estimate-hidden');
  ensureCanBeAsked(asked);
  const [id, askedAt] = [newId(), store.clock.now()];
  await inTransaction(store, async (tx) => {
    await addHiddenRun(tx, { id, askedBy: actor.id, askedAt, asked });
    await enqueue(tx, [{ kind: 'estimate-hidden', subject: id }]);
    await record(tx, [
      {
        verb: 'combined',
        action: 'ask-hidden',
        actor: actorRef(actor),
        purpose: 'statistics',
        subjects: [],
        detail: {
          estimate: id,
          unit: asked.unit,
          from: asked.period.from,
          to: asked.period.to,
          lists: asked.lists.map(({ name }) => name),
          linkedBy: asked.linkedBy,
        },
      },
    ]);
  });
  return id;
}

function ensureCanBeAsked({ lists, resamples, period }: HiddenQuestion): void {
  const names = new Set(lists.map(({ name }) => name));
  ensureNamesNobody({ lists: [...names].join(' ') });
  const kinds = lists.flatMap((list) => list.kinds);
  const detail =
    names.size < FEWEST_LISTS || names.size > MOST_LISTS || names.size < lists.length
      ? `it takes ${FEWEST_LISTS} to ${MOST_LISTS} different lists`
      : new Set(kinds).size < kinds.length
        ? 'a kind of sender makes one list only'
        : !isDay(period.from) || !isDay(period.to) || period.from > period.to
          ? 'it takes two days of the calendar, the first one first'
          : resamples < 100 || resamples > MOST_RESAMPLES
            ? `it takes 100 to ${MOST_RESAMPLES} resamples`
            : null;
  if (detail !== null) throw new Problem('picture.invalid-estimate', { detail });
}

/** Ends an estimate that is under way; what was worked out of it is dropped. Throws `picture.estimate-ended`. */
export async function cancelHidden(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'estimate-hidden');
  await inTransaction(store, async (tx) => {
    if (!(await hiddenRun(tx, id))) throw new Problem('picture.unknown-estimate');
    const isEnded = await endHiddenRun(tx, id, store.clock.now(), { state: 'cancelled', by: actor.id });
    if (!isEnded) throw new Problem('picture.estimate-ended');
    await record(tx, [
      {
        verb: 'altered',
        action: 'cancel-hidden',
        actor: actorRef(actor),
        purpose: 'statistics',
        subjects: [],
        detail: { estimate: id },
      },
    ]);
  });
}
