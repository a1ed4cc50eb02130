import type { LinkSummary } from '../linking/index.ts';
import type { OpenFacts } from '../referral/index.ts';
import type { Solvability } from './axes.ts';
import type { Reason, ReasonCode } from './reasons.ts';

export type SolvabilityAxis = { level: Solvability; reasons: Reason[] };

type Lead = { level: Solvability; code: ReasonCode; holds: boolean; params?: Record<string, number> };

/** Whether anybody can be located. Source of the weight given to it: Mount and others 2021 (TRIST). */
export function assessSolvability(facts: OpenFacts, links: LinkSummary | null): SolvabilityAxis {
  const leads = leadsOf(facts, links).filter((lead) => lead.holds);
  const level = leads[0]?.level ?? 'none';
  const reasons = leads.map(
    ({ code, params }) => ({ axis: 'solvability', code, params: params ?? {} }) as const,
  );
  const nothing = { axis: 'solvability', code: 'nothing-to-locate-by', params: {} } as const;
  return { level, reasons: reasons.length > 0 ? reasons : [nothing] };
}

/** In the order of their strength. */
function leadsOf(facts: OpenFacts, links: LinkSummary | null): Lead[] {
  const { locating } = facts;
  const loose = locating.connections - locating.connectionsWithPortAndTime;
  const shared = links?.sharedIdentifiers ?? 0;
  return [
    {
      level: 'strong',
      code: 'named-with-place',
      holds: locating.names > 0 && (facts.suspectCountries.length > 0 || facts.statedForces.length > 0),
    },
    { level: 'strong', code: 'force-stated', holds: facts.statedForces.length > 0 },
    {
      level: 'strong',
      code: 'port-and-time',
      holds: locating.connectionsWithPortAndTime > 0,
      params: { count: locating.connectionsWithPortAndTime },
    },
    // An address without port and time may be shared by thousands of customers (RFC 6302).
    { level: 'partial', code: 'network-address', holds: loose > 0, params: { count: loose } },
    {
      level: 'partial',
      code: 'identifiers',
      holds: locating.identifiers > 0,
      params: { count: locating.identifiers },
    },
    {
      level: 'partial',
      code: 'shared-identifiers',
      holds: shared > 0,
      params: { count: shared, referrals: links?.linkedReferrals ?? 0 },
    },
    { level: 'weak', code: 'accounts', holds: locating.accounts > 0, params: { count: locating.accounts } },
  ];
}
