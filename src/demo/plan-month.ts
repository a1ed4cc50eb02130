import { Dice } from '../shared/dice.ts';
import type { Report } from './incident.ts';
import { incidentMaker } from './make-incident.ts';
import type { Period } from './period.ts';
import { planAbuse } from './plan-abuse.ts';
import { planCirculation } from './plan-circulation.ts';
import { planExploitation } from './plan-exploitation.ts';
import { planImages } from './plan-images.ts';
import { planLinks } from './plan-links.ts';
import { type Planning, scaledWorld } from './planning.ts';
import { makeWorld, type World } from './world.ts';

/** Shares of about 3,500 receipts a month (published for the three months to August 2016). The shares are chosen. */
const WORLD_SIZE = { suspects: 1_500, abroad: 60, children: 500, viral: 2, known: 320 };

/** `scale`: 1 gives about 3,500 referrals. */
export type ExampleRequest = { seed: number; period: Period; scale?: number };

/** Who and what the month's reports are about. */
export function worldOfMonth({ seed, scale = 1 }: Pick<ExampleRequest, 'seed' | 'scale'>): World {
  return makeWorld(seed, scaledWorld(WORLD_SIZE, scale));
}

/** The month's reports in the order in which they arrive. */
export function planMonth({ seed, period, scale = 1 }: ExampleRequest): Report[] {
  const dice = new Dice(seed).fork('month');
  const planning: Planning = {
    dice,
    world: worldOfMonth({ seed, scale }),
    period,
    make: incidentMaker(dice.fork('incidents')),
    scale,
  };
  const reports = [
    ...planImages({ ...planning, dice: dice.fork('images') }),
    ...planCirculation({ ...planning, dice: dice.fork('circulation') }),
    ...planExploitation({ ...planning, dice: dice.fork('exploitation') }),
    ...planAbuse({ ...planning, dice: dice.fork('abuse') }),
    ...planLinks({ ...planning, dice: dice.fork('links') }),
  ];
  return reports.sort((a, b) => a.receivedAt - b.receivedAt || (a.incident.id < b.incident.id ? -1 : 1));
}
