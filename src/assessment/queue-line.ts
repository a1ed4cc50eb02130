import type { ViralState } from '../matching/index.ts';
import type { ReferralHeader } from '../referral/index.ts';
import type { Assessment } from './assess.ts';
import type { StoredAssessment } from './assessment-records.ts';
import type { Band, Imminence, Novelty } from './axes.ts';
import { circulationOf } from './circulation-line.ts';
import type { Decision } from './decision-records.ts';
import { type Floor, isWithChild } from './floors.ts';
import { CURRENT_POLICY, POLICIES } from './policies.ts';
import type { Policy } from './policy.ts';
import { preservation } from './preservation.ts';
import { type Proposal, propose, standingOf } from './proposal.ts';
import { orderKey, type Tier } from './queue-key.ts';

/** A referral as the queue shows it: codes and counts, nothing personal. */
export type QueueLine = {
  referralId: string;
  /** The policy that orders the queue. */
  policyVersion: string;
  number: number;
  receivedAt: Date;
  tier: Tier;
  band: Band;
  imminence: Imminence;
  actBy: Date;
  orderKey: number;
  threat: string;
  incidentType: string;
  sourceId: string;
  files: number;
  children: number;
  novelty: Novelty;
  virality: ViralState;
  /** Referrals that share an identifier with it. */
  linked: number;
  /** Senders that reported the same content. */
  reporters: number;
  /** Reports folded into it. */
  folded: number;
  conflicts: number;
  /** Floors that hold; any one is an alarm. */
  floors: Floor[];
  decided: boolean;
  outOfDate: boolean;
  /** Day (UTC) on which preservation ends, stated or assumed. */
  preservedUntil: string | null;
  preservedAssumed: boolean;
  sensitivity: ReferralHeader['sensitivity'];
  assignedTo: string | null;
  /** Its source's turn, for which it waits because it states no harm and the source sends too much; null: it does not wait. */
  turnAt: Date | null;
  /** The content group in whose one line it stands; null: it has a line of its own. */
  circulation: number | null;
};

/** An open referral with everything that decides its place. `reports`: itself first, then what is folded into it. */
export type Queued = {
  reports: readonly { header: ReferralHeader; assessment: StoredAssessment; turnAt: Date | null }[];
  decision: Decision | null;
  assignedTo: string | null;
  sourceKind: string;
};

function policyOf(version: string): Policy {
  const policy = POLICIES[version];
  if (!policy) throw new Error(`no policy ${version}`);
  return policy;
}

/** What was assessed before 2026-12 does not say whether it is of somebody dealing with a child; its facts do. */
function resultOf({ header, assessment: { result } }: Queued['reports'][number]): Assessment {
  return { ...result, withChild: result.withChild ?? (header.facts !== null && isWithChild(header.facts)) };
}

/** What the system proposes for it, with all reports folded into it. */
export function proposalFor(reports: Queued['reports']): Proposal {
  return propose(
    reports.map((report) => ({
      receivedAt: report.header.receivedAt,
      turnAt: report.turnAt,
      assessment: resultOf(report),
    })),
    CURRENT_POLICY,
  );
}

/** A person who has decided on a referral has taken it out of the flood. */
function unlessDecided({ reports, decision }: Queued): Queued['reports'] {
  return decision === null ? reports : reports.map((report) => ({ ...report, turnAt: null }));
}

/** For the one line: the turn that the referral waits for, if it waits for it and none of its reports stands sooner. */
function turnWaitedFor(reports: Queued['reports'], standsAt: Date): Date | null {
  const [{ turnAt }] = reports as [Queued['reports'][number]];
  const unturned = proposalFor(reports.map((report) => ({ ...report, turnAt: null })));
  return turnAt && unturned.standsAt.getTime() < standsAt.getTime() ? turnAt : null;
}

/**
 * The decision as far as it covers these reports: nobody has decided on a floor of a report that was folded in after
 * it, even where the same floor was lifted for another.
 */
export function coveredBy<D extends Decided>(decision: D, [, ...folded]: Queued['reports']): D {
  const late = folded.filter(({ header }) => header.stateSince > decision.decidedAt);
  const undecided = new Set(late.flatMap(({ assessment }) => assessment.result.floors));
  return { ...decision, floors: decision.floors.filter((floor) => !undecided.has(floor)) };
}

type Decided = Pick<Decision, 'floors' | 'decidedAt'>;

/** Pure: where an open referral stands in the queue, and what its line says. */
export function queueLine(queued: Queued): QueueLine {
  const { reports, decision, assignedTo, sourceKind } = queued;
  const { header, assessment } = reports[0]!;
  const facts = header.facts!;
  const turned = unlessDecided(queued);
  const proposal = proposalFor(turned);
  const covered = decision && coveredBy(decision, reports);
  const { rank, standsAt, ...standing } = standingOf(proposal, {
    decision: covered,
    receivedAt: header.receivedAt,
    policy: CURRENT_POLICY,
  });
  const kept = preservation(facts, header.receivedAt, {
    sourceKind,
    policy: policyOf(assessment.result.policyVersion),
  });
  return {
    ...standing,
    orderKey: orderKey({ ...standing, standsAt, rank }, CURRENT_POLICY),
    referralId: header.id,
    policyVersion: CURRENT_POLICY.version,
    number: header.number,
    receivedAt: header.receivedAt,
    imminence: proposal.imminence,
    threat: facts.threat,
    incidentType: facts.incidentType,
    sourceId: header.sourceId,
    files: facts.files.count,
    children: facts.children.length,
    novelty: assessment.result.novelty.level,
    virality: assessment.result.novelty.virality,
    linked: assessment.links?.linkedReferrals ?? 0,
    reporters: Math.max(1, assessment.match?.reporters ?? 1),
    folded: reports.length - 1,
    conflicts: assessment.links?.conflicts ?? 0,
    preservedUntil: kept?.until ?? null,
    preservedAssumed: kept?.assumed ?? false,
    sensitivity: header.sensitivity,
    assignedTo,
    turnAt: decision === null ? turnWaitedFor(turned, standsAt) : null,
    circulation: standing.floors.length === 0 ? circulationOf(queued) : null,
  };
}
