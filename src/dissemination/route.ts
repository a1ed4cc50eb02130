// The vocabulary of routing: for what a unit is sent a package, why it was proposed, why nobody was found.

/** Version of the rules and their order (propose-route.ts). */
export const ROUTE_POLICY = 'route-1';

export const PURPOSES_OF_PACKAGE = {
  suspect: { label: "The suspect's force" },
  child: { label: "The child's force" },
  safeguarding: { label: 'Safeguarding the child' },
  adopted: { label: 'Adopted by the national team' },
} as const satisfies Record<string, { label: string }>;
export type PackagePurpose = keyof typeof PURPOSES_OF_PACKAGE;

/** Why a unit is a candidate. The order is the precedence: all that hold are shown, the first ranks. */
export const ROUTE_REASONS = {
  'police-suspect': { label: 'The suspect works for the police' },
  'one-subscriber': { label: 'An enquiry found one subscriber there' },
  'several-subscribers': { label: 'An enquiry found several subscribers; this is one of their forces' },
  postcode: { label: 'A stated postcode lies there' },
  'postcode-area': { label: "A stated postcode's area reaches into it" },
  'stated-force': { label: 'The sender names it' },
  'stated-place': { label: 'A stated town or region lies there' },
  abroad: { label: 'The suspect is in that country' },
  'child-located': { label: 'A child is located in its region' },
  'child-suspect': { label: 'The suspect is a child, met as a child first' },
  'highest-harm': { label: 'The highest harm: the national team may keep it' },
  chosen: { label: 'A person chose it' },
  're-routed': { label: 'Another unit refused the package' },
} as const satisfies Record<string, { label: string }>;
export type RouteReason = keyof typeof ROUTE_REASONS;

/** Why there is nobody to send it to yet. */
export const UNROUTED_REASONS = {
  'mismatch-open': { label: 'An identifier does not match: resolve it first' },
  'enquiry-waiting': { label: 'An enquiry is not answered yet' },
  'enquiry-needed': { label: 'There are identifiers that nobody has asked about' },
  'no-bureau': { label: 'No bureau is known in the country' },
  'nobody-found': { label: 'The enquiries found nobody' },
  'nothing-stated': { label: 'Nothing stated says where' },
} as const satisfies Record<string, { label: string }>;
export type UnroutedReason = keyof typeof UNROUTED_REASONS;

/** Why a person chose a unit that was not proposed, or one of several. */
export const CHOICE_REASONS = {
  'local-knowledge': { label: 'Known from other work' },
  'told-by-sender': { label: 'The sender told us' },
  'told-by-force': { label: 'A force told us' },
  'open-source': { label: 'Public information' },
  'best-available': { label: 'Best of what is known; the unit may pass it on' },
} as const satisfies Record<string, { label: string }>;
export type ChoiceReason = keyof typeof CHOICE_REASONS;

/** A unit that may receive a package. `caution`: read before sending. */
export type RouteCandidate = {
  unitId: string;
  purpose: PackagePurpose;
  reasons: RouteReason[];
  caution: 'suspect-is-police' | null;
};

export type RouteProposal = { policy: string; candidates: RouteCandidate[]; unrouted: UnroutedReason | null };
