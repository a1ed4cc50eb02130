import type { Dice } from '../shared/dice.ts';
import type { IncidentMaker } from './make-incident.ts';
import type { Period } from './period.ts';
import type { World, WorldSize } from './world.ts';

/** What a plan is made from; each part of it throws dice of its own. */
export type Planning = { dice: Dice; world: World; period: Period; make: IncidentMaker; scale: number };

/** So many reports at full scale; fewer, but always some, in a smaller example. */
function scaled({ scale }: Pick<Planning, 'scale'>, count: number): number {
  return Math.max(1, Math.round(count * scale));
}

/** One call for each report. */
export function times<T>(planning: Planning, count: number, plan: (position: number) => T): T[] {
  return Array.from({ length: scaled(planning, count) }, (_, position) => plan(position));
}

/** The world in proportion: as many suspects for each report. */
export function scaledWorld(
  { suspects, abroad, children, viral, known }: WorldSize,
  scale: number,
): WorldSize {
  const of = (count: number) => scaled({ scale }, count);
  return { suspects: of(suspects), abroad, children: of(children), viral, known: of(known) };
}
