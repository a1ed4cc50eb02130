import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  exactValues,
  type Grading,
  gradingsOfReferral,
  type HashList,
  hashesOfFiles,
  type Listing,
  listingsOf,
  listLines,
  type UsableHash,
  waitingGradings,
} from '../../matching/index.ts';
import { type ReferralHeader, referralHeader, referralHeaders } from '../../referral/index.ts';
import type { Store } from '../../shared/db.ts';
import { ensureSees, visibleReferrals } from '../visible-referrals.ts';

const LINES_SHOWN = 100;

export type WaitingGrading = Grading & { referral: ReferralHeader };

/** Gradings that wait for a second person, as far as the reader may see their referrals. */
export async function readGradings(
  store: Store,
  actor: Actor,
): Promise<{ waiting: WaitingGrading[]; hidden: number }> {
  ensureMay(actor, 'grade-content');
  const gradings = await waitingGradings(store.db, LINES_SHOWN);
  const ids = [...new Set(gradings.map(({ referralId }) => referralId))];
  const headers = await referralHeaders(store.db, ids);
  const { shown } = await visibleReferrals(store.db, actor, headers);
  const seen = new Map(shown.map((header) => [header.id, header]));
  const waiting = gradings.flatMap((grading) => {
    const referral = seen.get(grading.referralId);
    return referral ? [{ ...grading, referral }] : [];
  });
  await recordLook(store, actor, 'read-gradings', [...seen.keys()]);
  return { waiting, hidden: gradings.length - waiting.length };
}

/** A file of a referral with what the lists say of it already. */
export type GradableFile = {
  position: number;
  hashes: UsableHash[];
  listings: Listing[];
  gradings: Grading[];
};

/** The files of a referral that have a hash to list, and the lists that they could be added to. */
export async function readGradable(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<{ header: ReferralHeader; files: GradableFile[]; lists: HashList[] }> {
  ensureMay(actor, 'grade-content');
  const { db } = store;
  const header = await referralHeader(db, referralId);
  await ensureSees(db, actor, header);
  await recordLook(store, actor, 'read-gradable', [referralId]);
  const files = await hashesOfFiles(db, referralId, LINES_SHOWN);
  const gradings = await gradingsOfReferral(db, referralId);
  const known = await exactValues(
    db,
    files.flatMap(({ hashes }) => hashes),
  );
  const listings = await listingsOf(
    db,
    known.map(({ id }) => id),
  );
  const byValue = new Map(known.map(({ id, kind, hex }) => [`${kind}:${hex}`, listings.get(id) ?? []]));
  return {
    header,
    files: files.map(({ position, hashes }) => ({
      position,
      hashes,
      listings: onePerEntry(hashes.flatMap(({ kind, hex }) => byValue.get(`${kind}:${hex}`) ?? [])),
      gradings: gradings.filter((grading) => grading.position === position),
    })),
    lists: (await listLines(db)).filter(({ own, closedAt }) => own && closedAt === null),
  };
}

async function recordLook(
  store: Store,
  actor: Actor,
  action: string,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  await record(store.db, [
    { verb: 'consulted', action, actor: actorRef(actor), purpose: 'matching', subjects },
  ]);
}

function onePerEntry(listings: readonly Listing[]): Listing[] {
  return [...new Map(listings.map((listing) => [listing.entryId, listing])).values()];
}
