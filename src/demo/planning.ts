import type { Dice } from './dice.ts';
import type { IncidentMaker } from './make-incident.ts';
import type { Period } from './period.ts';
import type { World } from './world.ts';

/** What a plan is made from; each part of it throws dice of its own. */
export type Planning = { dice: Dice; world: World; period: Period; make: IncidentMaker };
