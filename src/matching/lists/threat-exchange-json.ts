import {
  type GivenHash,
  type GivenOpinion,
  type ListItem,
  type ListReader,
  MOST_OPINIONS_PER_ENTRY,
  type Place,
} from './given-entry.ts';
import { mergeEntries } from './merge-entries.ts';
import { momentOf } from './moment.ts';
import { type JsonObject, objectOf, objectsOf, readJsonList, textOf } from './read-json.ts';
import { MEDIA, type Media, OPINIONS, type Opinion, SCHEMES, type Scheme } from './vocabulary.ts';

// ThreatExchange's shapes: `threat_updates` (an indicator with its descriptors), `threat_descriptors` (one descriptor
// each) and records with numbered opinions. Our own releases have the last shape, with the entry's further facts.

export function readThreatExchange(): ListReader {
  return mergeEntries(
    readJsonList({
      wants: (key) => key === 'data' || key === '',
      begins:
        /\{\s*"(?:id|indicator|raw_indicator)"\s*:\s*"?[\w:-]+"?,\s*"(?:entry|type|indicator|raw_indicator|last_updated)"/g,
      headingOf: (key, value) => (key === 'next' ? { what: 'heading', cursor: value } : null),
      entryOf,
    }),
  );
}

function entryOf(record: JsonObject, place: Place): ListItem {
  const id = textOf(record['entry'] ?? record['id']);
  if (id === null) return { what: 'rejected', ...place, code: 'entry.no-id' };
  if (isWithdrawn(record)) return { what: 'withdrawal', ...place, id };
  const hash = hashOf(record);
  if (!hash) return { what: 'rejected', ...place, code: 'entry.no-usable-hash' };
  const descriptors = descriptorsOf(record);
  const owner = textOf(objectOf(record['owner'])?.['id']);
  return {
    what: 'entry',
    ...place,
    id,
    media: mediaOf(record, hash.kind),
    classification: textOf(record['classification']),
    scheme: schemeOf(record['scheme']),
    member: owner === null ? null : { id: owner, name: textOf(objectOf(record['owner'])?.['name']) },
    listedAt: momentOf(record['last_updated'] ?? record['added_on']),
    hashes: [hash],
    labels: [record, ...descriptors].flatMap(tagsOf),
    opinions: opinionsOf(record, descriptors),
  };
}

/** An update without any descriptor is a deletion too: the API leaves them out (facebook/ThreatExchange #834). */
function isWithdrawn(record: JsonObject): boolean {
  if (record['should_delete'] === true) return true;
  const saysSomething = 'opinions' in record || 'status' in record;
  return 'should_delete' in record && !saysSomething && descriptorsOf(record).length === 0;
}

function descriptorsOf(record: JsonObject): JsonObject[] {
  const given = record['descriptors'];
  return objectsOf(Array.isArray(given) ? given : objectOf(given)?.['data'], MOST_OPINIONS_PER_ENTRY);
}

function hashOf(record: JsonObject): GivenHash | null {
  const indicator = objectOf(record['indicator']);
  const value = textOf(record['raw_indicator'] ?? indicator?.['indicator'] ?? record['indicator']);
  const kind = textOf(record['type'] ?? indicator?.['type'] ?? record['signal_type']);
  if (value === null || kind === null) return null;
  const quality = record['quality'];
  return {
    kind: kind.toLowerCase().replace(/^hash_/, ''),
    value,
    ...(typeof quality === 'number' && { quality }),
  };
}

/** PDQ is a hash of pictures; some kinds say video in their name. */
function mediaOf(record: JsonObject, kind: string): Media {
  const stated = textOf(record['media']);
  if (stated !== null && Object.hasOwn(MEDIA, stated)) return stated as Media;
  if (kind.startsWith('video')) return 'video';
  return kind === 'pdq' ? 'image' : 'unknown';
}

function schemeOf(given: unknown): Scheme | null {
  return typeof given === 'string' && Object.hasOwn(SCHEMES, given) ? (given as Scheme) : null;
}

function tagsOf(record: JsonObject): string[] {
  const tags = record['tags'];
  const listed = Array.isArray(tags) ? tags : objectOf(tags)?.['data'];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((tag) => textOf(objectOf(tag)?.['text'] ?? tag) ?? []);
}

/** An owner's descriptor is its word; a reaction counts where its owner wrote no descriptor. */
function opinionsOf(record: JsonObject, descriptors: readonly JsonObject[]): GivenOpinion[] {
  const own = [...('status' in record && 'owner' in record ? [record] : []), ...descriptors];
  const said = new Map<string, GivenOpinion>();
  const reactions = [record, ...descriptors].flatMap(reactionsOf);
  for (const opinion of [...reactions, ...own.flatMap(ownerOpinion), ...numberedOpinions(record)]) {
    if (said.size < MOST_OPINIONS_PER_ENTRY) said.set(opinion.holder, opinion);
  }
  return [...said.values()];
}

const STATUS_OPINIONS: Record<string, Opinion> = { MALICIOUS: 'positive', NON_MALICIOUS: 'negative' };
const REACTION_OPINIONS: Record<string, Opinion> = { DISAGREE_WITH_TAGS: 'negative', HELPFUL: 'positive' };

function ownerOpinion(descriptor: JsonObject): GivenOpinion[] {
  const holder = textOf(objectOf(descriptor['owner'])?.['id']);
  const status = textOf(descriptor['status']);
  if (holder === null || status === null) return [];
  return [{ holder, opinion: STATUS_OPINIONS[status] ?? 'investigation-seed' }];
}

/** `{key: what, value: "id,id"}`; somebody's agreement outweighs the same one's disagreement. */
function reactionsOf(record: JsonObject): GivenOpinion[] {
  return objectsOf(record['reactions'], MOST_OPINIONS_PER_ENTRY)
    .toSorted((a, b) => Number(a['key'] === 'HELPFUL') - Number(b['key'] === 'HELPFUL'))
    .flatMap((reaction) => {
      const opinion = REACTION_OPINIONS[textOf(reaction['key']) ?? ''];
      if (!opinion) return [];
      return (textOf(reaction['value']) ?? '')
        .split(',')
        .filter((holder) => holder.trim() !== '')
        .slice(0, MOST_OPINIONS_PER_ENTRY)
        .map((holder) => ({ holder: holder.trim(), opinion }));
    });
}

const NUMBERED = new Map<number, Opinion>(
  (Object.keys(OPINIONS) as Opinion[]).map((opinion) => [OPINIONS[opinion].threatExchange, opinion]),
);

/** A release of ours sums up who holds what. */
const OVERALL = 'overall';

function numberedOpinions(record: JsonObject): GivenOpinion[] {
  const overall = NUMBERED.get(record['opinion'] as number);
  if (overall && overall !== 'positive') return [{ holder: OVERALL, opinion: overall }];
  return objectsOf(record['opinions'], MOST_OPINIONS_PER_ENTRY).flatMap((given) => {
    const opinion = NUMBERED.get(Number(given['opinion'] ?? given['category']));
    const holder = textOf(given['owner'] ?? given['holder']);
    return opinion && holder !== null ? [{ holder, opinion }] : [];
  });
}
