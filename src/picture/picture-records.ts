import { type Db, row, rows, sql } from '../shared/db.ts';
import { BREAKDOWNS, type Breakdown, INDICATORS, type Indicator, type IndicatorId } from './indicators.ts';
import type { PictureFact } from './picture-fact.ts';

/** First and last day of receipt that count, UTC, both included, YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** One measured value. `denominator` is null for a count. `value`: the count, or the share (null where nothing is known). */
export type Measured = { group: string; numerator: number; denominator: number | null; value: number | null };

/** Stores the present facts of receipts; the same receipt again replaces its row. */
export async function putFacts(db: Db, facts: readonly PictureFact[]): Promise<void> {
  if (facts.length === 0) return;
  const columns = sql`referral_id, received_on, received_month, source, source_kind, channel, state, threat, incident_type,
    imminence, band, decided, novelty, unit, files, files_level_4, files_category_a, girls_under_10, children,
    abuse_achieved, aims_to_meet, registered_offender, offender_abroad, locatable, sent_minutes, acknowledged_minutes, outcome`;
  await rows(
    db,
    sql`delete from picture_fact where referral_id = any(${facts.map((fact) => fact.referralId)}::uuid[])`,
  );
  await rows(
    db,
    sql`insert into picture_fact (${columns}) select ${columns}
        from jsonb_populate_recordset(null::picture_fact, ${JSON.stringify(facts.map(inColumns))}::jsonb)`,
  );
}

function inColumns(fact: PictureFact): Record<string, unknown> {
  const snake = (name: string) => name.replace(/[A-Z]|\d+$|\d+/g, (part) => `_${part.toLowerCase()}`);
  return Object.fromEntries(Object.entries(fact).map(([name, value]) => [snake(name), value]));
}

/** Measures an indicator over a period, whole or by group. */
export async function measure(db: Db, id: IndicatorId, period: Period, by?: Breakdown): Promise<Measured[]> {
  const { numerator, denominator }: Indicator = INDICATORS[id];
  const group = by ? sql`${sql.ref(BREAKDOWNS[by].column)}::text` : sql`'all'`;
  const found = await rows(
    db,
    sql<{ group: string; numerator: number; denominator: number | null }>`
      select ${group} as "group", (${sql.raw(numerator)})::bigint as numerator,
        ${denominator ? sql`(${sql.raw(denominator)})::bigint` : sql`null::bigint`} as denominator
      from picture_fact where received_on between ${period.from}::date and ${period.to}::date
      group by 1 order by 1`,
  );
  return found.map((line) => ({ ...line, value: shareOrCount(line) }));
}

function shareOrCount(line: { numerator: number; denominator: number | null }): number | null {
  if (line.denominator === null) return line.numerator;
  return line.denominator === 0 ? null : line.numerator / line.denominator;
}

/** Receipts and first and last day that the picture knows of; undefined while it knows nothing. */
export async function coverage(db: Db): Promise<{ from: string; to: string; receipts: number } | undefined> {
  const found = await row<{ from: string | null; to: string; receipts: number }>(
    db,
    sql`select min(received_on) as "from", max(received_on) as "to", count(*) as receipts from picture_fact`,
  );
  return found?.from ? { ...found, from: found.from } : undefined;
}

/** How far in the ledger the picture has followed. */
export async function readProgress(db: Db): Promise<{ txid: string; id: number; at: Date } | undefined> {
  return row(
    db,
    sql<{
      txid: string;
      id: number;
      at: Date;
    }>`select txid::text as txid, id, at from picture_progress for update`,
  );
}

export async function writeProgress(db: Db, progress: { txid: string; id: number; at: Date }): Promise<void> {
  await rows(
    db,
    sql`insert into picture_progress (txid, id, at) values (${progress.txid}::xid8, ${progress.id}, ${progress.at})
        on conflict (only_row) do update set txid = excluded.txid, id = excluded.id, at = excluded.at`,
  );
}

/** One picture writer at a time, until the transaction ends. */
export async function becomeThePictureWriter(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtext('everydot picture writer'))`);
}
