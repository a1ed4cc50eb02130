import type { PersonActor } from '../../access/index.ts';
import { unitsHolding, unitsOfKind } from '../../dissemination/index.ts';
import { type PersonRecord, personRecords } from '../../linking/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import { knowableTo, visibleReferrals } from '../visible-referrals.ts';

/** A record with its referral and the units that hold it. Nothing personal. */
export type ShownRecord = PersonRecord & { referral: ReferralHeader; units: string[] };

/** `hidden`: ids of referrals that the reader may not see, and may know to exist. */
export type ShownRecords = { records: Map<number, ShownRecord>; hidden: string[] };

/** What a person may see of some records. */
export async function visibleRecords(
  db: Db,
  actor: PersonActor,
  ids: readonly number[],
): Promise<ShownRecords> {
  const records = await personRecords(db, [...new Set(ids)]);
  const headers = await referralHeaders(db, [...new Set(records.map(({ referralId }) => referralId))]);
  const { shown } = await visibleReferrals(db, actor, headers);
  const seen = new Map(shown.map((header) => [header.id, header]));
  const units = await unitsOf(db, actor, [...seen.keys()]);
  const visible = records.flatMap((record): ShownRecord[] => {
    const referral = seen.get(record.referralId);
    return referral ? [{ ...record, referral, units: units.get(record.referralId) ?? [] }] : [];
  });
  return {
    records: new Map(visible.map((record) => [record.id, record])),
    hidden: await hiddenAmong(db, actor, headers, seen),
  };
}

/** Which units hold each referral; another unit is not told where professional standards do. */
export async function unitsOf(
  db: Db,
  { compartment }: PersonActor,
  referralIds: readonly string[],
): Promise<Map<string, string[]>> {
  const untold = compartment === null ? [] : await unitsOfKind(db, 'professional-standards');
  const held = (await unitsHolding(db, referralIds)).filter(
    ({ unitId }) => unitId === compartment || !untold.includes(unitId),
  );
  return new Map(
    [...Map.groupBy(held, ({ referralId }) => referralId)].map(([id, holdings]) => [
      id,
      [...new Set(holdings.map(({ unitId }) => unitId))],
    ]),
  );
}

/** Ids of referrals that the reader may not see, and may know to exist. */
export async function hiddenAmong(
  db: Db,
  { compartment }: PersonActor,
  headers: readonly ReferralHeader[],
  seen: ReadonlyMap<string, unknown>,
): Promise<string[]> {
  const hidden = headers.filter(({ id }) => !seen.has(id));
  const known = compartment === null ? hidden : await knowableTo(db, compartment, hidden);
  return known.map(({ id }) => id);
}
