import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { ReceivingUnit, UnitKind } from './unit.ts';

const UNIT = sql`id, name, kind, force, ons_code as "onsCode", region, country, trained_officers as "trainedOfficers",
  capacity_per_month as "capacityPerMonth", out_of_hours as "outOfHours", valid_from as "validFrom", valid_to as "validTo"`;

/** Every unit that stands on a day. */
export async function unitsOn(db: Db, at: Date): Promise<ReceivingUnit[]> {
  return rows(
    db,
    sql<ReceivingUnit>`select ${UNIT} from receiving_unit
      where valid_from <= ${dayOf(at)}::date and (valid_to is null or valid_to > ${dayOf(at)}::date) order by id`,
  );
}

/** The forces of a day: how many there are depends on it. Territorial ones unless other kinds are named. */
export async function forcesOn(
  db: Db,
  at: Date,
  kinds: readonly UnitKind[] = ['territorial'],
): Promise<ReceivingUnit[]> {
  return (await unitsOn(db, at)).filter((unit) => kinds.includes(unit.kind));
}

/** Ids of every unit that is or was of a kind. */
export async function unitsOfKind(db: Db, kind: UnitKind): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select distinct id from receiving_unit where kind = ${kind} order by id`,
  );
  return found.map(({ id }) => id);
}

/** One unit as it stands on a day; throws `dissemination.unknown-unit`. */
export async function unitById(db: Db, id: string, at: Date): Promise<ReceivingUnit> {
  const unit = await row(
    db,
    sql<ReceivingUnit>`select ${UNIT} from receiving_unit where id = ${id}
      and valid_from <= ${dayOf(at)}::date and (valid_to is null or valid_to > ${dayOf(at)}::date)`,
  );
  if (!unit) throw new Problem('dissemination.unknown-unit');
  return unit;
}

/** Names of units that stand or stood, by id: the latest name each had. */
export async function namesOfUnits(db: Db): Promise<Map<string, string>> {
  const named = await rows(
    db,
    sql<{
      id: string;
      name: string;
    }>`select distinct on (id) id, name from receiving_unit order by id, valid_from desc`,
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}

/** Adds a unit, or a dated change of one: the row that stood until then ends on that day. */
export async function putUnit(tx: Tx, unit: ReceivingUnit): Promise<void> {
  await rows(
    tx,
    sql`update receiving_unit set valid_to = ${unit.validFrom}::date
        where id = ${unit.id} and valid_from < ${unit.validFrom}::date
          and (valid_to is null or valid_to > ${unit.validFrom}::date)`,
  );
  await rows(
    tx,
    sql`insert into receiving_unit (id, name, kind, force, ons_code, region, country, trained_officers,
          capacity_per_month, out_of_hours, valid_from, valid_to)
        values (${unit.id}, ${unit.name}, ${unit.kind}, ${unit.force}, ${unit.onsCode}, ${unit.region}, ${unit.country},
          ${unit.trainedOfficers}, ${unit.capacityPerMonth}, ${unit.outOfHours}, ${unit.validFrom}, ${unit.validTo})`,
  );
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
