import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { storableJson } from '../../shared/storable-json.ts';
import { SERIES_NAME } from './check-series.ts';
import type { OutsideSeries } from './outside-series.ts';
import { type SeriesVersion, type StandingSeries, standingSeries } from './series-version.ts';
import { SHIPPED_SERIES } from './shipped-series.ts';

/** The series that may stand beside the picture: not those that were withdrawn, nor places in which nothing stands yet. */
export async function readOutsideSeries(db: Db): Promise<StandingSeries[]> {
  return (await readEverySeries(db))
    .map(standingSeries)
    .filter(({ isWithdrawn, points }) => !isWithdrawn && points.length > 0);
}

/** Every series with all its imports, first to last. */
export async function readEverySeries(db: Db): Promise<SeriesVersion[][]> {
  const stored = await rows(db, sql<SeriesVersion>`${VERSIONS} order by seq`);
  return [...Map.groupBy([...SHIPPED, ...stored], ({ id }) => id).values()];
}

/** Imports of one series, first to last; none where there is no such series. */
export async function readSeriesVersions(db: Db, id: string): Promise<SeriesVersion[]> {
  if (!SERIES_NAME.test(id)) return [];
  const stored = await rows(db, sql<SeriesVersion>`${VERSIONS} where id = ${id} order by seq`);
  return [...SHIPPED.filter((one) => one.id === id), ...stored];
}

const SHIPPED: readonly SeriesVersion[] = SHIPPED_SERIES.map((series) => ({
  id: series.id,
  version: 1,
  act: 'import',
  series,
  reason: null,
  doneBy: null,
  doneAt: null,
}));

const VERSIONS = sql`select id, version, act, series, reason, done_by as "doneBy",
    to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "doneAt"
  from outside_series`;

/** Whoever imports waits for whoever does so already: numbers of versions follow one another. */
export async function holdSeries(tx: Tx): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('outside_series', 0))`);
}

/** The digest of the last file that a series was imported from; undefined where none was. */
export async function lastFileOf(db: Db, id: string): Promise<Buffer | undefined> {
  const found = await rows(
    db,
    sql<{
      file: Buffer | null;
    }>`select file_sha256 as file from outside_series where id = ${id} order by seq desc limit 1`,
  );
  return found[0]?.file ?? undefined;
}

export type NewSeriesVersion = {
  version: number;
  series: OutsideSeries;
  doneBy: string;
  doneAt: Date;
} & ({ act: 'import'; file: Buffer } | { act: 'withdraw'; reason: string });

export async function addSeriesVersion(tx: Tx, added: NewSeriesVersion): Promise<void> {
  const { version, act, series, doneBy, doneAt } = added;
  const reason = act === 'withdraw' ? added.reason : null;
  const file = act === 'import' ? added.file : null;
  await rows(
    tx,
    sql`insert into outside_series (id, version, act, series, reason, file_sha256, done_by, done_at)
        values (${series.id}, ${version}, ${act}, ${storableJson(series)}::jsonb, ${reason}, ${file}, ${doneBy}, ${doneAt})`,
  );
}
