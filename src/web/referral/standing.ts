import {
  type FileContent,
  HELD_BACK,
  type Hit,
  isNegative,
  KNOWN_STATUSES,
  type KnownFile,
  type KnownStatus,
  type Listing,
  MEANINGS,
  SCHEMES,
} from '../../matching/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';

/** What lists and other referrals say of a file, in words. */
export type StandingView = { tag: Tag; lists: string[]; note: string | null };

const COLOURS: Record<KnownStatus, Parameters<typeof tag>[1]> = {
  'not-of-concern': 'grey',
  known: 'blue',
  'near-known': 'blue',
  seen: 'grey',
  'cannot-tell': 'yellow',
  'never-seen': 'red',
};

type Compared = { known: KnownFile | undefined; content: FileContent | undefined; receivedAt: Date };

/** Pure. `content`: undefined where the file has no hash by which it could be recognised. */
function statusOfFile({ known, content, receivedAt }: Compared): KnownStatus {
  if (known) return known.status;
  if (!content) return 'cannot-tell';
  return content.firstSeen < receivedAt ? 'seen' : 'never-seen';
}

export function standingView(compared: Compared, reader: Reader): StandingView {
  const { known } = compared;
  const status = statusOfFile(compared);
  const { term, words } = reader;
  return {
    tag: isOnlyHeldBack(compared)
      ? tag(words.files.notCounted, 'yellow')
      : tag(term(KNOWN_STATUSES, status), COLOURS[status]),
    lists: (known?.hits ?? []).slice(0, HITS_SHOWN).flatMap((hit) => listLines(hit, reader)),
    note: known?.heldBack ? term(HELD_BACK, known.heldBack) : null,
  };
}

/** It is listed, and counts for the order as if it were not. */
function isOnlyHeldBack({ known }: Compared): boolean {
  return known?.heldBack != null && (known.status === 'seen' || known.status === 'never-seen');
}

/** The nearest hits; further ones say the same of pictures that look alike. */
const HITS_SHOWN = 3;

function listLines({ listings, distance }: Hit, reader: Reader): string[] {
  return listings.map((listing) => listLine(listing, distance, reader));
}

function listLine(listing: Listing, distance: number, { words, term }: Reader): string {
  const { name, holder, meaning, classification, scheme, opinions, standing } = listing;
  const { files } = words;
  const said = [
    classification === null
      ? meaning !== 'harmful' && term(MEANINGS, meaning)
      : files.classified(classification, term(SCHEMES, scheme)),
    distance > 0 && files.distance(distance),
    opinions.positive > 0 && files.confirmed(opinions.positive),
    opinions.negative > 0 && files.denied(opinions.negative),
    opinions.disputed > 0 && files.disputed(opinions.disputed),
    meaning === 'harmful' && isNegative(listing) && files.heldHarmless,
    standing === 'disputed' && files.undecided,
  ].filter((part) => typeof part === 'string');
  return `${name} (${holder})${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}

/** How many files stand how, the most urgent first: "Never seen 2". Empty without files. */
export function standingCounts(files: readonly Compared[], { term, words }: Reader): string[] {
  const statuses = Map.groupBy(
    files.filter((file) => !isOnlyHeldBack(file)).map(statusOfFile),
    (status) => status,
  );
  const held = files.filter(isOnlyHeldBack).length;
  return [
    ...(Object.keys(KNOWN_STATUSES) as KnownStatus[])
      .filter((status) => statuses.has(status))
      .reverse()
      .map((status) => `${term(KNOWN_STATUSES, status)} ${statuses.get(status)!.length}`),
    ...(held > 0 ? [`${words.files.notCounted} ${held}`] : []),
  ];
}
