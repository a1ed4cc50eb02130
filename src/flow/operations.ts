import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  addOperation,
  addToOperation,
  findOperation,
  groupedPackages,
  listOperations,
  type Operation,
  type Package,
  packageById,
  packagesOfOperation,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { ensureReadsPackages, showPackages } from './read-packages.ts';
import { ensureSees, type Visible, visibleReferrals } from './visible-referrals.ts';

/** Opens an operation, or gives the one that has this name. Gives its id. */
export async function openOperation(store: Store, actor: Actor, name: string): Promise<string> {
  ensureMay(actor, 'send-package');
  const at = store.clock.now();
  return inTransaction(store, async (tx) => {
    const id = newId(at.getTime());
    await addOperation(tx, { id, name, openedBy: actorRef(actor), openedAt: at });
    return (await findOperation(tx, name)).id;
  });
}

/** Groups packages, whichever force they went to, under one operation (id or name). */
export async function groupPackages(
  store: Store,
  actor: Actor,
  { operation, packageIds }: { operation: string; packageIds: readonly string[] },
): Promise<void> {
  ensureMay(actor, 'send-package');
  await inTransaction(store, async (tx) => {
    const { id: operationId } = await findOperation(tx, operation);
    const grouped = await Promise.all(packageIds.map((id) => packageById(tx, id)));
    for (const { referralId } of grouped) await ensureSees(tx, actor, await referralHeader(tx, referralId));
    await addToOperation(tx, { operationId, packageIds, by: actorRef(actor), at: store.clock.now() });
    await record(tx, [
      {
        verb: 'combined',
        action: 'group-packages',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: [...new Set(grouped.map(({ referralId }) => referralId))],
        detail: { operation: operationId, packages: packageIds.length },
      },
    ]);
  });
}

/** `packages` and `units`: of what the reader may see. */
export type ShownOperation = Operation & { packages: number; units: string[] };

/** Operations, the newest first, with how many packages and which units they join. */
export async function readOperations(store: Store, actor: Actor): Promise<ShownOperation[]> {
  ensureMay(actor, 'send-package');
  const grouped = await groupedPackages(store.db);
  const headers = await referralHeaders(store.db, [...new Set(grouped.map(({ referralId }) => referralId))]);
  const { shown } = await visibleReferrals(store.db, actor, headers);
  const visible = new Set(shown.map(({ id }) => id));
  return (await listOperations(store.db)).map((operation) => {
    const seen = grouped.filter((one) => one.operationId === operation.id && visible.has(one.referralId));
    const units = [...new Set(seen.map(({ unitId }) => unitId))].sort();
    return { ...operation, packages: seen.length, units };
  });
}

/** The packages of one operation (id or name) that the actor may see, and how many are hidden. */
export async function listOperationPackages(
  store: Store,
  actor: Actor,
  operation: string,
): Promise<Visible<Package>> {
  ensureReadsPackages(actor);
  return inTransaction(store, async (tx) => {
    const { id } = await findOperation(tx, operation);
    const found: Package[] = [];
    for (const packageId of await packagesOfOperation(tx, id)) found.push(await packageById(tx, packageId));
    return showPackages(tx, actor, found);
  });
}
