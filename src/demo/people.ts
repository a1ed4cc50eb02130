import { addPerson, type PersonActor, type Role } from '../access/index.ts';
import { unitsOn } from '../dissemination/index.ts';
import type { Store } from '../shared/db.ts';

/** Who works at the example's bureau. */
const STAFF = [
  { name: 'Amber Analyst', roles: ['analyst'] },
  { name: 'Birch Analyst', roles: ['analyst'] },
  { name: 'Cedar Analyst', roles: ['analyst'] },
  { name: 'Dale Duty-Officer', roles: ['duty-officer'] },
  { name: 'Sage Supervisor', roles: ['supervisor'] },
  { name: 'Willow Welfare-Lead', roles: ['welfare-lead'] },
  { name: 'Storm Statistician', roles: ['statistician'] },
  { name: 'Aspen Auditor', roles: ['auditor'] },
  { name: 'Avery Administrator', roles: ['administrator'] },
] as const satisfies readonly { name: string; roles: readonly Role[] }[];

/** Everybody who acts in the example: staff by role, and the officer of each receiving unit. */
export type Cast = { staff: PersonActor[]; officers: ReadonlyMap<string, PersonActor> };

/** Adds the bureau's staff, and an officer for each unit that stands on that day. */
export async function addPeople(store: Store, on: Date): Promise<Cast> {
  const staff: PersonActor[] = [];
  for (const person of STAFF) staff.push(await addPerson(store.db, person));
  const officers = new Map<string, PersonActor>();
  for (const unit of await unitsOn(store.db, on)) {
    const officer = {
      name: `Officer, ${unit.name}`,
      roles: ['force-officer'] as const,
      compartment: unit.id,
    };
    officers.set(unit.id, await addPerson(store.db, officer));
  }
  return { staff, officers };
}

/** One of those who have the role. */
export function staffWith({ staff }: Cast, role: Role, turn = 0): PersonActor {
  const able = staff.filter(({ roles }) => roles.includes(role));
  return able[turn % able.length]!;
}
