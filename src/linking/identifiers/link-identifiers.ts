import type { DerivedItem } from '../../matching/index.ts';
import type { Db, Tx } from '../../shared/db.ts';
import { countConflicts } from '../conflicts/conflict-records.ts';
import { addKeys, type IdentifierKey, linkedVersions, putLinked } from './identifier-records.ts';
import { identifiersOf } from './identifiers-of.ts';
import { linkingHasher } from './linking-key.ts';
import { type CommonKey, commonKeys, countLinks, TELLING_KINDS } from './shared-keys.ts';

/** What linking knows of a referral, as the assessment reads it. */
export type LinkSummary = {
  /** Identifiers, strong or medium, that other incidents have too. */
  sharedIdentifiers: number;
  /** Other incidents that these lead to. */
  linkedReferrals: number;
  /** Alerts that another unit works on the same account or child. */
  conflicts: number;
};

/**
 * Takes in the identifiers of these referrals. Idempotent: a referral that was taken in in this version changes
 * nothing. The caller holds the joining lock.
 */
export async function linkIdentifiers(
  tx: Tx,
  linkingKey: Buffer,
  items: readonly DerivedItem[],
): Promise<void> {
  const ids = items.map(({ id }) => id);
  const linked = await linkedVersions(tx, ids);
  const due = items.filter(({ id, header }) => linked.get(id) !== header.version);
  if (due.length === 0) return;
  const hash = linkingHasher(linkingKey);
  await putLinked(
    tx,
    due.map(({ id, header }) => ({ referralId: id, version: header.version, receivedAt: header.receivedAt })),
  );
  await addKeys(
    tx,
    due.flatMap((item) => keysOf(item, hash)),
  );
}

/** Summaries of referrals whose identifiers were taken in, as of now. `common`: where the caller has read it. */
export async function linkSummaries(
  db: Db,
  ids: readonly string[],
  common?: readonly CommonKey[],
): Promise<Map<string, LinkSummary>> {
  if (ids.length === 0) return new Map();
  const counted = countLinks(common ?? (await commonKeys(db, ids, TELLING_KINDS)));
  const conflicts = await countConflicts(db, ids);
  const none = { sharedIdentifiers: 0, linkedReferrals: 0 };
  return new Map(ids.map((id) => [id, { ...none, ...counted.get(id), conflicts: conflicts.get(id) ?? 0 }]));
}

function keysOf(
  { id, header, content }: DerivedItem,
  hash: ReturnType<typeof linkingHasher>,
): IdentifierKey[] {
  return identifiersOf(content.open('linking'), header.sourceId).map(
    ({ kind, value, role, party, item }) => ({
      k: hash(kind, value),
      referralId: id,
      version: header.version,
      role,
      kind,
      party,
      item,
    }),
  );
}
