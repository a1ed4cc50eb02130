import {
  type GivenEntry,
  type GivenHash,
  LARGEST_ENTRY,
  type ListItem,
  type ListReader,
  type Place,
} from './given-entry.ts';
import { mergeEntries } from './merge-entries.ts';
import { momentOf } from './moment.ts';
import { MEDIA, type Media, SCHEMES, type Scheme } from './vocabulary.ts';

// One hash a line: either plain, with an optional label after a comma, or under a header with the columns below.
// Lines of the same id that follow one another are one entry. A line that cannot be read spoils nothing but itself.

const COLUMNS = [
  'id',
  'kind',
  'value',
  'quality',
  'media',
  'classification',
  'scheme',
  'date',
  'action',
] as const;
type Column = (typeof COLUMNS)[number];

/** Other words for the columns. Of `label`, `label1`, `label2` … there may be any number. */
const SYNONYMS: Record<string, Column> = { type: 'kind', hash: 'value', category: 'classification' };
/** A list may instead give a column to each kind. */
const KIND_COLUMNS: readonly string[] = ['md5', 'sha1', 'sha256', 'pdq'];

type Header = { at: Map<string, number>; labels: number[] };
type Row = Place & { cells: string[] };

export function readCsv(options: { kind?: string | undefined }): ListReader {
  return mergeEntries(new CsvReading(options.kind));
}

class CsvReading implements ListReader {
  readonly #kind: string | undefined;
  #rest = '';
  #isTooLong = false;
  #line = 0;
  #entries = 0;
  #header: Header | null | undefined;
  #items: ListItem[] = [];

  constructor(kind: string | undefined) {
    this.#kind = kind;
  }

  push(text: string): ListItem[] {
    this.#items = [];
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#takeLine(line);
    if (this.#rest.length > LARGEST_ENTRY) {
      this.#rest = '';
      this.#isTooLong = true;
    }
    return this.#items;
  }

  end(): ListItem[] {
    this.#items = [];
    if (this.#rest !== '') this.#takeLine(this.#rest);
    return this.#items;
  }

  #takeLine(text: string): void {
    this.#line += 1;
    const line = text.trim();
    if (!this.#isTooLong && (line === '' || line.startsWith('#'))) return;
    const cells = this.#isTooLong ? null : cellsOf(line);
    if (cells === null) {
      this.#reject(this.#isTooLong ? 'entry.too-large' : 'entry.unreadable');
      return;
    }
    if (this.#header === undefined) {
      this.#header = headerOf(cells);
      if (this.#header) return;
    }
    this.#takeRow({ entry: this.#entries + 1, line: this.#line, cells });
  }

  #reject(code: 'entry.too-large' | 'entry.unreadable'): void {
    this.#isTooLong = false;
    this.#entries += 1;
    this.#items.push({ what: 'rejected', entry: this.#entries, line: this.#line, code });
  }

  #takeRow(row: Row): void {
    const item = this.#header ? underHeader(row, this.#header, this.#kind) : plain(row, this.#kind);
    this.#entries += 1;
    this.#items.push(item);
  }
}

/** The cells of a line; null where a quotation mark is left open. */
function cellsOf(line: string): string[] | null {
  if (!line.includes('"')) return line.split(/[,;\t]/).map((cell) => cell.trim());
  const cells: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"\s*|([^",;\t]*))([,;\t]|$)/y;
  while (cell.lastIndex < line.length) {
    const found = cell.exec(line);
    if (!found) return null;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] === '') break;
  }
  return cells;
}

function headerOf(cells: readonly string[]): Header | null {
  const names = cells.map((cell) => cell.toLowerCase().replace(/^\uFEFF/, ''));
  const known = names.map((name) => SYNONYMS[name] ?? name);
  if (!known.includes('value') && !known.some((name) => KIND_COLUMNS.includes(name))) return null;
  const labels = known.flatMap((name, at) => (/^(?:label|tag)s?\d*$/.test(name) ? [at] : []));
  return { at: new Map(known.map((name, at) => [name, at])), labels };
}

function underHeader(row: Row, header: Header, kind: string | undefined): ListItem {
  const { cells, ...place } = row;
  const of = (column: string): string => cells[header.at.get(column) ?? -1] ?? '';
  const hashes = [
    ...(of('value') === '' ? [] : [hash(of('kind') || kind, of('value'), of('quality'))]),
    ...KIND_COLUMNS.flatMap((name) => (of(name) === '' ? [] : [hash(name, of(name), of('quality'))])),
  ];
  const id = of('id') || idOf(hashes);
  if (id === '') return { what: 'rejected', ...place, code: 'entry.no-usable-hash' };
  if (/^(withdraw|withdrawn|delete|deleted|remove)$/i.test(of('action')))
    return { what: 'withdrawal', ...place, id };
  return {
    ...newEntry(place, id, hashes),
    media: Object.hasOwn(MEDIA, of('media')) ? (of('media') as Media) : 'unknown',
    classification: of('classification') || null,
    scheme: Object.hasOwn(SCHEMES, of('scheme')) ? (of('scheme') as Scheme) : null,
    listedAt: momentOf(of('date')),
    labels: header.labels.map((at) => cells[at] ?? '').filter((label) => label !== ''),
  };
}

function plain({ cells, ...place }: Row, kind: string | undefined): ListItem {
  const hashes = [hash(kind, cells[0]!)];
  return { ...newEntry(place, idOf(hashes), hashes), labels: cells.slice(1).filter((label) => label !== '') };
}

/** Where a list gives no ids, the value is the id. */
function idOf(hashes: readonly GivenHash[]): string {
  return hashes[0] ? `${hashes[0].kind}:${hashes[0].value.toLowerCase()}` : '';
}

/** By length, where no kind is stated; 64 digits may be SHA-256 or PDQ. */
const KIND_OF_LENGTH: Record<number, string> = { 32: 'md5', 40: 'sha1', 64: 'unclear' };

function hash(kind: string | undefined, value: string, quality = ''): GivenHash {
  const stated = kind?.toLowerCase() ?? KIND_OF_LENGTH[value.length] ?? 'md5';
  return { kind: stated, value, ...(/^\d{1,3}$/.test(quality) && { quality: Number(quality) }) };
}

function newEntry(place: Place, id: string, hashes: GivenHash[]): GivenEntry {
  return {
    what: 'entry',
    ...place,
    id,
    media: 'unknown',
    classification: null,
    scheme: null,
    member: null,
    listedAt: null,
    hashes,
    labels: [],
    opinions: null,
  };
}
