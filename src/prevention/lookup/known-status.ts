// What a lookup says of content: pure, from the hits alone.

export type Meaning = 'harmful' | 'not-of-concern' | 'meme';
/** `quarantined`: the bureau does not act on it for now, because it suddenly hits far more than it did. */
export type Standing = 'stands' | 'disputed' | 'not-harmful' | 'quarantined';

export const EXACT_KINDS = { md5: 16, sha1: 20, sha256: 32 } as const;
export type ExactKind = keyof typeof EXACT_KINDS;
export type HashKind = ExactKind | 'pdq';

/** What one entry of one list says, and how near the content is to it. `distance`: bits, 0 for the same bytes. */
export type Hit = {
  list: string;
  holder: string;
  entryId: string;
  meaning: Meaning;
  standing: Standing;
  scheme: string;
  classification: string | null;
  kind: HashKind;
  distance: number;
};

const KNOWN_STATUSES = {
  'not-of-concern': { label: 'Known, and not of concern' },
  known: { label: 'Known: the same file, or the same PDQ hash' },
  'near-known': { label: 'Near to known content by PDQ' },
  disputed: { label: 'Listed, but disputed or set aside: not acted on' },
  circulating: { label: 'Known to circulate widely' },
  'not-listed': { label: 'On no list' },
  'cannot-tell': { label: 'No hash that can be looked up' },
} as const satisfies Record<string, { label: string }>;
export type KnownStatus = keyof typeof KNOWN_STATUSES;

/** `couldLook`: there was a digest, or a PDQ hash of enough quality. */
export function statusOf(hits: readonly Hit[], couldLook: boolean): KnownStatus {
  const harmful = hits.filter(({ meaning }) => meaning === 'harmful');
  const acted = harmful.filter(({ standing }) => standing === 'stands');
  const negative = hits.filter(
    ({ meaning, standing }) => meaning === 'not-of-concern' || standing === 'not-harmful',
  );
  if (negative.length > 0 && !onlyResembles(negative, acted)) return 'not-of-concern';
  if (acted.some(isTheSame)) return 'known';
  if (acted.length > 0) return 'near-known';
  if (harmful.length > 0) return 'disputed';
  if (hits.length > 0) return 'circulating';
  return couldLook ? 'not-listed' : 'cannot-tell';
}

function isTheSame({ distance }: Hit): boolean {
  return distance === 0;
}

/** A negative list wins, except where it knows a similar picture only and a harmful list knows these very bytes. */
function onlyResembles(negative: readonly Hit[], acted: readonly Hit[]): boolean {
  return acted.some(({ kind }) => kind !== 'pdq') && negative.every((hit) => !isTheSame(hit));
}
