// The vocabulary of identifiers by which referrals are linked: what an equal value says, and from how many
// referrals on it says nothing any more.

export const STRENGTHS = {
  strong: { label: 'Strong' },
  medium: { label: 'Medium' },
  weak: { label: 'Weak' },
} as const;
export type Strength = keyof typeof STRENGTHS;

type LinkKind = { label: string; strength: Strength; cap: number };

/**
 * `cap`: on more referrals than this a value is shared by many, and is shown as a relation, never as a link. All
 * chosen, to be measured: one offender's own account or number can stand in a hundred reports (a provider reports
 * each upload), while an address on the network is shared by strangers long before that (CGNAT, a café, a campus).
 */
export const LINK_KINDS = {
  email: { label: 'E-mail address', strength: 'strong', cap: 100 },
  phone: { label: 'Phone number', strength: 'strong', cap: 100 },
  account: { label: 'Account (service and username)', strength: 'strong', cap: 200 },
  'account-id': { label: 'Account (service and account id)', strength: 'strong', cap: 200 },
  payment: { label: 'Payment account', strength: 'strong', cap: 50 },
  device: { label: 'Device', strength: 'strong', cap: 50 },
  vehicle: { label: 'Vehicle', strength: 'medium', cap: 50 },
  'ip-port-time': { label: 'IP address, port and time', strength: 'medium', cap: 20 },
  username: { label: 'Username on any service', strength: 'weak', cap: 20 },
  ip: { label: 'IP address', strength: 'weak', cap: 20 },
  'ip-network': { label: 'IPv6 network (/64)', strength: 'weak', cap: 20 },
} as const satisfies Record<string, LinkKind>;
export type LinkKindName = keyof typeof LINK_KINDS;

/** Kept beside them, and no link: the sender's reference by which a report that was sent twice is known. */
export type KeyKind = LinkKindName | 'reference';

/**
 * Whose identifiers they are. Equal values link within a layer; across layers (a child in one referral, a suspect
 * in another) they are a relation of its own, shown for safeguarding and investigation only.
 */
export const LAYERS = {
  suspect: { label: 'Suspects and accounts', roles: ['suspect', 'associate', 'unknown'] },
  child: { label: 'Children', roles: ['victim'] },
  recipient: { label: 'Intended recipients', roles: ['recipient'] },
  reporter: { label: 'Reporters', roles: ['reporter'] },
} as const;
export type Layer = keyof typeof LAYERS;

export function layerOf(role: string): Layer {
  const found = Object.entries(LAYERS).find(([, { roles }]) => (roles as readonly string[]).includes(role));
  return (found?.[0] ?? 'suspect') as Layer;
}

/** The strongest of some kinds. */
export function strongest(kinds: readonly LinkKindName[]): Strength {
  const found = (Object.keys(STRENGTHS) as Strength[]).find((strength) =>
    kinds.some((kind) => LINK_KINDS[kind].strength === strength),
  );
  return found ?? 'weak';
}
