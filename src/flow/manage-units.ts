import { type Actor, actorRef, ensureMay, readBureau } from '../access/index.ts';
import {
  addPostcodeLines,
  foldPostcode,
  type PostcodeLine,
  putUnit,
  type ReceivingUnit,
  unitsOn,
  withSyntheticCapacity,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { type Fault, Problem } from '../shared/problem.ts';

/** Adds a receiving unit, or a change of one from a day on. */
export async function putReceivingUnit(store: Store, actor: Actor, unit: ReceivingUnit): Promise<void> {
  ensureMayManage(actor);
  await inTransaction(store, async (tx) => {
    await putUnit(tx, unit);
    await record(tx, [
      {
        verb: 'altered',
        action: 'put-unit',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { unit: unit.id, from: unit.validFrom },
      },
    ]);
  });
}

/** Gives every unit that stands on a day made-up training and capacity from that day on: only for generated referrals. */
export async function fillSyntheticUnits(store: Store, actor: Actor, from: string): Promise<void> {
  ensureMayManage(actor);
  if (!(await readBureau(store.db))?.synthetic) throw new Problem('dissemination.not-synthetic');
  const units = withSyntheticCapacity(await unitsOn(store.db, new Date(from)), from);
  for (const unit of units) await putReceivingUnit(store, actor, unit);
}

/** Lines of one insert: our choice, far below the limits of a statement. */
const LINES_AT_ONCE = 10_000;

/** Imports an edition of a postcode list, all or nothing. `edition`: its day, YYYY-MM-DD; the latest one counts. */
export async function importPostcodes(
  store: Store,
  actor: Actor,
  { edition, lines }: { edition: string; lines: readonly PostcodeLine[] },
): Promise<{ lines: number }> {
  ensureMayManage(actor);
  return inTransaction(store, async (tx) => {
    const units = new Set((await unitsOn(tx, store.clock.now())).map(({ id }) => id));
    const folded = lines.map(({ prefix, force }) => ({ prefix: foldPostcode(prefix), force }));
    const faults = folded.flatMap((line, i) => faultsOf(line, i + 1, units));
    if (faults.length > 0)
      throw new Problem('dissemination.postcodes-invalid', { faults: faults.slice(0, 20) });
    for (let at = 0; at < folded.length; at += LINES_AT_ONCE) {
      await addPostcodeLines(tx, edition, folded.slice(at, at + LINES_AT_ONCE));
    }
    await record(tx, [
      {
        verb: 'altered',
        action: 'import-postcodes',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { edition, lines: folded.length },
      },
    ]);
    return { lines: folded.length };
  });
}

function faultsOf({ prefix, force }: PostcodeLine, line: number, units: ReadonlySet<string>): Fault[] {
  return [
    ...(prefix.length < 1 || prefix.length > 7
      ? [{ line, reason: 'not a postcode or the start of one' }]
      : []),
    ...(units.has(force) ? [] : [{ line, reason: 'no such force today' }]),
  ];
}

function ensureMayManage(actor: Actor): void {
  if (actor.kind !== 'system') ensureMay(actor, 'manage-senders');
}
