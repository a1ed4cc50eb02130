import { type Actor, ensureMay } from '../../access/index.ts';
import {
  type ClaimVersion,
  type Contradiction,
  contradictionsAmong,
  readRegister,
  type StandingClaim,
  standingOf,
} from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** The register: what stands, what was withdrawn, and which claims do not agree. */
export type ClaimsPage = {
  standing: StandingClaim[];
  withdrawn: StandingClaim[];
  contradictions: Contradiction[];
};

export async function seeClaims(store: Store, actor: Actor): Promise<ClaimsPage> {
  ensureMay(actor, 'see-picture');
  const all = (await readRegister(store.db)).map(standingOf);
  const standing = all.filter(({ isWithdrawn }) => !isWithdrawn);
  return {
    standing,
    withdrawn: all.filter(({ isWithdrawn }) => isWithdrawn),
    contradictions: contradictionsAmong(standing),
  };
}

/** One claim with all its versions, last first, and the standing claims that do not agree with it. */
export type ClaimPage = {
  claim: StandingClaim;
  versions: ClaimVersion[];
  against: { claim: StandingClaim; because: string | null }[];
};

/** Throws `picture.unknown-claim`. */
export async function seeClaim(store: Store, actor: Actor, id: string): Promise<ClaimPage> {
  ensureMay(actor, 'see-picture');
  const register = await readRegister(store.db);
  const versions = register.find(([first]) => first!.id === id);
  if (!versions) throw new Problem('picture.unknown-claim');
  const standing = register.map(standingOf).filter((one) => !one.isWithdrawn);
  const against = contradictionsAmong(standing).flatMap(({ a, b, because }) => {
    const other = a === id ? b : b === id ? a : null;
    return standing.filter((one) => one.id === other).map((claim) => ({ claim, because }));
  });
  return { claim: standingOf(versions), versions: versions.toReversed(), against };
}
