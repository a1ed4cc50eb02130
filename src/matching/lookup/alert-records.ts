import { type Db, rows, sql, type Tx } from '../../shared/db.ts';

/** What is done about a sender that walks along the boundary of a value. */
export const ALERT_ACTIONS = {
  slowed: { label: 'Slowed: few lookups a minute until somebody has looked' },
  suspended: { label: 'Suspended: no lookups until somebody has looked' },
} as const satisfies Record<string, { label: string }>;
export type AlertAction = keyof typeof ALERT_ACTIONS;

/** Counts only: how many different queries about the value, how many found it, how many did not. */
export type LookupAlert = {
  id: string;
  sourceId: string;
  valueId: number;
  action: AlertAction;
  raisedAt: Date;
  queries: number;
  hits: number;
  misses: number;
  resolvedAt: Date | null;
};

const ALERT = sql`id, source_id as "sourceId", value_id as "valueId", action, raised_at as "raisedAt", queries, hits,
  misses, resolved_at as "resolvedAt"`;

export async function addLookupAlert(tx: Tx, alert: Omit<LookupAlert, 'resolvedAt'>): Promise<void> {
  await rows(
    tx,
    sql`insert into lookup_alert (id, source_id, value_id, action, raised_at, queries, hits, misses)
        values (${alert.id}, ${alert.sourceId}, ${alert.valueId}, ${alert.action}, ${alert.raisedAt}, ${alert.queries},
          ${alert.hits}, ${alert.misses})`,
  );
}

/** What stands against a sender now; null: nothing. */
export async function standsAgainst(db: Db, sourceId: string): Promise<AlertAction | null> {
  const open = await rows(
    db,
    sql<{ action: AlertAction }>`select distinct action from lookup_alert
      where source_id = ${sourceId} and resolved_at is null`,
  );
  const actions = open.map(({ action }) => action);
  return actions.includes('suspended') ? 'suspended' : (actions[0] ?? null);
}

/** Open alerts first, then the latest. */
export async function lookupAlerts(db: Db, limit = 100): Promise<LookupAlert[]> {
  return rows(
    db,
    sql<LookupAlert>`select ${ALERT} from lookup_alert
      order by resolved_at is not null, raised_at desc, id limit ${limit}`,
  );
}

/** Lets a sender look up again; answers with how many alerts that settled. */
export async function resolveLookupAlerts(
  tx: Tx,
  sourceId: string,
  { at, actor }: { at: Date; actor: string },
): Promise<number> {
  const resolved = await rows(
    tx,
    sql`update lookup_alert set resolved_at = ${at}, resolved_by = ${actor}
        where source_id = ${sourceId} and resolved_at is null returning id`,
  );
  return resolved.length;
}
