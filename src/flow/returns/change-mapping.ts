import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addReading,
  addStep,
  latestReading,
  type MeaningChange,
  moveReturn,
  openReturnFile,
  type ReadReturn,
  readWorkbook,
  rereadReturn,
  returnHead,
  returnKey,
  stateAfter,
  withMeaning,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSeesReturn } from './own-returns.ts';
import { schemeOfReturn } from './report-on-return.ts';

/** `revision`: of the return as the person saw it. */
export type MappingChange = {
  id: string;
  revision: number;
  changes: readonly MeaningChange[];
};

/** Reads the return again by what a person said of its labels. Throws `returns.changed-meanwhile`. */
export async function changeMapping(store: Store, actor: Actor, asked: MappingChange): Promise<ReadReturn> {
  ensureMay(actor, 'confirm-return');
  const { id, revision, changes } = asked;
  const { dataKey, reading } = await readAgain(store, actor, asked);
  return inTransaction(store, async (tx) => {
    const head = await returnHead(tx, id, { lock: true });
    if (head.revision !== revision) throw new Problem('returns.changed-meanwhile');
    const [by, at] = [actorRef(actor), store.clock.now()];
    await addReading(tx, dataKey, { id, reading, by, at });
    await moveReturn(tx, { id, state: stateAfter(head.state, 'map'), at });
    await addStep(tx, id, { act: 'map', by, at, reason: null });
    await record(tx, [
      {
        verb: 'altered',
        action: 'map-return',
        actor: by,
        purpose: 'statistics',
        subjects: [],
        detail: { return: id, changes: changes.length },
      },
    ]);
    return reading;
  });
}

/** A large file takes seconds: nobody waits for it, and what was read counts only where the revision still stands. */
async function readAgain(store: Store, actor: PersonActor, { id, revision, changes }: MappingChange) {
  const head = await returnHead(store.db, id);
  await ensureSeesReturn(store, store.db, { actor, head });
  stateAfter(head.state, 'map');
  if (head.revision !== revision) throw new Problem('returns.changed-meanwhile');
  const dataKey = await returnKey(store, store.db, id);
  const before = await latestReading<ReadReturn>(store.db, dataKey, id);
  const file = (await openReturnFile(store.db, dataKey, id)).open('statistics');
  const mapping = changes.reduce((now, { place, means }) => withMeaning(now, place, means), before.mapping);
  const { force, period } = head;
  const reading = rereadReturn(await readWorkbook(file.content), {
    mapping,
    before,
    scheme: schemeOfReturn(head),
    period,
    force,
  });
  return { dataKey, reading };
}
