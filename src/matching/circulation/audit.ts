import { allocate, drawingOrder, sampleSize } from './audit-sample.ts';

// The life of a sampled audit. Pure: what it stands at follows from its members and the findings on them alone.

export const FINDINGS = {
  'nothing-more': { label: 'Nothing beyond the circulating content' },
  'holds-more': { label: 'Holds more' },
} as const;
export type Finding = keyof typeof FINDINGS;

export const AUDIT_STATES = {
  sampling: { label: 'Sample being looked through' },
  'needs-more': { label: 'Needs a larger sample' },
  passed: { label: 'Passed: the rest can be closed' },
  failed: { label: 'Failed: work on them one by one, or audit anew' },
  closed: { label: 'Closed together' },
  reopened: { label: 'Closed together, then reopened' },
  'given-up': { label: 'Given up' },
} as const;
export type AuditState = keyof typeof AUDIT_STATES;
export type AuditEnd = 'closed' | 'given-up' | 'reopened';

/** `draw`: in which drawing it came into the sample (from 1); null: not sampled. */
export type AuditMember = {
  referralId: string;
  stratum: string;
  draw: number | null;
  finding: Finding | null;
};

export type Stratum = {
  stratum: string;
  members: number;
  sampled: number;
  waiting: number;
  holdsMore: number;
  /** One that holds more fails its kind of sender: none of it is closed by this audit. */
  fails: boolean;
};

export type AuditStanding = {
  state: AuditState;
  strata: Stratum[];
  /** Of the strata that have not failed: members, how many of them must be sampled, and how many are. */
  members: number;
  needed: number;
  sampled: number;
  /** What may be closed once it passed: members of those strata, looked at or not. */
  closable: string[];
};

export type AuditFacts = { tolerated: number; members: readonly AuditMember[]; end: AuditEnd | null };

export function auditStanding({ tolerated, members, end }: AuditFacts): AuditStanding {
  const strata = strataOf(members);
  const failing = new Set(strata.filter(({ fails }) => fails).map(({ stratum }) => stratum));
  const standing = members.filter(({ stratum }) => !failing.has(stratum));
  const sampled = standing.filter(({ draw }) => draw !== null).length;
  const needed = sampleSize(standing.length, tolerated);
  const waiting = members.some(isWaiting);
  const state = end ?? stateOf({ waiting, standing: standing.length, enough: sampled >= needed });
  return {
    state,
    strata,
    members: standing.length,
    needed,
    sampled,
    closable: state === 'passed' ? standing.map(({ referralId }) => referralId) : [],
  };
}

function stateOf(facts: { waiting: boolean; standing: number; enough: boolean }): AuditState {
  if (facts.standing === 0) return 'failed';
  if (facts.waiting) return 'sampling';
  return facts.enough ? 'passed' : 'needs-more';
}

function isWaiting({ draw, finding }: AuditMember): boolean {
  return draw !== null && finding === null;
}

function strataOf(members: readonly AuditMember[]): Stratum[] {
  return [...Map.groupBy(members, ({ stratum }) => stratum)].sort().map(([stratum, all]) => {
    const holdsMore = all.filter(({ finding }) => finding === 'holds-more').length;
    return {
      stratum,
      members: all.length,
      sampled: all.filter(({ draw }) => draw !== null).length,
      waiting: all.filter(isWaiting).length,
      holdsMore,
      fails: holdsMore > 0,
    };
  });
}

/** Pure. Members to add to the sample: enough of every stratum that has not failed, by the seed's lot. */
export function drawMore(facts: Omit<AuditFacts, 'end'>, seed: number): string[] {
  const { strata } = auditStanding({ ...facts, end: null });
  const standing = strata.filter(({ fails }) => !fails);
  const sizes = new Map(standing.map(({ stratum, members }) => [stratum, members]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const wanted = allocate(sizes, sampleSize(total, facts.tolerated));
  const drawn = new Map(standing.map(({ stratum, sampled }) => [stratum, sampled]));
  return drawingOrder(facts.members, seed).flatMap(({ referralId, stratum, draw }) => {
    const have = drawn.get(stratum);
    if (draw !== null || have === undefined || have >= wanted.get(stratum)!) return [];
    drawn.set(stratum, have + 1);
    return [referralId];
  });
}
