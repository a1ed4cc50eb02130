import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';
import type { ReturnAct, ReturnState } from './return-life.ts';

/** A return without its contents. `force`: null for one table of many forces. `revision`: raised by every change. */
export type ReturnHead = {
  id: string;
  force: string | null;
  period: Period;
  scheme: { id: string; version: number };
  state: ReturnState;
  stateSince: Date;
  revision: number;
  /** Of the file as it came, in hexadecimal digits. */
  sha256: string;
  sizeBytes: number;
  uploadedBy: string;
  uploadedAt: Date;
  /** Until then the file is kept; its answers stay. */
  keepUntil: string;
};

type HeadRow = Omit<ReturnHead, 'period' | 'scheme'> & {
  from: string;
  to: string;
  schemeId: string;
  schemeVersion: number;
};

const HEAD = sql`id, force, period_from::text as "from", period_to::text as "to", scheme_id as "schemeId",
  scheme_version as "schemeVersion", state, state_since as "stateSince", revision, encode(sha256, 'hex') as sha256,
  size_bytes as "sizeBytes", uploaded_by as "uploadedBy", uploaded_at as "uploadedAt", keep_until::text as "keepUntil"`;

function headOf({ from, to, schemeId, schemeVersion, ...head }: HeadRow): ReturnHead {
  return { ...head, period: { from, to }, scheme: { id: schemeId, version: schemeVersion } };
}

export type NewReturn = Pick<
  ReturnHead,
  'id' | 'force' | 'period' | 'scheme' | 'sha256' | 'sizeBytes' | 'uploadedBy' | 'uploadedAt' | 'keepUntil'
> & { key: { keyId: string; wrapped: Buffer } };

/** False where this very file is there already for that force and period. */
export async function addReturn(tx: Tx, added: NewReturn): Promise<boolean> {
  const { period, scheme, key } = added;
  const made = await rows(
    tx,
    sql`insert into force_return (id, force, period_from, period_to, scheme_id, scheme_version, state, state_since,
          sha256, size_bytes, uploaded_by, uploaded_at, keep_until, key_id, wrapped_key)
        values (${added.id}, ${added.force}, ${period.from}, ${period.to}, ${scheme.id}, ${scheme.version}, 'proposed',
          ${added.uploadedAt}, decode(${added.sha256}, 'hex'), ${added.sizeBytes}, ${added.uploadedBy},
          ${added.uploadedAt}, ${added.keepUntil}, ${key.keyId}, ${key.wrapped})
        on conflict do nothing returning id`,
  );
  return made.length === 1;
}

/** The return that a file is already; undefined where it is new. */
export async function returnOfFile(
  db: Db,
  { sha256, force, period }: Pick<ReturnHead, 'sha256' | 'force' | 'period'>,
): Promise<ReturnHead | undefined> {
  const found = await row(
    db,
    sql<HeadRow>`select ${HEAD} from force_return where sha256 = decode(${sha256}, 'hex')
      and coalesce(force, '') = ${force ?? ''} and period_from = ${period.from} and period_to = ${period.to}`,
  );
  return found && headOf(found);
}

/** Throws `returns.unknown`. `lock`: nobody else changes it until the transaction ends. */
export async function returnHead(db: Db, id: string, options: { lock?: boolean } = {}): Promise<ReturnHead> {
  const found = await row(
    db,
    sql<HeadRow>`select ${HEAD} from force_return where id = ${id} ${options.lock ? sql`for update` : sql``}`,
  );
  if (!found) throw new Problem('returns.unknown');
  return headOf(found);
}

/** `force`: only returns that it sent itself, or that hold its answers. The latest first. */
export async function listHeads(
  db: Db,
  asked: { force?: string | undefined; period?: Period | undefined; limit: number },
): Promise<ReturnHead[]> {
  const { force, period, limit } = asked;
  const found = await rows(
    db,
    sql<HeadRow>`select ${HEAD} from force_return as r
      where ${force === undefined ? sql`true` : sql`(r.force = ${force} or exists (select 1 from return_part as p where p.return_id = r.id and p.force = ${force}))`}
        and ${period === undefined ? sql`true` : sql`period_from = ${period.from} and period_to = ${period.to}`}
      order by uploaded_at desc, id desc limit ${limit}`,
  );
  return found.map(headOf);
}

/** Moves a return on and raises its revision. */
export async function moveReturn(
  tx: Tx,
  { id, state, at }: { id: string; state: ReturnState; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`update force_return set state = ${state}, revision = revision + 1,
          state_since = case when state = ${state} then state_since else ${at} end where id = ${id}`,
  );
}

export type ReturnStep = { act: ReturnAct; by: string; at: Date; reason: string | null };

export async function addStep(tx: Tx, returnId: string, step: ReturnStep): Promise<void> {
  await rows(
    tx,
    sql`insert into return_step (return_id, act, by, at, reason)
        values (${returnId}, ${step.act}, ${step.by}, ${step.at}, ${step.reason})`,
  );
}

export async function stepsOf(db: Db, returnId: string): Promise<ReturnStep[]> {
  return rows(
    db,
    sql<ReturnStep>`select act, by, at, reason from return_step where return_id = ${returnId} order by seq`,
  );
}
