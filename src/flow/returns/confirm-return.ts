import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  acceptParts,
  addFigures,
  addFindings,
  addProfile,
  addReadingCounts,
  addStep,
  becomeTheAccepter,
  countAcceptances,
  latestReading,
  moveReturn,
  type ReadReturn,
  returnHead,
  returnKey,
  stateAfter,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSeesReturn, seenOf } from './own-returns.ts';
import { reportOnReturn } from './report-on-return.ts';

/** `figures`: how many now count; `replaced`: returns whose answers they took the place of. */
export type Confirmed = { figures: number; findings: number; forces: number; replaced: string[] };

/**
 * A named person accepts a return as it is read: its figures are the forces' answers from now on, its mapping is what the
 * next one is proposed from. `seen`: what the person had before them; throws `returns.changed-meanwhile` where that is not
 * how it is now, and `returns.nothing-read`.
 */
export async function confirmReturn(
  store: Store,
  actor: Actor,
  { id, seen }: { id: string; seen: string },
): Promise<Confirmed> {
  ensureMay(actor, 'confirm-return');
  return inTransaction(store, async (tx) => {
    const { period } = await returnHead(tx, id);
    await becomeTheAccepter(tx, period);
    const head = await returnHead(tx, id, { lock: true });
    await ensureSeesReturn(store, tx, { actor, head });
    const state = stateAfter(head.state, 'confirm');
    const dataKey = await returnKey(store, tx, id);
    const read = await latestReading<ReadReturn>(tx, dataKey, id);
    const at = store.clock.now();
    const report = await reportOnReturn(tx, { head, read, at });
    const forces = [...new Set(report.figures.map(({ force }) => force))];
    if (forces.length === 0) throw new Problem('returns.nothing-read');
    const now = await seenOf(
      tx,
      head,
      read.parts.map(({ force }) => force),
    );
    if (now.seen !== seen) throw new Problem('returns.changed-meanwhile');
    const made = { returnId: id, acceptance: (await countAcceptances(tx, id)) + 1 };
    const by = actorRef(actor);
    await addFigures(tx, made, report.figures);
    await addReadingCounts(tx, made, report.counts);
    await addFindings(tx, made, report.findings);
    await addProfile(tx, dataKey, {
      ...made,
      force: head.force,
      mapping: read.mapping,
      confirmedBy: by,
      confirmedAt: at,
    });
    await acceptParts(tx, { returnId: id, forces, period: head.period, at });
    await moveReturn(tx, { id, state, at });
    await addStep(tx, id, { act: 'confirm', by, at, reason: null });
    const replaced = [
      ...new Set(now.replaces.filter(({ force }) => forces.includes(force)).map(({ returnId }) => returnId)),
    ];
    const counts = {
      figures: report.figures.length,
      findings: report.findings.length,
      forces: forces.length,
    };
    await record(tx, [
      {
        verb: 'altered',
        action: 'confirm-return',
        actor: by,
        purpose: 'statistics',
        subjects: [],
        detail: { return: id, ...counts, replaced },
      },
    ]);
    return { ...counts, replaced };
  });
}
