// The vocabulary of novelty: what an analyst may mark as new before any figure can show it.

/** Of what kind something new is. Chosen: where the threats of the last years came from. */
export const NOVELTY_KINDS = {
  service: { label: 'App, site or service' },
  payment: { label: 'Payment' },
  approach: { label: 'Way of approaching or coercing a child' },
  technique: { label: 'Technique or tool' },
  place: { label: 'Place or route' },
  people: { label: 'Who takes part' },
  other: { label: 'Something else' },
} as const satisfies Record<string, { label: string }>;
export type NoveltyKind = keyof typeof NOVELTY_KINDS;

/** Tags that every bureau starts with; strategic analysts name further ones. Chosen. */
export const SHIPPED_TAGS = {
  'new-app': { kind: 'service', label: 'New app or service' },
  'new-hosting': { kind: 'service', label: 'New way of hosting or storing' },
  'new-payment-route': { kind: 'payment', label: 'New payment route' },
  'new-coercion': { kind: 'approach', label: 'New way of coercing a child' },
  'generated-imagery': { kind: 'technique', label: 'Generated or altered imagery' },
  'new-concealment': { kind: 'technique', label: 'New way of hiding' },
  'new-destination': { kind: 'place', label: 'New destination or route' },
  'new-group': { kind: 'people', label: 'New kind of group or network' },
} as const satisfies Record<string, { kind: NoveltyKind; label: string }>;

export type NoveltyTag = { id: string; kind: NoveltyKind; name: string; isShipped: boolean };

export function shippedTags(): NoveltyTag[] {
  return Object.entries(SHIPPED_TAGS).map(([id, { kind, label }]) => ({
    id,
    kind,
    name: label,
    isShipped: true,
  }));
}

const SHORTEST_NAME = 3;
const LONGEST_NAME = 60;
/** What a person, an account or an address would be told by: addresses, handles, links, postcodes and long numbers. */
const MAY_NAME_SOMEBODY = [
  /@|:\/\/|\bwww\.|\w\.[a-z]{2,}\//i,
  /\d{4,}|\d{2,}(?:[ ()./-]+\d{2,}){2,}/,
  /\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{1,4}:){3}/i,
  /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i,
];

/** Why a name cannot be that of a tag; null where it can. Tags are shown to everybody who sees the picture. */
export function faultOfName(name: string): 'length' | 'personal' | null {
  if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME) return 'length';
  return MAY_NAME_SOMEBODY.some((form) => form.test(name)) ? 'personal' : null;
}

/** "New app: video" becomes "new-app-video". */
export function tagId(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME);
}
