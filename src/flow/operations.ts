import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  addOperation,
  addToOperation,
  findOperation,
  listOperations,
  type Operation,
  type Package,
  packageById,
  packagesOfOperation,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { ensureReadsPackages, showPackages } from './read-packages.ts';
import type { Visible } from './visible-referrals.ts';

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

/** Operations, the newest first, with how many packages and which units they join. */
export async function readOperations(store: Store, actor: Actor): Promise<Operation[]> {
  ensureMay(actor, 'send-package');
  return listOperations(store.db);
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
