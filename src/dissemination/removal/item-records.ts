import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';

/** Why an address is in a notice: a referral names it. `allHashes`: the hashes of all its files go with it. */
export type Basis = {
  itemId: string;
  noticeId: string;
  referralId: string;
  evidenceId: string;
  allHashes: boolean;
  addedBy: string;
  addedAt: Date;
};

/** An address of a notice, as its key. */
export type Item = { id: string; noticeId: string; k: Buffer; bases: Basis[] };

/** Namespace of the advisory lock that makes two drafts of the same address take turns: a number of our own. */
const DRAFTING_LOCK = 45;

/** Waits until nobody else drafts: then an address that stands in an open notice is seen to. */
export async function lockDrafting(tx: Tx): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(${DRAFTING_LOCK}, 0)`);
}

/** Items of open notices that are about these addresses. */
export async function openItemsOf(db: Db, keys: readonly Buffer[]): Promise<Omit<Item, 'bases'>[]> {
  return rows(
    db,
    sql<Omit<Item, 'bases'>>`select id, notice_id as "noticeId", k from removal_item
      where is_open and k = any(${[...keys]}::bytea[])`,
  );
}

export async function addItem(tx: Tx, item: { noticeId: string; k: Buffer; at: Date }): Promise<string> {
  const id = newId(item.at.getTime());
  await rows(
    tx,
    sql`insert into removal_item (id, notice_id, k) values (${id}, ${item.noticeId}, ${item.k})`,
  );
  return id;
}

/** Puts a referral behind an address; one that stands there already stays as it is. */
export async function addBasis(tx: Tx, basis: Basis): Promise<void> {
  const { itemId, noticeId, referralId, evidenceId, allHashes, addedBy, addedAt } = basis;
  await rows(
    tx,
    sql`insert into removal_basis (item_id, notice_id, referral_id, evidence_id, all_hashes, added_by, added_at)
        values (${itemId}, ${noticeId}, ${referralId}, ${evidenceId}, ${allHashes}, ${addedBy}, ${addedAt})
        on conflict do nothing`,
  );
}

/** The addresses of a notice, each with the referrals behind it, the first to name it first. */
export async function itemsOf(db: Db, noticeId: string): Promise<Item[]> {
  const items = await rows(
    db,
    sql<
      Omit<Item, 'bases'>
    >`select id, notice_id as "noticeId", k from removal_item where notice_id = ${noticeId} order by id`,
  );
  const bases = await rows(
    db,
    sql<Basis>`select item_id as "itemId", notice_id as "noticeId", referral_id as "referralId",
        evidence_id as "evidenceId", all_hashes as "allHashes", added_by as "addedBy", added_at as "addedAt"
      from removal_basis where notice_id = ${noticeId} order by added_at, referral_id`,
  );
  const byItem = Map.groupBy(bases, ({ itemId }) => itemId);
  return items.map((item) => ({ ...item, bases: byItem.get(item.id) ?? [] }));
}
