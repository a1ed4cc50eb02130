import type { OpenFacts } from '../referral/index.ts';
import type { Completeness, NeededField } from './axes.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reasons.ts';

export type CompletenessAxis = {
  level: Completeness;
  present: number;
  needed: number;
  missing: NeededField[];
  reasons: Reason[];
};

/** How much of what an enquirer needs is stated. It says nothing about harm and never moves the order. */
export function assessCompleteness(facts: OpenFacts, policy: Policy): CompletenessAxis {
  const present = presentFields(facts);
  const needed = policy.completeness.fields.filter((field) => present[field] !== 'not-applicable');
  const missing = needed.filter((field) => present[field] === false);
  const share = needed.length === 0 ? 1 : (needed.length - missing.length) / needed.length;
  const { atLeast } = policy.completeness;
  return {
    level: share >= atLeast.complete ? 'complete' : share >= atLeast.partial ? 'partial' : 'poor',
    present: needed.length - missing.length,
    needed: needed.length,
    missing,
    reasons: missing.map((field) => ({ axis: 'completeness', code: 'field-missing', params: { field } })),
  };
}

function presentFields(facts: OpenFacts): Record<NeededField, boolean | 'not-applicable'> {
  const { files, locating } = facts;
  const ifFiles = (present: boolean) => (files.count === 0 ? 'not-applicable' : present);
  return {
    'network-address': locating.connections > 0,
    'port-and-time': locating.connectionsWithPortAndTime > 0,
    'suspect-account': locating.accounts + locating.identifiers > 0,
    'suspect-place': facts.suspectCountries.length > 0 || facts.statedForces.length > 0,
    'child-details': facts.children.some((child) => child.ageFrom !== null || child.ageTo !== null),
    'incident-time': facts.incidentAt !== null,
    'files-or-text': files.count > 0 || facts.evidence > 0,
    'file-hashes': ifFiles(files.hashed === files.count),
    'viewed-by-sender': ifFiles(files.viewedBySender > 0),
    preservation: ifFiles(files.preservedUntil !== null),
    danger: (facts.answers.immediateDanger ?? 'unknown') !== 'unknown',
  };
}
