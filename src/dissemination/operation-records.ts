import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

/** Packages across forces that are worked on under one name. */
export type Operation = {
  id: string;
  name: string;
  openedBy: string;
  openedAt: Date;
};

const OPERATIONS = sql`select o.id, o.name, o.opened_by as "openedBy", o.opened_at as "openedAt" from operation o`;

/** Operations, the newest first. */
export async function listOperations(db: Db): Promise<Operation[]> {
  return rows(db, sql<Operation>`${OPERATIONS} order by o.opened_at desc, o.id desc`);
}

/** An operation by id or name; throws `dissemination.operation-not-found`. */
export async function findOperation(db: Db, idOrName: string): Promise<Operation> {
  const found = await row(
    db,
    sql<Operation>`${OPERATIONS} where o.id::text = ${idOrName} or o.name = ${idOrName}`,
  );
  if (!found) throw new Problem('dissemination.operation-not-found');
  return found;
}

type GroupedPackage = { operationId: string; referralId: string; unitId: string };

/** Every package that stands under an operation. */
export async function groupedPackages(db: Db): Promise<GroupedPackage[]> {
  return rows(
    db,
    sql<GroupedPackage>`select m.operation_id as "operationId", p.referral_id as "referralId", p.unit_id as "unitId"
      from operation_package m join package p on p.id = m.package_id`,
  );
}

/** Ids of the packages grouped under an operation. */
export async function packagesOfOperation(db: Db, operationId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string;
    }>`select package_id as id from operation_package where operation_id = ${operationId} order by added_at, package_id`,
  );
  return found.map(({ id }) => id);
}

/** Opens an operation, or leaves the one that has this name. */
export async function addOperation(
  tx: Tx,
  added: Pick<Operation, 'id' | 'name' | 'openedBy' | 'openedAt'>,
): Promise<void> {
  await rows(
    tx,
    sql`insert into operation (id, name, opened_by, opened_at)
        values (${added.id}, ${added.name}, ${added.openedBy}, ${added.openedAt}) on conflict (name) do nothing`,
  );
}

export type Grouping = { operationId: string; packageIds: readonly string[]; by: string; at: Date };

export async function addToOperation(tx: Tx, { operationId, packageIds, by, at }: Grouping): Promise<void> {
  await rows(
    tx,
    sql`insert into operation_package (operation_id, package_id, added_by, added_at)
        select ${operationId}, id, ${by}, ${at} from unnest(${[...packageIds]}::uuid[]) as new (id) on conflict do nothing`,
  );
}
