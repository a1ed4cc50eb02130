import { createHash } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addSeriesVersion,
  checkSeries,
  holdSeries,
  lastFileOf,
  type OutsideSeries,
  readSeriesFile,
  readSeriesVersions,
  SERIES_FAULTS,
  type SeriesHints,
  type SeriesVersion,
} from '../../publication/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Longest reason, as long as any text of a series. Chosen: it stands in a table. */
const LONGEST_REASON = 1_000;

/** A series as it was taken in; `version` counts its imports. */
export type ImportedSeries = { series: OutsideSeries; version: number };

/**
 * Takes in a file that a person got from its publisher; nothing is ever fetched. What neither the file nor the person says
 * of a series is taken from its last import. Throws `picture.unreadable-table`, `picture.invalid-series`, `picture.series-known`.
 */
export async function importSeries(
  store: Store,
  actor: Actor,
  { raw, hints }: { raw: Buffer; hints: SeriesHints },
): Promise<ImportedSeries> {
  ensureMay(actor, 'manage-claims');
  const read = readSeriesFile(raw, hints);
  const file = createHash('sha256').update(raw).digest();
  return inTransaction(store, async (tx) => {
    await holdSeries(tx);
    const id = read.said.id ?? read.usual.id ?? '';
    const last = (await readSeriesVersions(tx, id)).at(-1);
    const { usual, said, points } = read;
    const series = soundSeries({ ...NOTHING_SAID, ...usual, ...last?.series, ...said, points });
    await ensureNew(tx, { series, last, file });
    const version = (last?.version ?? 0) + 1;
    const done = { doneBy: actorRef(actor), doneAt: store.clock.now() };
    await addSeriesVersion(tx, { act: 'import', version, series, file, ...done });
    await recordAct(tx, actor, { act: 'import', series: series.id, version, points: series.points.length });
    return { series, version };
  });
}

const NOTHING_SAID: OutsideSeries = {
  id: '',
  title: '',
  publisher: '',
  licence: '',
  source: '',
  retrievedOn: '',
  unit: '',
  definition: '',
  about: '',
  breaks: [],
  points: [],
};

function soundSeries(series: OutsideSeries): OutsideSeries {
  const faults = checkSeries(series);
  if (faults.length > 0)
    throw new Problem('picture.invalid-series', {
      faults: faults.map(({ field, code }) => ({ path: field, reason: SERIES_FAULTS[code] })),
    });
  return series;
}

type Compared = { series: OutsideSeries; last: SeriesVersion | undefined; file: Buffer };

/** The same file that says the same is refused; with a better definition it is a new import. */
async function ensureNew(tx: Tx, { series, last, file }: Compared): Promise<void> {
  if (!last || last.act === 'withdraw') return;
  const isSameFile = (await lastFileOf(tx, series.id))?.equals(file) === true;
  const said = ({ points: _, retrievedOn: __, ...rest }: OutsideSeries) =>
    JSON.stringify(Object.entries(rest).sort());
  if (isSameFile && said(last.series) === said(series)) throw new Problem('picture.series-known');
}

/** From now on the series is no longer shown; its page, with the reason, stays. */
export async function withdrawSeries(
  store: Store,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  ensureMay(actor, 'manage-claims');
  const why = aReason(reason);
  await inTransaction(store, async (tx) => {
    await holdSeries(tx);
    const last = (await readSeriesVersions(tx, id)).at(-1);
    if (!last || last.act === 'withdraw') throw new Problem('picture.unknown-series');
    const version = last.version + 1;
    await addSeriesVersion(tx, {
      act: 'withdraw',
      version,
      series: last.series,
      reason: why,
      doneBy: actorRef(actor),
      doneAt: store.clock.now(),
    });
    await recordAct(tx, actor, { act: 'withdraw', series: id, version });
  });
}

/** Whole, or refused: what somebody gave as the reason is never cut. */
function aReason(said: string): string {
  const reason = said.replaceAll('\0', '').toWellFormed().trim();
  const fault = reason === '' ? 'missing' : reason.length > LONGEST_REASON ? 'too-long' : null;
  if (fault === null) return reason;
  throw new Problem('picture.invalid-series', { faults: [{ path: 'reason', reason: SERIES_FAULTS[fault] }] });
}

async function recordAct(
  tx: Tx,
  actor: Actor,
  { act, ...detail }: { act: SeriesVersion['act'] } & Record<string, string | number>,
): Promise<void> {
  await record(tx, [
    {
      verb: act === 'import' ? 'collected' : 'altered',
      action: `${act}-outside-series`,
      actor: actorRef(actor),
      purpose: 'statistics',
      subjects: [],
      detail,
    },
  ]);
}
