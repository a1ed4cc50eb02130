import type { LinkSummary } from '../linking/index.ts';
import type { MatchSummary } from '../matching/index.ts';
import type { OpenFacts } from '../referral/index.ts';
import { BAND_ORDER, BANDS, type Band, type Gravity, isWorse, type Ranged, worst } from './axes.ts';
import { assessCompleteness, type CompletenessAxis } from './completeness.ts';
import { type Floor, floorsOf, isWithChild } from './floors.ts';
import { gravityOf } from './gravity.ts';
import { assessImminence, type ImminenceAxis } from './imminence.ts';
import type { GradedRisk } from './instruments/graded-risk.ts';
import { assessNovelty, type NoveltyAxis } from './novelty.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reasons.ts';
import { assessSolvability, type SolvabilityAxis } from './solvability.ts';
import { assessSuspectRisk, type SuspectRiskAxis } from './suspect-risk.ts';

/** What the system proposes, and all that led to it. A proposal: only a named person decides. */
export type Assessment = {
  policyVersion: string;
  imminence: ImminenceAxis;
  suspectRisk: SuspectRiskAxis;
  solvability: SolvabilityAxis;
  completeness: CompletenessAxis;
  novelty: NoveltyAxis;
  gravity: Gravity;
  /** The report is of somebody dealing with a child, not of files alone. Absent from what was assessed before 2026-12. */
  withChild?: boolean;
  /** Every floor that holds; any one raises an alarm. */
  floors: Floor[];
  /** `level` is the proposal. */
  band: Ranged<Band> & { reasons: Reason[] };
};

/** `match` and `links` are null where those stages have not answered: unknown, not "nothing found". */
export type AssessmentInput = {
  facts: OpenFacts;
  match: MatchSummary | null;
  links: LinkSummary | null;
  /** What a person made of the suspect's risk with an instrument; absent where nobody has. */
  graded?: GradedRisk | undefined;
};

/** Pure: the same evidence under the same policy always gives the same assessment. */
export function assess({ facts, match, links, graded }: AssessmentInput, policy: Policy): Assessment {
  const axes = {
    imminence: assessImminence(facts, policy),
    suspectRisk: assessSuspectRisk(facts, policy, graded),
    solvability: assessSolvability(facts, links),
    completeness: assessCompleteness(facts, policy),
    novelty: assessNovelty(facts, match),
  };
  const floors = floorsOf(facts);
  return {
    policyVersion: policy.version,
    ...axes,
    gravity: gravityOf(facts, policy, match),
    withChild: isWithChild(facts),
    floors,
    band: proposeBand({ ...axes, floors }, policy),
  };
}

type Axes = Pick<Assessment, 'imminence' | 'suspectRisk' | 'novelty' | 'floors'>;

function proposeBand(axes: Axes, policy: Policy): Assessment['band'] {
  const { imminence, suspectRisk, floors } = axes;
  const holding = candidateBands(axes, policy).filter(({ holds }) => holds);
  const level = worst(
    BAND_ORDER,
    holding.map(({ band }) => band),
  );
  const { byImminence } = policy.band;
  const highest = [level, suspectRisk.highest, byImminence[imminence.highest]];
  const certain = [
    byImminence[imminence.level],
    suspectRisk.lowest,
    ...(floors.length > 0 ? (['very-high'] as const) : []),
  ];
  return {
    level,
    lowest: worst(BAND_ORDER, certain),
    highest: worst(BAND_ORDER, highest),
    reasons: holding.map(({ reason }) => reason),
  };
}

type Candidate = { band: Band; reason: Reason; holds: boolean };

/** Every band that something may call for; the worst of those that hold is proposed. */
function candidateBands({ imminence, suspectRisk, novelty, floors }: Axes, policy: Policy): Candidate[] {
  const byImminence = policy.band.byImminence[imminence.level];
  const { whileUnknown, harmFromPoints, unknownMatters } = policy.band;
  const harmStated = suspectRisk.points >= harmFromPoints || imminence.level !== 'P3';
  const mayBeWorse = !isWorse(BAND_ORDER, unknownMatters, suspectRisk.highest);
  const heldByUnknown = mayBeWorse && (harmStated || novelty.virality !== 'viral');
  return [
    ...floors.map((floor) => ({
      band: 'very-high' as const,
      reason: bandReason('floor', { floor }),
      holds: true,
    })),
    {
      band: byImminence,
      reason: bandReason('band-by-imminence', { level: imminence.level, band: BANDS[byImminence].label }),
      holds: imminence.level !== 'P3',
    },
    {
      band: suspectRisk.level,
      reason: bandReason('band-by-risk', { band: BANDS[suspectRisk.level].label }),
      holds: true,
    },
    {
      band: whileUnknown,
      reason: bandReason('band-while-unknown', {
        highest: BANDS[suspectRisk.highest].label,
        band: BANDS[whileUnknown].label,
      }),
      holds: heldByUnknown,
    },
    { band: 'low', reason: bandReason('viral-with-no-harm-stated', {}), holds: mayBeWorse && !heldByUnknown },
  ];
}

function bandReason(code: Reason['code'], params: Reason['params']): Reason {
  return { axis: code === 'floor' ? 'floor' : 'band', code, params };
}
