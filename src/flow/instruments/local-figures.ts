import type { Figures, LoadedInstrument } from '../../assessment/index.ts';
import { extractsOf } from '../../evaluation/index.ts';
import type { Db } from '../../shared/db.ts';

/** What this bureau's own outcomes said of a version when they were last joined to it, and over which days. */
export type LocalFigures = { figures: Figures; known: number; from: string; to: string };

/** Null where nobody has joined outcomes to this version, or too few are known for a figure to mean something. */
export async function localFigures(db: Db, { id, version }: LoadedInstrument): Promise<LocalFigures | null> {
  const [latest] = await extractsOf(db, id, version, 1);
  const { counts, cut, evaluation } = latest?.validation ?? {};
  const { sensitivity, specificity } = evaluation?.classification ?? {};
  if (!latest || !counts || !cut || !sensitivity || !specificity) return null;
  return {
    known: counts.outcomeKnown,
    from: latest.from,
    to: latest.to,
    figures: {
      fromBand: cut.band,
      sensitivity: sensitivity.value,
      specificity: specificity.value,
      positives: counts.positives,
      negatives: counts.outcomeKnown - counts.positives,
      sample: `${counts.outcomeKnown} cases assessed at this bureau`,
      date: latest.to,
    },
  };
}
