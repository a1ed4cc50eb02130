import { type Actor, actorRef, ensureMay, readBureau } from '../../access/index.ts';
import {
  addInstrument,
  addInstrumentUse,
  BANDS,
  checkInstrument,
  digestOf,
  type Finding,
  findInstrument,
  type Instrument,
  instrumentVersions,
  type LoadedInstrument,
  parseInstrument,
  SHIPPED_INSTRUMENTS,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Versions with what their checks find; those in use first. */
export type ListedInstrument = LoadedInstrument & { findings: Finding[] };

export async function listInstruments(store: Store, actor: Actor): Promise<ListedInstrument[]> {
  ensureMay(actor, 'see-instruments');
  return inTransaction(store, async (tx) => {
    await loadShipped(store, tx);
    return (await instrumentVersions(tx)).map((loaded) => ({
      ...loaded,
      findings: checkInstrument(loaded.instrument),
    }));
  });
}

/** Shipped versions that this database has not met are loaded and put to use, unless a later version of theirs is. */
async function loadShipped(store: Store, tx: Tx): Promise<void> {
  for (const instrument of SHIPPED_INSTRUMENTS) {
    const at = store.clock.now();
    if (!(await addInstrument(tx, { instrument, loadedBy: null, loadedAt: at }))) continue;
    const { id: instrumentId, version } = instrument;
    const isOffered = await isOfferable(tx, instrument);
    if (isOffered)
      await addInstrumentUse(tx, {
        instrumentId,
        version,
        act: 'publish',
        reason: null,
        doneBy: null,
        doneAt: at,
      });
    await record(tx, [
      {
        verb: 'altered',
        action: 'load-instrument',
        actor: 'system:shipped',
        purpose: 'supervision',
        subjects: [],
        detail: { instrument: instrumentId, version, inUse: isOffered },
      },
    ]);
  }
}

async function isOfferable(tx: Tx, { demoOnly }: Instrument): Promise<boolean> {
  return !demoOnly || (await readBureau(tx))?.synthetic === true;
}

/**
 * Puts a version to use for new assessments: loads it, or takes an earlier one up again. Throws
 * `assessment.invalid-instrument`, `assessment.instrument-refused`, `assessment.instrument-known`, `assessment.demo-only`.
 */
export async function publishInstrument(
  store: Store,
  actor: Actor,
  document: Instrument | string,
): Promise<LoadedInstrument> {
  ensureMay(actor, 'manage-instruments');
  const instrument = typeof document === 'string' ? parseInstrument(document) : document;
  ensureUsableHere(instrument);
  const at = store.clock.now();
  return inTransaction(store, async (tx) => {
    if (!(await isOfferable(tx, instrument))) throw new Problem('assessment.demo-only');
    await addInstrument(tx, { instrument, loadedBy: actor.id, loadedAt: at });
    const { id: instrumentId, version } = instrument;
    const loaded = await findInstrument(tx, instrumentId, version);
    if (loaded!.digest !== digestOf(instrument)) throw new Problem('assessment.instrument-known');
    await addInstrumentUse(tx, {
      instrumentId,
      version,
      act: 'publish',
      reason: null,
      doneBy: actor.id,
      doneAt: at,
    });
    await recordUse(tx, actor, { instrument: instrumentId, version, act: 'publish' });
    return { ...loaded!, inUse: true };
  });
}

/** What the desk can work with: no refusal among its findings, and bands that clocks and the queue know. */
function ensureUsableHere(instrument: Instrument): void {
  const refusals = checkInstrument(instrument).filter(({ refuses }) => refuses);
  const foreign = instrument.bands.flatMap(({ code }, i) =>
    Object.hasOwn(BANDS, code)
      ? []
      : [{ path: `/bands/${i}/code`, reason: `the queue knows no band ${code}` }],
  );
  const faults = [...refusals.map(({ path, message }) => ({ path, reason: message })), ...foreign];
  if (instrument.withdrawnAt)
    faults.push({ path: '/withdrawnAt', reason: 'a withdrawn instrument is not put to use' });
  if (faults.length > 0) throw new Problem('assessment.instrument-refused', { faults });
}

/** Ends new assessments with a version; those that were made keep it. */
export async function withdrawInstrument(
  store: Store,
  actor: Actor,
  asked: { id: string; version: string; reason: string },
): Promise<void> {
  ensureMay(actor, 'manage-instruments');
  if (asked.reason.trim() === '') throw new Problem('assessment.reason-needed');
  await inTransaction(store, async (tx) => {
    const loaded = await findInstrument(tx, asked.id, asked.version);
    if (!loaded) throw new Problem('assessment.unknown-instrument');
    const use = { instrumentId: asked.id, version: asked.version, act: 'withdraw' as const };
    await addInstrumentUse(tx, {
      ...use,
      reason: asked.reason.trim().slice(0, 400),
      doneBy: actor.id,
      doneAt: store.clock.now(),
    });
    await recordUse(tx, actor, { instrument: asked.id, version: asked.version, act: 'withdraw' });
  });
}

async function recordUse(tx: Tx, actor: Actor, detail: Record<string, string>): Promise<void> {
  await record(tx, [
    {
      verb: 'altered',
      action: `${detail['act']}-instrument`,
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail,
    },
  ]);
}

/** The versions that new assessments may be made with here and now; those for examples alone come last. */
export async function offeredInstruments(store: Store, tx: Tx): Promise<LoadedInstrument[]> {
  await loadShipped(store, tx);
  const today = store.clock.now().toISOString().slice(0, 10);
  const synthetic = (await readBureau(tx))?.synthetic === true;
  const usable = (await instrumentVersions(tx)).filter(
    ({ inUse, instrument: { demoOnly, withdrawnAt } }) =>
      inUse && (!demoOnly || synthetic) && (withdrawnAt === undefined || today < withdrawnAt),
  );
  return usable.sort(
    (a, b) => Number(a.instrument.demoOnly ?? false) - Number(b.instrument.demoOnly ?? false),
  );
}
