import { type Db, rows, sql, type Tx } from '../../shared/db.ts';

/** A referral names an address: `evidenceId` says where in its sealed evidence it stands. */
export type NamedAddress = { k: Buffer; referralId: string; evidenceId: string };

/** Keeps which referrals name which addresses; the same is kept once. */
export async function addNamedAddresses(tx: Tx, named: readonly NamedAddress[]): Promise<void> {
  if (named.length === 0) return;
  await rows(
    tx,
    sql`insert into named_address (k, referral_id, evidence_id)
        select decode(k, 'hex'), "referralId", "evidenceId" from jsonb_to_recordset(${JSON.stringify(
          named.map(({ k, ...rest }) => ({ ...rest, k: k.toString('hex') })),
        )}::jsonb) as new (k text, "referralId" uuid, "evidenceId" text)
        on conflict do nothing`,
  );
}

/** Erases what disposed referrals named: a keyed hash is still personal data. */
export async function eraseNamedAddresses(tx: Tx, referralIds: readonly string[]): Promise<void> {
  await rows(tx, sql`delete from named_address where referral_id = any(${referralIds}::uuid[])`);
}

/** Every referral that names one of these addresses. */
export async function referralsNaming(db: Db, keys: readonly Buffer[]): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string;
    }>`select distinct referral_id as id from named_address where k = any(${[...keys]}::bytea[])`,
  );
  return found.map(({ id }) => id);
}

/** What these referrals name. */
export async function addressesNamedBy(db: Db, referralIds: readonly string[]): Promise<NamedAddress[]> {
  return rows(
    db,
    sql<NamedAddress>`select k, referral_id as "referralId", evidence_id as "evidenceId" from named_address
      where referral_id = any(${referralIds}::uuid[]) order by referral_id, length(evidence_id), evidence_id`,
  );
}
