import type { Verdict } from '../clusters/edges.ts';
import type { PersonJudgement } from './person-link.ts';

/** Where a pair stands after everything that people said of it. */
export type Standing = {
  /** What counts now; null: nobody has decided, or it was taken back. */
  verdict: Verdict | null;
  /** Of whom it is; null with the verdict. */
  decidedBy: string | null;
  at: Date | null;
  /** People whose latest decisions contradict each other, while no supervisor has settled it. */
  disagree: string[];
};

/** What one person said last, unless they took it back. */
type Live = Pick<PersonJudgement, 'personId' | 'verdict' | 'reason' | 'at'>;

/** Reads what people said of one pair, the earliest first. Taking back ends one's own latest decision. Pure. */
export function standingOf(history: readonly Live[]): Standing {
  const live = liveOf(history);
  const last = live.at(-1);
  return {
    verdict: last?.verdict ?? null,
    decidedBy: last?.personId ?? null,
    at: last?.at ?? null,
    disagree: last?.reason === 'settles-disagreement' ? [] : disagreeing(live),
  };
}

/** What is written when somebody takes their decision back: what counts without it; undefined if they have none. Pure. */
export function withoutDecisionOf(history: readonly Live[], personId: string): Verdict | undefined {
  const live = liveOf(history);
  if (live.every((one) => one.personId !== personId)) return undefined;
  return live.findLast((one) => one.personId !== personId)?.verdict ?? 'unsure';
}

function liveOf(history: readonly Live[]): Live[] {
  let live: Live[] = [];
  for (const one of history) {
    live = live.filter(({ personId }) => personId !== one.personId);
    if (one.reason !== 'judged-in-error') live.push(one);
  }
  return live;
}

/** "Unsure" contradicts nobody. */
function disagreeing(live: readonly Live[]): string[] {
  const said = live.filter(({ verdict }) => verdict !== 'unsure');
  return new Set(said.map(({ verdict }) => verdict)).size > 1 ? said.map(({ personId }) => personId) : [];
}
