import type { Media, Opinion, Scheme } from './vocabulary.ts';

/** Where in the file it stands: the how-manieth entry (from 1), and the line where that can be told. */
export type Place = { entry: number; line: number | null };

/** As a list states it; the kind is still the holder's word for it. */
export type GivenHash = { kind: string; value: string; quality?: number };

/** `holder`: the member's id as the list gives it, with its name where that stands there. `reason`: a code, never free text. */
export type GivenOpinion = { holder: string; name?: string; opinion: Opinion; reason?: string | undefined };

/** `opinions` null: the format says nothing of opinions, so that those known stay. `scheme` null: the list's own. */
export type GivenEntry = Place & {
  what: 'entry';
  id: string;
  media: Media;
  classification: string | null;
  scheme: Scheme | null;
  member: { id: string; name: string | null } | null;
  listedAt: Date | null;
  hashes: GivenHash[];
  labels: string[];
  opinions: GivenOpinion[] | null;
};

export type ListItem =
  | GivenEntry
  | (Place & { what: 'withdrawal'; id: string })
  | (Place & { what: 'rejected'; code: RejectionCode })
  /** What the file says of itself. `cursor`: where its holder's next page would begin. */
  | { what: 'heading'; country?: string; cursor?: string };

/** Takes the file's text piece by piece; how it is cut into pieces changes nothing. */
export type ListReader = { push(text: string): ListItem[]; end(): ListItem[] };

/** What is not taken, or taken with a part left out (`value.…`, `classification.…`), and why. */
export const REJECTIONS = {
  'entry.unreadable': { label: 'The entry cannot be read' },
  'entry.too-large': { label: 'The entry is larger than any entry should be' },
  'entry.no-id': { label: 'The entry has no id, or one that cannot be kept' },
  'entry.duplicate-id': { label: 'The same id stands in the file more than once' },
  'entry.no-usable-hash': { label: 'The entry has no hash that can be compared' },
  'entry.classification-without-country': {
    label: 'The category means nothing without its country',
  },
  'entry.category-not-taken': { label: 'A category that this import leaves out' },
  'list.ends-early': { label: 'The file ends in the middle' },
  'value.wrong-length': { label: 'A hash has the wrong number of digits for its kind' },
  'value.not-hexadecimal': { label: 'A hash is not in hexadecimal digits' },
  'value.placeholder': { label: 'A hash of nothing, a blank or a filler' },
  'value.low-quality': { label: 'A PDQ hash whose quality says nothing of the picture' },
  'value.kind-unclear': { label: '64 digits may be SHA-256 or PDQ: say which' },
  'classification.unreadable': { label: 'The classification cannot be kept; the entry was taken without' },
} as const satisfies Record<string, { label: string }>;
export type RejectionCode = keyof typeof REJECTIONS;

/** Of one entry: far more than any list gives. Chosen, so that one entry cannot fill the memory. */
export const MOST_HASHES_PER_ENTRY = 100;
export const MOST_OPINIONS_PER_ENTRY = 1_000;
/** Characters of one entry: PhotoDNA and video fingerprints are kilobytes. Chosen. */
export const LARGEST_ENTRY = 1_048_576;
