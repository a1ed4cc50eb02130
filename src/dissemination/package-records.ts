import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { isId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { HELD_STATES, nextPackageState, type PackageAction, type PackageState } from './package.ts';
import type { PackagePurpose, RouteReason } from './route.ts';
import type { SealedPackage } from './seal-package.ts';

/** A package without its document: what lists show. */
export type Package = {
  id: string;
  referralId: string;
  unitId: string;
  purpose: PackagePurpose;
  routeReason: RouteReason;
  preparedBy: string;
  preparedAt: Date;
  reroutedFrom: string | null;
  documentBytes: number;
  receiptDueAt: Date | null;
  state: PackageState;
  stateSince: Date;
  sentAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  refusal: string | null;
  /** The unit that whoever refused it thinks it is for. */
  suggestedUnit: string | null;
  operations: string[];
};

const PACKAGES = sql`
  select p.id, p.referral_id as "referralId", p.unit_id as "unitId", p.purpose, p.route_reason as "routeReason",
    p.prepared_by as "preparedBy", p.prepared_at as "preparedAt", p.rerouted_from as "reroutedFrom",
    p.document_bytes as "documentBytes", p.receipt_due_at as "receiptDueAt", p.state, p.state_since as "stateSince",
    sent.at as "sentAt", receipt.at as "acknowledgedAt", receipt.by as "acknowledgedBy",
    refused.reason as refusal, refused.suggested as "suggestedUnit",
    array(select o.name from operation_package m join operation o on o.id = m.operation_id
      where m.package_id = p.id order by o.name) as operations
  from package p
  left join package_step sent on sent.package_id = p.id and sent.action = 'send'
  left join package_step receipt on receipt.package_id = p.id and receipt.action = 'acknowledge'
  left join package_step refused on refused.package_id = p.id and refused.action = 'refuse'`;

/** Packages about a referral, oldest first. */
export async function packagesOf(db: Db, referralId: string): Promise<Package[]> {
  return rows(db, sql<Package>`${PACKAGES} where p.referral_id = ${referralId} order by p.prepared_at, p.id`);
}

/** Packages of a unit that reached it, the newest first; of one state if it is named. */
export async function packagesOfUnit(
  db: Db,
  unitId: string,
  state?: PackageState,
  limit = 200,
): Promise<Package[]> {
  return rows(
    db,
    sql<Package>`${PACKAGES} where p.unit_id = ${unitId} and p.state <> 'prepared'
      and (${state ?? null}::text is null or p.state = ${state ?? null})
      order by p.state <> 'sent', case when p.state = 'sent' then p.receipt_due_at end, p.state_since desc, p.id desc
      limit ${limit}`,
  );
}

/** Packages in a state, whoever holds them, the longest waiting first. */
export async function packagesIn(db: Db, state: PackageState, limit = 200): Promise<Package[]> {
  return rows(
    db,
    sql<Package>`${PACKAGES} where p.state = ${state} order by p.state_since, p.id limit ${limit}`,
  );
}

/** Packages whose unit has not acknowledged them in time, the latest due date last. */
export async function overdueReceipts(db: Db, at: Date): Promise<Package[]> {
  return rows(
    db,
    sql<Package>`${PACKAGES} where p.state = 'sent' and p.receipt_due_at < ${at} order by p.receipt_due_at, p.id`,
  );
}

/** One package; throws `dissemination.package-not-found`. */
export async function packageById(db: Db, id: string): Promise<Package> {
  const found = isId(id) ? await row(db, sql<Package>`${PACKAGES} where p.id = ${id}`) : undefined;
  if (!found) throw new Problem('dissemination.package-not-found');
  return found;
}

/** Which units hold packages about which of these referrals: two units for linked ones are a conflict. */
export async function unitsHolding(
  db: Db,
  referralIds: readonly string[],
): Promise<{ referralId: string; unitId: string }[]> {
  return rows(
    db,
    sql<{
      referralId: string;
      unitId: string;
    }>`select distinct referral_id as "referralId", unit_id as "unitId"
      from package where referral_id = any(${referralIds}::uuid[]) and state = any(${[...HELD_STATES]}::text[])
      order by 1, 2`,
  );
}

/** What one unit was sent in a period and what became of it. */
export type UnitLoad = {
  unitId: string;
  sent: number;
  acknowledged: number;
  refused: number;
  withOutcome: number;
  /** Median from sending to receipt; null where nothing was acknowledged. */
  medianReceiptHours: number | null;
};

/** Packages sent from `from` up to, not including, `to`, by unit. */
export async function unitLoads(db: Db, from: Date, to: Date): Promise<UnitLoad[]> {
  return rows(
    db,
    sql<UnitLoad>`select p.unit_id as "unitId", count(*) as sent, count(receipt.at) as acknowledged,
        count(*) filter (where p.state in ('refused', 're-routed')) as refused,
        count(*) filter (where p.state = 'outcome-recorded') as "withOutcome",
        percentile_cont(0.5) within group (order by extract(epoch from receipt.at - sent.at) / 3600)::float8 as "medianReceiptHours"
      from package_step sent join package p on p.id = sent.package_id
      left join package_step receipt on receipt.package_id = p.id and receipt.action = 'acknowledge'
      where sent.action = 'send' and sent.at >= ${from} and sent.at < ${to}
      group by p.unit_id order by p.unit_id`,
  );
}

/** Namespace of the advisory locks that make two changes to one referral's packages take turns: a number of our own. */
const PACKAGES_LOCK = 43;

/** Waits until nobody else is changing packages of this referral. */
export async function lockPackagesOf(tx: Tx, referralId: string): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(${PACKAGES_LOCK}, hashtext(${referralId}))`);
}

export type NewPackage = Pick<
  Package,
  'id' | 'referralId' | 'unitId' | 'purpose' | 'routeReason' | 'preparedBy' | 'preparedAt' | 'reroutedFrom'
> & { sealed: SealedPackage };

export async function addPackage(tx: Tx, { sealed, ...added }: NewPackage): Promise<void> {
  await rows(
    tx,
    sql`insert into package (id, referral_id, unit_id, purpose, route_reason, prepared_by, prepared_at, document,
          document_bytes, digest, signature, public_key, rerouted_from, state, state_since)
        values (${added.id}, ${added.referralId}, ${added.unitId}, ${added.purpose}, ${added.routeReason}, ${added.preparedBy},
          ${added.preparedAt}, ${sealed.document}, ${sealed.documentBytes}, ${sealed.digest}, ${sealed.signature},
          ${sealed.publicKey}, ${added.reroutedFrom}, 'prepared', ${added.preparedAt})`,
  );
}

/** The sealed document of a package with what proves it. */
export async function sealedPackage(db: Db, id: string): Promise<SealedPackage> {
  const sealed = await row(
    db,
    sql<SealedPackage>`select document, document_bytes as "documentBytes", digest, signature, public_key as "publicKey"
      from package where id = ${id}`,
  );
  if (!sealed) throw new Problem('dissemination.package-not-found');
  return sealed;
}

export type PackageMove = {
  id: string;
  action: PackageAction;
  by: string;
  at: Date;
  reason?: string;
  digest?: Buffer;
  suggested?: string;
  receiptDueAt?: Date;
};

/** Moves a package along its life; locks the row; throws `dissemination.package-step-not-possible`. */
export async function movePackage(
  tx: Tx,
  move: PackageMove,
): Promise<{ from: PackageState; to: PackageState }> {
  const current = await row<{ state: PackageState }>(
    tx,
    sql`select state from package where id = ${move.id} for update`,
  );
  if (!current) throw new Problem('dissemination.package-not-found');
  const to = nextPackageState(current.state, move.action);
  if (!to) {
    throw new Problem('dissemination.package-step-not-possible', {
      detail: `${move.action} while ${current.state}`,
    });
  }
  await rows(
    tx,
    sql`update package set state = ${to}, state_since = ${move.at},
        receipt_due_at = coalesce(${move.receiptDueAt ?? null}, receipt_due_at) where id = ${move.id}`,
  );
  await rows(
    tx,
    sql`insert into package_step (package_id, step, action, state, by, at, reason, digest, suggested)
        select ${move.id}, count(*) + 1, ${move.action}, ${to}, ${move.by}, ${move.at}, ${move.reason ?? null},
          ${move.digest ?? null}, ${move.suggested ?? null}
        from package_step where package_id = ${move.id}`,
  );
  return { from: current.state, to };
}
