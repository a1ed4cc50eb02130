import { Problem } from '../../shared/problem.ts';
import { readCsv } from './csv-list.ts';
import type { ListItem, ListReader } from './given-entry.ts';
import { readNcmec } from './ncmec-xml.ts';
import { readThreatExchange } from './threat-exchange-json.ts';
import { type Bytes, unpack } from './unpack.ts';
import { readVics, type VicsOptions } from './vics-json.ts';

/** The formats of hash lists, recognised by what a file holds; its name says nothing. */
export const LIST_FORMATS = {
  'ncmec-xml': { label: 'NCMEC Hash Sharing v2 (XML)' },
  'vics-json': { label: 'Project VIC VICS 1.3 or 2.0 (JSON)' },
  'threat-exchange-json': { label: 'ThreatExchange (JSON)' },
  csv: { label: 'CSV, or one hash a line' },
  own: { label: "The bureau's own grading" },
} as const satisfies Record<string, { label: string }>;
export type ListFormat = keyof typeof LIST_FORMATS;

/** What a file does not say of itself. `kind`: of plain hashes with 64 digits. */
export type ReadOptions = VicsOptions & { kind?: string | undefined };

/** Characters of the file's beginning by which its format is recognised. */
const LOOKED_AT = 65_536;

/** The items of a file in their order; the first thing told is its format. Throws `lists.…` where it is no list. */
export async function* readList(
  file: Bytes,
  options: ReadOptions = {},
): AsyncGenerator<{ format: ListFormat } | ListItem[]> {
  const decoder = decoding();
  let head: string | null = '';
  let reader: ListReader | undefined;
  for await (const piece of unpack(file)) {
    const text = decoder(piece);
    if (reader) yield reader.push(text);
    else {
      head += text;
      if (head!.length < LOOKED_AT) continue;
      const format = recognise(head!);
      reader = readerOf(format, options);
      yield { format };
      yield reader.push(head!);
      head = null;
    }
  }
  const rest = (head ?? '') + decoder();
  if (!reader) {
    const format = recognise(rest);
    reader = readerOf(format, options);
    yield { format };
  }
  yield reader.push(rest);
  yield reader.end();
}

function readerOf(format: ListFormat, options: ReadOptions): ListReader {
  if (format === 'ncmec-xml') return readNcmec();
  if (format === 'vics-json') return readVics(options);
  return format === 'threat-exchange-json' ? readThreatExchange() : readCsv(options);
}

/** Bytes to text: UTF-8, or UTF-16 where the file begins with its mark. A call without bytes ends it. */
function decoding(): (bytes?: Uint8Array) => string {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return (bytes) => {
    if (!decoder && !bytes) return '';
    decoder ??= new TextDecoder(encodingOf(bytes!));
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Throws `lists.unknown-format`, and `lists.document-type` for XML that declares one. */
function recognise(head: string): ListFormat {
  const text = head.trimStart();
  if (text.startsWith('<')) return recogniseXml(text);
  if (text.startsWith('{') || text.startsWith('[')) return recogniseJson(text);
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const isHeader = /(^|[,;\t"])(value|hash|md5|sha1|sha256|pdq)("?\s*)([,;\t]|$)/i.test(first);
  if (isHeader || /^"?[0-9a-f]{32,64}"?\s*([,;\t]|$)/i.test(first)) return 'csv';
  throw new Problem('lists.unknown-format');
}

function recogniseXml(text: string): ListFormat {
  if (/<!DOCTYPE/i.test(text)) throw new Problem('lists.document-type');
  if (/<(?:[\w.-]+:)?queryResult[\s>/]/.test(text)) return 'ncmec-xml';
  throw new Problem('lists.unknown-format');
}

function recogniseJson(text: string): ListFormat {
  if (/"(?:@odata\.context|MediaID|Media)"\s*:/.test(text)) return 'vics-json';
  if (/"(?:indicator|raw_indicator|should_delete|descriptors|data)"\s*:/.test(text))
    return 'threat-exchange-json';
  throw new Problem('lists.unknown-format');
}
