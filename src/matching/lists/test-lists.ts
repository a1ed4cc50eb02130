import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { GivenEntry, ListItem } from './given-entry.ts';
import { type ListFormat, type ReadOptions, readList } from './read-list.ts';

// Lists to read in tests and trials: hashes of numbers, in each form in which lists are exchanged.

export const hashOf = (kind: 'md5' | 'sha1' | 'sha256', text: string): string =>
  createHash(kind).update(`sample ${text}`).digest('hex');

export function sampleList(format: Exclude<ListFormat, 'own'>, entries: number): string {
  const numbers = Array.from({ length: entries }, (_, i) => i);
  if (format === 'ncmec-xml') return xmlOf(numbers);
  if (format === 'vics-json') return vicsOf(numbers);
  if (format === 'threat-exchange-json') return threatExchangeOf(numbers);
  return ['id,kind,value,quality,classification,label', ...numbers.map(csvLine), ''].join('\n');
}

function xmlOf(numbers: readonly number[]): string {
  const images = numbers.map(
    (
      n,
    ) => `<image><member id="${n % 7}">Member</member><timestamp>2026-01-01T00:00:00Z</timestamp><id>e${n}</id><classification>B${1 + (n % 2)}</classification>
<fingerprints><md5>${hashOf('md5', `${n}`)}</md5><pdq>${hashOf('sha256', `${n}`)}</pdq><pdna>AAAA</pdna></fingerprints><feedback><affirmativeFeedback type="Md5"><members><member id="9">Other</member></members></affirmativeFeedback></feedback></image>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images count="${images.length}">
${images.join('\n')}
<deletedImage><member id="1">x</member><id>gone</id></deletedImage></images><videos/><paging><next>/v2/entries?start=1&amp;size=2</next></paging></queryResult>`;
}

function vicsOf(numbers: readonly number[]): string {
  const media = numbers.map((n) => ({
    MediaID: n,
    Category: n % 3,
    MD5: hashOf('md5', `${n}`).toUpperCase(),
    SHA1: hashOf('sha1', `${n}`),
    PhotoDNA: 'AAAA',
    IsDistributed: n % 2 ? 'true' : false,
    DateUpdated: '/Date(1767225600000)/',
    Exifs: [{ PropertyName: 'Artist', PropertyValue: 'somebody' }],
    MediaFiles: [{ FileName: 'a "quoted" name.jpg', FilePath: 'C:\\\\x' }],
    AlternativeHashes: [{ HashName: 'SHA256', HashValue: hashOf('sha256', `${n}`) }],
  }));
  const context = 'http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml/US/$metadata#Cases';
  return `\u{FEFF}${JSON.stringify({ '@odata.context': context, value: [{ CaseID: 'c', Media: media }] })}`;
}

function threatExchangeOf(numbers: readonly number[]): string {
  const data = numbers.map((n) => ({
    id: `${1000 + n}`,
    indicator: hashOf('md5', `${n}`),
    type: 'HASH_MD5',
    last_updated: 1767225600,
    should_delete: n % 5 === 4,
    descriptors: {
      data: [{ id: '1', owner: { id: `${n % 3}` }, status: 'MALICIOUS', tags: ['sample_tag', 'a sentence'] }],
    },
  }));
  return JSON.stringify({ data, paging: { next: 'https://example.org/next' } }, null, 1);
}

function csvLine(n: number): string {
  return `e${n},md5,${hashOf('md5', `${n}`)},,"A",label-${n % 4}`;
}

export type ReadThrough = { format: ListFormat | null; items: ListItem[] };

/** All that is read of a file that comes in the given pieces. */
export async function readAll(pieces: Iterable<Uint8Array>, options: ReadOptions = {}): Promise<ReadThrough> {
  const read: ReadThrough = { format: null, items: [] };
  for await (const part of readList(Readable.from(pieces), options)) {
    if (Array.isArray(part)) read.items.push(...part);
    else read.format = part.format;
  }
  return read;
}

export function entriesIn({ items }: ReadThrough): GivenEntry[] {
  return items.filter((item) => item.what === 'entry');
}
