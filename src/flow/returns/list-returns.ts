import { type Actor, ensureMay } from '../../access/index.ts';
import {
  answeredPeriods,
  dueDayOf,
  forcesOn,
  listHeads,
  partsOfReturn,
  type ReturnHead,
  type ReturnPart,
} from '../../returns/index.ts';
import type { Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { forceOfActor } from './own-returns.ts';

export type ReturnLine = ReturnHead & { parts: ReturnPart[] };

/** A period that was asked for: `answered` of `asked` forces; null to a force's own officer. */
export type PeriodLine = Period & { answered: number; asked: number; dueOn: string };

export type ReturnsPage = {
  /** The reader's own force; null for the bureau's people. */
  own: string | null;
  lines: ReturnLine[];
  periods: PeriodLine[];
  /** There are more than are shown. */
  isCut: boolean;
};

/** Chosen: two years of 43 forces. */
const MOST_LINES = 100;

/** Returns as far as the reader may see them, the latest first, and how far each period has come. */
export async function listReturns(
  store: Store,
  actor: Actor,
  asked: { force?: string; period?: Period } = {},
): Promise<ReturnsPage> {
  ensureMay(actor, 'see-returns');
  const { db } = store;
  const own = await forceOfActor(store, db, actor);
  const heads = await listHeads(db, {
    force: own ?? asked.force,
    period: asked.period,
    limit: MOST_LINES + 1,
  });
  // A table of many forces holds others' answers: a force's officer sees on the force's page that it counts.
  const visible = heads.filter(({ force }) => own === null || force === own);
  const lines: ReturnLine[] = [];
  for (const head of visible.slice(0, MOST_LINES))
    lines.push({ ...head, parts: await partsOfReturn(db, head.id) });
  return { own, lines, periods: await periodLines(store), isCut: visible.length > MOST_LINES };
}

async function periodLines({ db }: Store): Promise<PeriodLine[]> {
  const lines: PeriodLine[] = [];
  for (const { from, to, forces } of await answeredPeriods(db))
    lines.push({
      from,
      to,
      answered: forces,
      asked: forcesOn(to).length,
      dueOn: await dueDayOf(db, { from, to }),
    });
  return lines;
}
