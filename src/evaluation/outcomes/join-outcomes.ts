import type { ScoredCase } from '../scored-case.ts';
import { type OutcomeDefinition, positiveBy, type ToldOutcome } from './outcome-definitions.ts';

/** What one instrument (or one person) said of one referral. `rank`: 1 for the least band. */
export type Judgement = {
  referralId: string;
  at: Date;
  band: string;
  rank: number;
  /** The instrument's own probability, where it states one. */
  probability: number | null;
  outsidePopulation: boolean;
};

/** What a unit told, and when. `latest`: the last it told of its package, which alone counts as the outcome. */
export type DatedOutcome = ToldOutcome & {
  referralId: string;
  unitId: string;
  recordedAt: Date;
  latest: boolean;
};

/** One case of an extract: a scored case with what is needed to read it, and no name. */
export type ExtractCase = ScoredCase & {
  pseudonym: string;
  band: string;
  probability: number | null;
  outsidePopulation: boolean;
  /** Drawn by lot to be looked into, whatever its band. */
  sampled: boolean;
  assessedAt: Date;
};

export type Joining = {
  definition: OutcomeDefinition;
  judgements: readonly Judgement[];
  /** All that was ever told: corrected answers say nothing of the outcome, but they were known. */
  outcomes: readonly DatedOutcome[];
  /** Referrals that were drawn by lot to be looked into. */
  sampled: ReadonlySet<string>;
  /** The group that a case is audited by, such as its receiving unit; null where there is none. */
  groupOf(referralId: string): string | null;
  pseudonymOf(referralId: string): string;
};

/**
 * One case for each referral that was judged: the last judgement made before anything was known of the outcome, so that
 * no case is scored with hindsight. Cases nobody looked into stay in, as unknown: leaving them out would hide who they are.
 */
export function joinOutcomes(joining: Joining): ExtractCase[] {
  const { definition, judgements, sampled, groupOf, pseudonymOf } = joining;
  const toldOf = Map.groupBy(joining.outcomes, ({ referralId }) => referralId);
  const judged = Map.groupBy(judgements, ({ referralId }) => referralId);
  return [...judged].flatMap(([referralId, all]): ExtractCase[] => {
    const told = toldOf.get(referralId) ?? [];
    const before = lastBefore(all, earliest(told));
    if (!before) return [];
    const { rank, band, probability, outsidePopulation, at } = before;
    return [
      {
        pseudonym: pseudonymOf(referralId),
        score: rank,
        outcome: positiveBy(
          definition,
          told.filter(({ latest }) => latest),
        ),
        weight: 1,
        group: groupOf(referralId),
        band,
        probability,
        outsidePopulation,
        sampled: sampled.has(referralId),
        assessedAt: at,
      },
    ];
  });
}

function earliest(told: readonly DatedOutcome[]): Date | null {
  return told.reduce<Date | null>(
    (first, { recordedAt }) => (!first || recordedAt < first ? recordedAt : first),
    null,
  );
}

/** Made only once the outcome was known, a judgement says nothing of how well it foresees it. */
function lastBefore(judgements: readonly Judgement[], end: Date | null): Judgement | undefined {
  return judgements
    .filter(({ at }) => end === null || at < end)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1);
}
