import { type Actor, ensureMay } from '../../access/index.ts';
import {
  readEverySeries,
  type SeriesVersion,
  type StandingSeries,
  standingSeries,
} from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Series beside the picture, and those that were withdrawn. */
export type SeriesPage = { standing: StandingSeries[]; withdrawn: StandingSeries[] };

export async function seeSeries(store: Store, actor: Actor): Promise<SeriesPage> {
  ensureMay(actor, 'see-picture');
  const all = (await readEverySeries(store.db)).map(standingSeries);
  return {
    standing: all.filter(({ isWithdrawn }) => !isWithdrawn),
    withdrawn: all.filter(({ isWithdrawn }) => isWithdrawn),
  };
}

/** One series with its imports, last first. Throws `picture.unknown-series`. */
export async function seeOneSeries(
  store: Store,
  actor: Actor,
  id: string,
): Promise<{ series: StandingSeries; versions: SeriesVersion[] }> {
  ensureMay(actor, 'see-picture');
  const versions = (await readEverySeries(store.db)).find(([first]) => first!.id === id);
  if (!versions) throw new Problem('picture.unknown-series');
  return { series: standingSeries(versions), versions: versions.toReversed() };
}
