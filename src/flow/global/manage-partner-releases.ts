import { createHash } from 'node:crypto';
import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type AddedRelease,
  addPartnerRelease,
  combineReleases,
  type GlobalAssessment,
  leaveOutRelease,
  openPackage,
  readPartnerRelease,
  readPartnerReleases,
} from '../../publication/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { isId, newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

/** A zip of a data package. `country`: for whom it speaks, where the package does not say. */
export type PartnerPackage = { raw: Buffer; country?: string };

/** Adds a release of another country or agency to the comparison. Throws `picture.invalid-package`, `picture.release-known`. */
export async function addRelease(
  store: Store,
  actor: Actor,
  { raw, country }: PartnerPackage,
): Promise<AddedRelease> {
  ensureMay(actor, 'manage-claims');
  const release = readPartnerRelease(openPackage(raw), country);
  const addedAt = store.clock.now();
  const added = { id: newId(addedAt.getTime()), release, addedBy: actorRef(actor), addedAt };
  const file = createHash('sha256').update(raw).digest();
  await inTransaction(store, async (tx) => {
    if (!(await addPartnerRelease(tx, { ...added, file }))) throw new Problem('picture.release-known');
    await record(tx, [
      {
        verb: 'collected',
        action: 'add-partner-release',
        actor: added.addedBy,
        purpose: 'statistics',
        subjects: [],
        detail: { release: added.id, figures: release.figures.length },
      },
    ]);
  });
  return added;
}

/** Takes a release out of the comparison. Throws `picture.unknown-partner-release`. */
export async function dropRelease(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'manage-claims');
  await inTransaction(store, async (tx) => {
    const left = { id, by: actorRef(actor), at: store.clock.now() };
    if (!isId(id) || !(await leaveOutRelease(tx, left))) throw new Problem('picture.unknown-partner-release');
    await record(tx, [
      {
        verb: 'altered',
        action: 'drop-partner-release',
        actor: left.by,
        purpose: 'statistics',
        subjects: [],
        detail: { release: id },
      },
    ]);
  });
}

/** The releases that are compared, and what comes of it. */
export async function seeGlobal(
  store: Store,
  actor: Actor,
): Promise<{ added: AddedRelease[]; assessment: GlobalAssessment }> {
  ensureMay(actor, 'see-picture');
  const added = await readPartnerReleases(store.db);
  return { added, assessment: combineReleases(added.map(({ release }) => release)) };
}
