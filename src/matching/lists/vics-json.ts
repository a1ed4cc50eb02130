import {
  type GivenHash,
  type ListItem,
  type ListReader,
  MOST_HASHES_PER_ENTRY,
  type Place,
} from './given-entry.ts';
import { momentOf } from './moment.ts';
import { type JsonObject, objectsOf, readJsonList, textOf } from './read-json.ts';
import type { Media } from './vocabulary.ts';

// Project VIC VICS 1.3 and 2.0: the media of a case. File names, paths, EXIF, series and tags can name a person or a
// child: they are not kept. A category means what the country in @odata.context says, and nothing without it.

/** How the categories are read: `country` is given by the importer where the file states none. */
export type VicsOptions = {
  country?: string | undefined;
  /** Takes entries with a category of no known country, without the category. */
  unclassified?: boolean | undefined;
  /** Only entries of these categories: a case holds harmless files too. */
  categories?: readonly string[] | undefined;
};

export function readVics(options: VicsOptions): ListReader {
  let country = options.country;
  let holdsMedia = false;
  return readJsonList({
    wants: (key) => key === 'Media' || (key === 'value' && holdsMedia),
    begins: /\{\s*"(?:MediaID|Category|MD5)"\s*:/g,
    onString: (key, value) => {
      holdsMedia ||= key === '@odata.context' && value.endsWith('#Media');
    },
    headingOf: (key, value) => {
      const stated = key === '@odata.context' ? /\/([A-Za-z]{2})\/\$metadata/.exec(value)?.[1] : undefined;
      if (!stated) return null;
      country ??= stated.toUpperCase();
      return { what: 'heading', country };
    },
    entryOf: (media, place) => entryOf(media, place, { ...options, country }),
  });
}

function entryOf(media: JsonObject, place: Place, options: VicsOptions): ListItem {
  const category = textOf(media['Category']);
  const id = textOf(media['MediaID']);
  if (id === null) return { what: 'rejected', ...place, code: 'entry.no-id' };
  if (options.categories && !options.categories.includes(category ?? ''))
    return { what: 'rejected', ...place, code: 'entry.category-not-taken' };
  if (category !== null && !options.country && !options.unclassified)
    return { what: 'rejected', ...place, code: 'entry.classification-without-country' };
  return {
    what: 'entry',
    ...place,
    id,
    media: mediaOf(textOf(media['MimeType'])),
    classification: options.country ? category : null,
    scheme: options.country && category !== null ? 'vics-category' : null,
    member: null,
    listedAt: momentOf(media['DateUpdated']),
    hashes: hashesOf(media),
    labels: Object.entries(FLAGS).flatMap(([field, label]) => (isTrue(media[field]) ? [label] : [])),
    opinions: null,
  };
}

const FLAGS = {
  VictimIdentified: 'victim-identified',
  IsDistributed: 'distributed',
  SelfGenerated: 'self-generated',
  IsPrecategorized: 'precategorized',
} as const;

/** .NET exporters write booleans as text too. */
function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

function mediaOf(mimeType: string | null): Media {
  if (mimeType?.startsWith('image/')) return 'image';
  return mimeType?.startsWith('video/') ? 'video' : 'unknown';
}

function hashesOf(media: JsonObject): GivenHash[] {
  const named = ['MD5', 'SHA1', 'SHA256', 'PhotoDNA'].map((kind) => ({ kind, value: textOf(media[kind]) }));
  const others = objectsOf(media['AlternativeHashes'], MOST_HASHES_PER_ENTRY).map((hash) => ({
    kind: textOf(hash['HashName']) ?? 'unnamed',
    value: textOf(hash['HashValue']),
  }));
  return [...named, ...others].flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }]));
}
