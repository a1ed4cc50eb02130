import type { Assessment } from './assess.ts';
import { BAND_ORDER, type Band, IMMINENCE_ORDER, type Imminence, isWorse, worst } from './axes.ts';
import type { Floor } from './floors.ts';
import { soonerMs, waitMs } from './head-starts.ts';
import type { Policy } from './policy.ts';
import { actBy, rankOf, type Tier, tierOf } from './queue-key.ts';
import { statesHarm } from './source-turn.ts';

/** A report with its current assessment: the referral itself, or one folded into it. `turnAt`: its source's turn, where it sent more than it may; it counts only where no harm is stated. */
export type Report = { receivedAt: Date; turnAt?: Date | null; assessment: Assessment };

/** What the system proposes for a referral with all the reports folded into it: the worst of them. */
export type Proposal = {
  band: Band;
  imminence: Imminence;
  floors: Floor[];
  rank: number;
  /** The earliest that any of the reports is due under its own proposed band. */
  actBy: Date;
  /** The earliest of its reports, less what each has of head starts. */
  startsAt: Date;
  /** The earliest that any of the reports stands under its own proposed band. */
  standsAt: Date;
};

/** `policy`: the one that orders the queue; the levels are those of whichever policy assessed. */
export function propose(reports: readonly Report[], policy: Policy): Proposal {
  const assessments = reports.map(({ assessment }) => assessment);
  const starts = startsOf(reports, policy);
  const earliest = Math.min(
    ...reports.map(({ receivedAt, assessment }) => actBy(receivedAt, assessment.band.level).getTime()),
  );
  return {
    band: worst(
      BAND_ORDER,
      assessments.map(({ band }) => band.level),
    ),
    imminence: worst(
      IMMINENCE_ORDER,
      assessments.map(({ imminence }) => imminence.level),
    ),
    floors: [...new Set(assessments.flatMap(({ floors }) => floors))].sort(),
    rank: Math.min(...assessments.map((assessment) => rankOf(assessment, policy))),
    actBy: new Date(earliest),
    startsAt: new Date(Math.min(...starts)),
    standsAt: new Date(
      Math.min(...assessments.map(({ band }, i) => starts[i]! + waitMs(band.level, policy))),
    ),
  };
}

/** Milliseconds, for each report. A source's turn counts only while none of the reports states harm. */
function startsOf(reports: readonly Report[], policy: Policy): number[] {
  const inTurn =
    policy.fairness !== null && !reports.some(({ assessment }) => statesHarm(assessment, policy));
  return reports.map(
    ({ receivedAt, turnAt, assessment }) =>
      (inTurn && turnAt ? turnAt : receivedAt).getTime() - soonerMs(assessment, policy),
  );
}

/** What a person decided, and what was proposed to them when they did. */
export type DecidedOn = {
  kind: 'accept' | 'override';
  band: Band;
  proposedBand: Band;
  floors: readonly Floor[];
};

export type Standing = {
  tier: Tier;
  band: Band;
  actBy: Date;
  standsAt: Date;
  rank: number;
  /** Floors that nobody has decided on, or that a person accepted. */
  floors: Floor[];
  decided: boolean;
  /** The proposal is no longer the one that was decided on. */
  outOfDate: boolean;
};

type Judged = { decision: DecidedOn | null; receivedAt: Date; policy: Policy };

/** Where a referral stands: a person's decision counts, unless something worse is proposed than they had before them. */
export function standingOf(proposal: Proposal, { decision, receivedAt, policy }: Judged): Standing {
  const floors = standingFloors(proposal, decision);
  const band = floors.length > 0 ? 'very-high' : standingBand(proposal, decision);
  return {
    tier: tierOf({ floored: floors.length > 0, imminence: proposal.imminence, band }, policy),
    band,
    actBy: band === proposal.band ? proposal.actBy : actBy(receivedAt, band),
    standsAt:
      band === proposal.band
        ? proposal.standsAt
        : new Date(proposal.startsAt.getTime() + waitMs(band, policy)),
    rank: proposal.rank,
    floors,
    decided: decision !== null,
    outOfDate: decision !== null && isOutOfDate(proposal, decision),
  };
}

function standingBand(proposal: Proposal, decision: DecidedOn | null): Band {
  if (decision === null) return proposal.band;
  const isWorseNow = isWorse(BAND_ORDER, proposal.band, decision.proposedBand);
  return isWorseNow ? worst(BAND_ORDER, [proposal.band, decision.band]) : decision.band;
}

/** Only a person can lift a floor, and only those that were before them. */
function standingFloors(proposal: Proposal, decision: DecidedOn | null): Floor[] {
  if (decision === null) return proposal.floors;
  const added = proposal.floors.filter((floor) => !decision.floors.includes(floor));
  return decision.kind === 'override' ? added : [...decision.floors, ...added].sort();
}

export function isOutOfDate(proposal: Proposal, decision: DecidedOn): boolean {
  return (
    proposal.band !== decision.proposedBand ||
    proposal.floors.some((floor) => !decision.floors.includes(floor))
  );
}
