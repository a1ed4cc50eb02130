import type { ReferralHeader } from '../../referral/index.ts';
import { LINK_KINDS, type LinkKindName } from '../identifiers/identifier-kinds.ts';

/** What two referrals have in common that their units must know of. */
export const CONFLICT_KINDS = {
  ...LINK_KINDS,
  'same-person': { label: 'The same person, as somebody confirmed' },
} as const;
export type ConflictKind = LinkKindName | 'same-person';

/** A referral in a unit's hands. */
export type Holding = { referralId: string; unitId: string; sensitivity: ReferralHeader['sensitivity'] };

/** Two holdings that share strong identifiers, or one person. */
export type HeldPair = { one: Holding; other: Holding; kinds: ConflictKind[] };

/** What one unit is told of one pair. `unitId` null: the bureau's supervisors. */
export type ConflictNotice = {
  unitId: string | null;
  referralId: string;
  otherUnitId: string;
  otherReferralId: string;
  kinds: ConflictKind[];
};

/**
 * Each unit is told of the other's referral, except of a covert or professional-standards one, which only its own
 * unit knows of. Where neither may be told, the bureau's supervisors are. Pure.
 */
export function noticesOf({ one, other, kinds }: HeldPair): ConflictNotice[] {
  if (one.unitId === other.unitId) return [];
  const told = [tell(one, other, kinds), tell(other, one, kinds)].filter((notice) => notice !== null);
  return told.length > 0 ? told : [{ ...noticeOf(one, other, kinds), unitId: null }];
}

function tell(to: Holding, of: Holding, kinds: ConflictKind[]): ConflictNotice | null {
  return of.sensitivity === 'ordinary' ? noticeOf(to, of, kinds) : null;
}

function noticeOf(to: Holding, of: Holding, kinds: ConflictKind[]): ConflictNotice {
  return {
    unitId: to.unitId,
    referralId: to.referralId,
    otherUnitId: of.unitId,
    otherReferralId: of.referralId,
    kinds,
  };
}
