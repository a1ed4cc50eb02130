import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { QueueLine } from './queue-line.ts';

/** Namespace of the advisory locks that keep two transactions from placing one referral at once: any number of our own. */
const PLACE_LOCK = 31;

/** Waits until nobody else is placing these referrals; in one order, so that two callers cannot wait for each other. */
export async function lockPlaces(tx: Tx, referralIds: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`select pg_advisory_xact_lock(${PLACE_LOCK}, key)
        from (select distinct hashtext(id) as key from unnest(${[...referralIds]}::text[]) as asked (id) order by key) as keys`,
  );
}

export async function removePlaces(tx: Tx, referralIds: readonly string[]): Promise<void> {
  if (referralIds.length === 0) return;
  await rows(tx, sql`delete from queue_place where referral_id = any(${[...referralIds]}::uuid[])`);
}

const COLUMN_TYPES = {
  referralId: ['referral_id', 'uuid'],
  policyVersion: ['policy_version', 'text'],
  number: ['number', 'bigint'],
  receivedAt: ['received_at', 'timestamptz'],
  tier: ['tier', 'smallint'],
  band: ['band', 'text'],
  imminence: ['imminence', 'text'],
  actBy: ['act_by', 'timestamptz'],
  orderKey: ['order_key', 'bigint'],
  threat: ['threat', 'text'],
  incidentType: ['incident_type', 'text'],
  sourceId: ['source_id', 'text'],
  files: ['files', 'integer'],
  children: ['children', 'integer'],
  novelty: ['novelty', 'text'],
  virality: ['virality', 'text'],
  linked: ['linked', 'integer'],
  reporters: ['reporters', 'integer'],
  folded: ['folded', 'integer'],
  conflicts: ['conflicts', 'integer'],
  floors: ['floors', 'text[]'],
  decided: ['decided', 'boolean'],
  outOfDate: ['out_of_date', 'boolean'],
  preservedUntil: ['preserved_until', 'date'],
  preservedAssumed: ['preserved_assumed', 'boolean'],
  sensitivity: ['sensitivity', 'text'],
  assignedTo: ['assigned_to', 'uuid'],
  turnAt: ['turn_at', 'timestamptz'],
  circulation: ['circulation', 'bigint'],
} as const satisfies Record<keyof QueueLine, readonly [column: string, type: string]>;

const FIELDS = Object.entries(COLUMN_TYPES).map(([name, [column, type]]) => ({ name, column, type }));
const list = (of: (field: (typeof FIELDS)[number]) => string) => sql.raw(FIELDS.map(of).join(', '));

/** Columns of a line, under the names that `QueueLine` gives them. */
export const LINE = list(({ name, column }) => `q.${column} as "${name}"`);

/** Puts each line in its place; where the referral has one already, it moves. */
export async function putPlaces(tx: Tx, lines: readonly QueueLine[]): Promise<void> {
  if (lines.length === 0) return;
  await rows(
    tx,
    sql`insert into queue_place (${list(({ column }) => column)})
        select ${list(({ name }) => `"${name}"`)}
        from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as new (${list(({ name, type }) => `"${name}" ${type}`)})
        on conflict (referral_id) do update set ${list(({ column }) => `${column} = excluded.${column}`)}`,
  );
}

/** The place of one referral, if it is in the queue. */
export async function placeOf(db: Db, referralId: string): Promise<QueueLine | null> {
  const [line] = await rows(
    db,
    sql<QueueLine>`select ${LINE} from queue_place q where referral_id = ${referralId}`,
  );
  return line ?? null;
}

/** The places of those of these referrals that are in the queue, by referral id. */
export async function placesOf(db: Db, referralIds: readonly string[]): Promise<Map<string, QueueLine>> {
  if (referralIds.length === 0) return new Map();
  const lines = await rows(
    db,
    sql<QueueLine>`select ${LINE} from queue_place q where referral_id = any(${[...referralIds]}::uuid[])`,
  );
  return new Map(lines.map((line) => [line.referralId, line]));
}
