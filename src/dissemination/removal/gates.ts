import type { ReleaseAnswer } from './notice.ts';

// The gates before a removal notice, because removal can warn a suspect. Pure: facts in, open causes out.

export const GATES = {
  preservation: { label: 'The content is kept for the investigation' },
  release: { label: 'Every investigation has released it' },
  guard: { label: 'No guarded referral names it' },
  alarm: { label: 'No open alarm is about it' },
} as const satisfies Record<string, { label: string }>;
export type GateName = keyof typeof GATES;

/** What a unit that holds a package about it has said; null: nothing yet. */
export type UnitSays = {
  unitId: string;
  /** The referrals that name the address, of which the unit holds a package. */
  referralIds: readonly string[];
  answer: ReleaseAnswer | null;
  until: string | null;
  reason: string | null;
};

export type OverrideFact = { gate: GateName; covers: readonly string[] };

export type GateFacts = {
  preserved: boolean;
  units: readonly UnitSays[];
  /** A person said that nobody investigates: it counts only while no unit holds a package. */
  nobodyInvestigates: boolean;
  guarded: readonly string[];
  alarmed: readonly string[];
  overrides: readonly OverrideFact[];
};

/** Why a gate is shut. `key`: what an override covers. `referralIds`: of whose doing it is; none where of nobody's. */
export type Cause = {
  gate: GateName;
  key: string;
  referralIds: readonly string[];
  unit?: UnitSays;
  overridden: boolean;
};

/** Every cause that stands, those that a supervisor overrode too: an override covers what stood then, and nothing new. */
export function causesOf(facts: GateFacts): Cause[] {
  const covered = (gate: GateName, key: string) =>
    facts.overrides.some((one) => one.gate === gate && one.covers.includes(key));
  const cause = (gate: GateName, key: string, more: Partial<Cause> = {}): Cause => ({
    gate,
    key,
    referralIds: more.unit?.referralIds ?? [],
    overridden: covered(gate, key),
    ...more,
  });
  return [
    ...(facts.preserved ? [] : [cause('preservation', 'not-recorded')]),
    ...releaseCauses(facts).map(({ key, ...more }) => cause('release', key, more)),
    ...facts.guarded.map((id) => cause('guard', `referral:${id}`, { referralIds: [id] })),
    ...facts.alarmed.map((id) => cause('alarm', `referral:${id}`, { referralIds: [id] })),
  ];
}

function releaseCauses({ units, nobodyInvestigates }: GateFacts): (Partial<Cause> & { key: string })[] {
  if (units.length === 0) return nobodyInvestigates ? [] : [{ key: 'nobody-said' }];
  return units.filter(({ answer }) => answer !== 'yes').map((unit) => ({ key: `unit:${unit.unitId}`, unit }));
}

/** Causes that nobody overrode: while there is one, nothing goes out. */
export function shutBy(causes: readonly Cause[]): Cause[] {
  return causes.filter(({ overridden }) => !overridden);
}

/** A gate as a person sees it. `held`: something shuts it that they may not know about; it says nothing of what. */
export type ShownGate = { gate: GateName; holds: boolean; causes: Cause[] };
export type ShownGates = { gates: ShownGate[]; held: boolean };

/** The gates as if the referrals that somebody may not see did not exist, and whether anything else holds it. */
export function showGates(facts: GateFacts, seen: ReadonlySet<string>): ShownGates {
  const shown = causesOf(visibleFacts(facts, seen));
  const known = new Set(shown.map(({ gate, key }) => `${gate} ${key}`));
  const gates = (Object.keys(GATES) as GateName[]).map((gate) => {
    const causes = shown.filter((one) => one.gate === gate);
    return { gate, holds: shutBy(causes).length === 0, causes };
  });
  return { gates, held: shutBy(causesOf(facts)).some(({ gate, key }) => !known.has(`${gate} ${key}`)) };
}

function visibleFacts(facts: GateFacts, seen: ReadonlySet<string>): GateFacts {
  const isSeen = (id: string) => seen.has(id);
  return {
    ...facts,
    units: facts.units.flatMap((unit) => {
      const referralIds = unit.referralIds.filter(isSeen);
      return referralIds.length > 0 ? [{ ...unit, referralIds }] : [];
    }),
    guarded: facts.guarded.filter(isSeen),
    alarmed: facts.alarmed.filter(isSeen),
  };
}
