import { type Actor, ensureMay } from '../../access/index.ts';
import type { Figures, NationalFigure } from '../../picture/index.ts';
import { populationsSet, type Scope } from '../../returns/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { recordFigures } from './record-figures.ts';
import { answersOnce, returnFigures } from './return-figures.ts';

/** `figures`: where the bureau's own records are counted; returns are few, and read from the database. */
export type PictureSource = { store: Store; figures: Figures };

/** For whom a figure of returns speaks where nobody asks: the forces that the yearly return is sent to. */
export const USUAL_SCOPE: Scope = 'england-and-wales';

/**
 * Every figure of a period: of the bureau's own records, and of the returns of forces if any answered for exactly this
 * period. Figures only: no personal data is read.
 */
export async function readNationalFigures(
  { store, figures }: PictureSource,
  actor: Actor,
  period: Period,
  scope: Scope = USUAL_SCOPE,
): Promise<NationalFigure[]> {
  ensureMay(actor, 'see-picture');
  const computedAt = store.clock.now().toISOString();
  const returned = await returnFigures(
    {
      answersFor: answersOnce(store.db),
      populations: await populationsSet(store.db),
      actor,
      computedAt,
      scope,
    },
    period,
  );
  return [...(await recordFigures({ figures, computedAt }, period)), ...returned];
}
