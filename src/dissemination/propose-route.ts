import type { Enquiry } from './enquiry-records.ts';
import type { LocatedPlace } from './locate-places.ts';
import {
  type PackagePurpose,
  ROUTE_POLICY,
  ROUTE_REASONS,
  type RouteCandidate,
  type RouteProposal,
  type RouteReason,
  type UnroutedReason,
} from './route.ts';
import { HOME_COUNTRY, type ReceivingUnit, type UnitKind } from './unit.ts';

/** All that routing may know: codes only, no personal data. */
export type RouteFacts = {
  /** Units as they stand on the day. */
  units: readonly ReceivingUnit[];
  enquiries: readonly Enquiry[];
  places: readonly LocatedPlace[];
  policeSuspect: boolean;
  childSuspect: boolean;
  highestHarm: boolean;
  /** Whether the referral holds anything a provider could be asked about. */
  askable: boolean;
};

type Lead = { unitId: string; purpose: PackagePurpose; reason: RouteReason };
type Rule = (facts: RouteFacts) => Lead[];

/** Proposes whom to send a referral to. Nothing is sent by it: a person chooses. */
export function proposeRoute(facts: RouteFacts): RouteProposal {
  const located = LOCATING_RULES.flatMap((rule) => rule(facts));
  const leads = [...located, ...safeguarding(facts, located), ...adoption(facts)];
  const standing = new Set(facts.units.map(({ id }) => id));
  const candidates = gather(leads.filter(({ unitId }) => standing.has(unitId))).map((candidate) => ({
    ...candidate,
    caution: cautionFor(facts, candidate),
  }));
  const found = candidates.some(({ purpose }) => purpose === 'suspect' || purpose === 'child');
  return { policy: ROUTE_POLICY, candidates, unrouted: found ? null : whyUnrouted(facts) };
}

const LOCATING_RULES: readonly Rule[] = [
  ({ policeSuspect, units }) =>
    policeSuspect ? unitsOfKind(units, 'professional-standards').map(lead('suspect', 'police-suspect')) : [],
  (facts) => fromEnquiries(facts, 'one-subscriber', 'one-subscriber'),
  (facts) => fromEnquiries(facts, 'several', 'several-subscribers'),
  ({ places }) => places.flatMap(({ whose, postcodeForces }) => postcodeForces.map(lead(whose, 'postcode'))),
  ({ places }) => places.flatMap(({ whose, areaForces }) => areaForces.map(lead(whose, 'postcode-area'))),
  ({ places }) =>
    places.flatMap(({ whose, statedForce }) => some(statedForce).map(lead(whose, 'stated-force'))),
  ({ places }) => places.flatMap(({ whose, namedForces }) => namedForces.map(lead(whose, 'stated-place'))),
  (facts) =>
    foreignCountries(facts).flatMap((country) => bureaux(facts, country).map(lead('suspect', 'abroad'))),
];

function fromEnquiries(facts: RouteFacts, result: Enquiry['result'], reason: RouteReason): Lead[] {
  return reliable(facts)
    .filter((enquiry) => enquiry.result === result)
    .flatMap((enquiry) => enquiry.forces.map(lead(enquiry.concerns, reason)));
}

/** Children's services of every region in which a child was located; a suspect who is a child counts as one. */
function safeguarding(facts: RouteFacts, located: readonly Lead[]): Lead[] {
  const toServices = (purpose: PackagePurpose, reason: RouteReason) =>
    located
      .filter((found) => found.purpose === purpose)
      .flatMap(({ unitId }) => some(facts.units.find(({ id }) => id === unitId)?.region))
      .flatMap((region) =>
        unitsOfKind(
          facts.units.filter((unit) => unit.region === region),
          'childrens-services',
        ),
      )
      .map(lead('safeguarding', reason));
  return [
    ...toServices('child', 'child-located'),
    ...(facts.childSuspect ? toServices('suspect', 'child-suspect') : []),
  ];
}

function adoption({ highestHarm, units }: RouteFacts): Lead[] {
  return highestHarm ? unitsOfKind(units, 'national').map(lead('adopted', 'highest-harm')) : [];
}

/** One candidate for each unit and purpose, with all its reasons, in the order of their precedence. */
function gather(leads: readonly Lead[]): Omit<RouteCandidate, 'caution'>[] {
  const groups = Map.groupBy(leads, ({ unitId, purpose }) => `${purpose} ${unitId}`);
  const precedence = Object.keys(ROUTE_REASONS);
  const byPrecedence = (a: RouteReason, b: RouteReason) => precedence.indexOf(a) - precedence.indexOf(b);
  return [...groups.values()]
    .map((group) => ({
      unitId: group[0]!.unitId,
      purpose: group[0]!.purpose,
      reasons: [...new Set(group.map(({ reason }) => reason))].sort(byPrecedence),
    }))
    .sort((a, b) => byPrecedence(a.reasons[0]!, b.reasons[0]!));
}

/** A police suspect's own force must not learn of it by an ordinary package. */
function cautionFor(
  { policeSuspect, units }: RouteFacts,
  { unitId }: { unitId: string },
): RouteCandidate['caution'] {
  const kind = units.find(({ id }) => id === unitId)?.kind;
  return policeSuspect && (kind === 'territorial' || kind === 'special') ? 'suspect-is-police' : null;
}

function whyUnrouted(facts: RouteFacts): UnroutedReason {
  const relied = reliable(facts);
  if (facts.enquiries.some(({ openMismatches }) => openMismatches.length > 0)) return 'mismatch-open';
  if (facts.enquiries.some(({ state }) => state === 'drafted' || state === 'approved'))
    return 'enquiry-waiting';
  if (foreignCountries(facts).length > 0) return 'no-bureau';
  if (relied.some(({ result }) => result !== null)) return 'nobody-found';
  return facts.askable ? 'enquiry-needed' : 'nothing-stated';
}

/** Answers that may be relied on: no double check of theirs failed, and nobody set them aside. */
function reliable({ enquiries }: RouteFacts): Enquiry[] {
  return enquiries.filter(({ openMismatches, disregarded }) => openMismatches.length === 0 && !disregarded);
}

function foreignCountries(facts: RouteFacts): string[] {
  const ofSuspects = facts.places
    .filter(({ whose }) => whose === 'suspect')
    .flatMap(({ country }) => some(country));
  const answered = reliable(facts)
    .filter(({ concerns }) => concerns === 'suspect')
    .flatMap(({ countries }) => countries);
  return [...new Set([...answered, ...ofSuspects])].filter((country) => country !== HOME_COUNTRY);
}

function bureaux({ units }: RouteFacts, country: string): string[] {
  return unitsOfKind(
    units.filter((unit) => unit.country === country),
    'foreign-bureau',
  );
}

function unitsOfKind(units: readonly ReceivingUnit[], kind: UnitKind): string[] {
  return units.filter((unit) => unit.kind === kind).map(({ id }) => id);
}

function lead(purpose: PackagePurpose, reason: RouteReason): (unitId: string) => Lead {
  return (unitId) => ({ unitId, purpose, reason });
}

function some<T>(value: T | null | undefined): T[] {
  return value === null || value === undefined ? [] : [value];
}
