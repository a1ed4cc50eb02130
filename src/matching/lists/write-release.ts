import type { Manifest, ReleasedEntry } from './release-records.ts';
import { OPINIONS, type Opinion } from './vocabulary.ts';

/** The forms in which a release is given; the API's `format`. */
export const RELEASE_FORMATS = {
  json: { label: 'ThreatExchange-like JSON', mediaType: 'application/json' },
  xml: { label: 'NCMEC Hash Sharing v2 (XML)', mediaType: 'application/xml' },
  csv: { label: 'CSV', mediaType: 'text/csv' },
} as const satisfies Record<string, { label: string; mediaType: string }>;
export type ReleaseFormat = keyof typeof RELEASE_FORMATS;

/** What stands at the head of a release. `since`: the earlier release of which it holds the changes; null for all. */
export type ReleaseHead = Pick<
  Manifest,
  'list' | 'name' | 'holder' | 'meaning' | 'scheme' | 'country' | 'handling' | 'number' | 'madeAt'
> & { since: number | null };

export type ReleaseContent = {
  head: ReleaseHead;
  entries: AsyncIterable<ReleasedEntry>;
  withdrawn: readonly { id: string; media: string; endedAt: Date }[];
};

/** The text of a release, piece by piece; the same release is the same text at any time. */
export function writeRelease(format: ReleaseFormat, content: ReleaseContent): AsyncGenerator<string> {
  if (format === 'xml') return writeXml(content);
  return format === 'csv' ? writeCsv(content) : writeJson(content);
}

const STATUS_OF_MEANING: Record<string, string> = {
  harmful: 'MALICIOUS',
  'not-of-concern': 'NON_MALICIOUS',
  meme: 'UNKNOWN',
};

async function* writeJson({ head, entries, withdrawn }: ReleaseContent): AsyncGenerator<string> {
  yield `{"list":${JSON.stringify(head)},\n"data":[`;
  let comma = '\n';
  for await (const entry of entries) {
    for (const indicator of indicatorsOf(entry, head)) {
      yield comma + JSON.stringify(indicator);
      comma = ',\n';
    }
  }
  for (const { id } of withdrawn) {
    yield `${comma}${JSON.stringify({ id, entry: id, should_delete: true })}`;
    comma = ',\n';
  }
  yield '\n]}\n';
}

/** One record for each hash, as ThreatExchange counts; `entry` says which belong together. */
function indicatorsOf(entry: ReleasedEntry, head: ReleaseHead): object[] {
  const { id, values, opinions, standing, media, classification, scheme, labels, listedAt } = entry;
  return values.map(({ kind, hex, quality }) => ({
    id: `${id}:${kind}:${hex.slice(0, 16)}`,
    entry: id,
    type: `HASH_${kind.toUpperCase()}`,
    indicator: hex,
    ...(quality !== null && { quality }),
    media,
    status: STATUS_OF_MEANING[head.meaning],
    classification,
    scheme,
    tags: labels,
    opinion: strongest(opinions),
    opinion_counts: opinions,
    standing,
    last_updated: listedAt && Math.floor(listedAt.getTime() / 1000),
    should_delete: false,
  }));
}

/** The opinion that a client acts on: negative wins, then disputed. ThreatExchange's numbers. */
function strongest(opinions: Record<Opinion, number>): number {
  const order: Opinion[] = ['negative', 'disputed', 'investigation-seed'];
  const held = order.find((opinion) => opinions[opinion] > 0) ?? 'positive';
  return OPINIONS[held].threatExchange;
}

const NAMESPACE = 'https://hashsharing.ncmec.org/hashsharing/v2';

async function* writeXml({ head, entries, withdrawn }: ReleaseContent): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<queryResult xmlns="${NAMESPACE}">\n`;
  yield `<!-- ${xml(`${head.list} release ${head.number}`)} -->\n<images>\n`;
  const videos: string[] = [];
  const owner = `<member id="${xml(head.list)}">${xml(head.holder)}</member>`;
  for await (const entry of entries) {
    const text = xmlOf(entry, owner);
    if (entry.media === 'video') videos.push(text);
    else yield text;
  }
  const gone = (isVideo: boolean) =>
    withdrawn
      .filter(({ media }) => (media === 'video') === isVideo)
      .map(({ id, endedAt }) => deletedXml(id, endedAt, { owner, isVideo }))
      .join('');
  yield `${gone(false)}</images>\n<videos>\n${videos.join('')}${gone(true)}</videos>\n</queryResult>\n`;
}

function xmlOf(entry: ReleasedEntry, owner: string): string {
  const name = entry.media === 'video' ? 'video' : 'image';
  const classification =
    entry.classification === null
      ? ''
      : `<classification scheme="${xml(entry.scheme)}">${xml(entry.classification)}</classification>`;
  const hashes = entry.values.map(({ kind, hex, quality }) => {
    return `<${kind}${quality === null ? '' : ` quality="${quality}"`}>${hex}</${kind}>`;
  });
  return `<${name}>${owner}${timestamp(entry.listedAt)}<id>${xml(entry.id)}</id>${classification}<fingerprints>${hashes.join('')}</fingerprints></${name}>\n`;
}

function deletedXml(id: string, at: Date, { owner, isVideo }: { owner: string; isVideo: boolean }): string {
  const name = isVideo ? 'deletedVideo' : 'deletedImage';
  return `<${name}>${owner}<id>${xml(id)}</id>${timestamp(at)}</${name}>\n`;
}

function timestamp(at: Date | null): string {
  return at === null ? '' : `<timestamp>${at.toISOString().slice(0, 19)}Z</timestamp>`;
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('--', '- -');
}

const COLUMNS = 'id,kind,value,quality,media,classification,scheme,date,positive,negative,disputed,action\n';

async function* writeCsv({ entries, withdrawn }: ReleaseContent): AsyncGenerator<string> {
  yield COLUMNS;
  for await (const { id, values, opinions, ...entry } of entries) {
    const rest = [entry.media, entry.classification ?? '', entry.scheme, entry.listedAt?.toISOString() ?? ''];
    const counts = [opinions.positive, opinions.negative, opinions.disputed];
    for (const { kind, hex, quality } of values)
      yield `${[id, kind, hex, quality ?? '', ...rest, ...counts, 'add'].map(cell).join(',')}\n`;
  }
  for (const { id, endedAt } of withdrawn)
    yield `${[id, '', '', '', '', '', '', endedAt.toISOString(), '', '', '', 'withdraw'].map(cell).join(',')}\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
