import { type Actor, actorRef, ensureMay, namesOfPeople } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  answersOf,
  countAcceptances,
  type ForceAnswer,
  figuresOfReturn,
  findingsOfReturn,
  latestReading,
  type Mapping,
  partsOfReturn,
  profileOf,
  type ReadReturn,
  type ReturnFinding,
  type ReturnHead,
  type ReturnPart,
  type ReturnReport,
  type ReturnStep,
  type Revision,
  returnHead,
  returnKey,
  returnPartsOfPeriod,
  revisionsBetween,
  type Scheme,
  stepsOf,
} from '../../returns/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { yearsBefore } from '../picture/periods.ts';
import { ensureSeesReturn, seenOf } from './own-returns.ts';
import { reportOnReturn, schemeOfReturn } from './report-on-return.ts';

/** A return with everything that is to be seen before somebody confirms it. */
export type ReturnPage = {
  head: ReturnHead;
  scheme: Scheme;
  /** Null once the file was erased. */
  read: ReadReturn | null;
  report: ReturnReport | null;
  /** What was found when it was last confirmed. */
  acceptedFindings: ReturnFinding[];
  parts: ReturnPart[];
  steps: (ReturnStep & { name: string | null })[];
  /** To be given back when it is confirmed. */
  seen: string;
  /** Returns whose answers it would take the place of. */
  replaces: { force: string; returnId: string }[];
  acceptances: number;
  /** What counts for its forces of the year before. */
  before: ForceAnswer[];
  /** What it changes against the returns whose place it would take or took. */
  revisions: Revision[];
  /** The mapping that was confirmed last for the force, where that was another return's. */
  profile: Mapping | null;
};

/** One return: how it is read, what is amiss, what was done with it. */
export async function readReturn(store: Store, actor: Actor, id: string): Promise<ReturnPage> {
  ensureMay(actor, 'see-returns');
  return inTransaction(store, async (tx) => {
    const head = await returnHead(tx, id);
    await ensureSeesReturn(store, tx, { actor, head });
    const read =
      head.state === 'erased'
        ? null
        : await latestReading<ReadReturn>(tx, await returnKey(store, tx, id), id);
    const parts = await partsOfReturn(tx, id);
    const forces = read ? read.parts.map(({ force }) => force) : parts.map(({ force }) => force);
    const report = read && (await reportOnReturn(tx, { head, read, at: store.clock.now() }));
    const own = await profileOf(store, tx, head.force);
    // Labels and codes of a file may name somebody where a column was taken for another.
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-return',
        actor: actorRef(actor),
        purpose: 'statistics',
        subjects: [],
        detail: { return: id },
      },
    ]);
    return {
      head,
      scheme: schemeOfReturn(head),
      read,
      report,
      acceptedFindings: await findingsOfReturn<ReturnFinding>(tx, id),
      parts,
      steps: await namedSteps(tx, await stepsOf(tx, id)),
      ...(await seenOf(tx, head, forces)),
      acceptances: await countAcceptances(tx, id),
      before: (await answersOf(tx, yearsBefore(head.period, 1))).filter(({ force }) =>
        forces.includes(force),
      ),
      revisions: await revisionsOf(tx, head, report),
      profile: own && own.returnId !== id ? own.mapping : null,
    };
  });
}

/** Against what counts now, where it would take its place; else against what it took the place of. */
async function revisionsOf(db: Db, head: ReturnHead, report: ReturnReport | null): Promise<Revision[]> {
  const parts = await returnPartsOfPeriod(db, head.period);
  const figures = report?.figures ?? (await figuresOfReturn(db, head.id));
  const forces = new Set(figures.map(({ force }) => force));
  const others = parts.filter(({ force, returnId }) => forces.has(force) && returnId !== head.id);
  const isCurrent = parts.some(({ returnId, state }) => returnId === head.id && state === 'accepted');
  const replaced = others.filter(({ state, followedBy }) =>
    isCurrent ? followedBy === head.id : state === 'accepted',
  );
  const before: ForceAnswer[] = [];
  for (const returnId of new Set(replaced.map((part) => part.returnId))) {
    const own = new Set(replaced.filter((part) => part.returnId === returnId).map(({ force }) => force));
    before.push(...(await figuresOfReturn(db, returnId)).filter(({ force }) => own.has(force)));
  }
  const answered = new Set(before.map(({ force }) => force));
  return revisionsBetween(
    before,
    figures.filter(({ force }) => answered.has(force)),
  );
}

async function namedSteps(db: Db, steps: readonly ReturnStep[]): Promise<ReturnPage['steps']> {
  const idOf = (by: string) => (by.startsWith('person:') ? by.slice('person:'.length) : null);
  const ids = steps.flatMap(({ by }) => idOf(by) ?? []);
  const names = await namesOfPeople(db, ids);
  return steps.map((step) => ({ ...step, name: names.get(idOf(step.by) ?? '') ?? null }));
}
