import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import { type Fault, Problem } from '../../shared/problem.ts';

/** A CSV as it is handed to DuckDB: in UTF-8, with its delimiter and the names of its columns. */
export type OpenedCsv = { file: string; delimiter: string; columns: string[] };

export type CsvOptions = { encoding?: string | undefined; delimiter?: string | undefined };

/** Chosen: a header of thousands of columns fits. */
const HEAD_BYTES = 2 ** 18;
/** Stands in a decoded text for what is not in the encoding. Source: Unicode, the replacement character. */
const NO_SIGN = '\ufffd';
const DELIMITERS = [',', ';', '\t', '|'];

/** Opens a CSV; where it is packed or in another encoding, a copy in UTF-8 is written into `folder`. */
export async function openCsv(file: string, folder: string, options: CsvOptions = {}): Promise<OpenedCsv> {
  const plain = await unpacked(file, folder);
  const head = await headOf(plain);
  const encoding = options.encoding ?? markedEncoding(head) ?? 'utf-8';
  const readable = encoding === 'utf-8' ? plain : await inUtf8(plain, folder, encoding);
  const text = new TextDecoder().decode(await headOf(readable));
  if (text.trim() === '') throw new Problem('linking.table-empty', { detail: path.basename(file) });
  if (text.includes(NO_SIGN)) await ensureUtf8(file, readable);
  const delimiter = options.delimiter ?? likelyDelimiter(text);
  return { file: readable, delimiter, columns: headerOf(text, delimiter, file) };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unpacked(file: string, folder: string): Promise<string> {
  const head = await headOf(file);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return file;
  const plain = path.join(folder, `${path.basename(file)}.csv`);
  try {
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(plain));
  } catch (cause) {
    throw unreadable(file, [{ reason: 'it is packed, and the packing is damaged' }], cause);
  }
  return plain;
}

function markedEncoding([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

async function inUtf8(file: string, folder: string, encoding: string): Promise<string> {
  const copy = path.join(folder, `${path.basename(file)}.utf8.csv`);
  const decoder = decoderOf(encoding);
  await pipeline(
    createReadStream(file),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
    createWriteStream(copy),
  );
  return copy;
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding);
  } catch (cause) {
    throw new Problem('command.unknown-value', {
      detail: '--encoding is one such as utf-8, utf-16le, windows-1252',
      cause,
    });
  }
}

/** Throws where the file is not in UTF-8, with the line of it. DuckDB refuses it too, and cannot tell it from other faults. */
export async function ensureUtf8(file: string, readable: string): Promise<void> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(readable, { highWaterMark: 2 ** 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) throw notUtf8(file, whole, line);
    line += countLines(whole);
    rest = bytes.subarray(end);
  }
  if (!isUtf8(rest)) throw notUtf8(file, rest, line);
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

function notUtf8(file: string, bytes: Buffer, firstLine: number): Problem {
  let from = 0;
  let line = firstLine;
  for (let end = bytes.indexOf(0x0a); end >= 0 && isUtf8(bytes.subarray(from, end)); line += 1) {
    from = end + 1;
    end = bytes.indexOf(0x0a, from);
  }
  const reason = 'is not written in UTF-8; name its encoding, such as --encoding windows-1252';
  return new Problem('linking.table-encoding', { detail: path.basename(file), faults: [{ reason, line }] });
}

/** The one that stands most often in the first line. */
function likelyDelimiter(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

function headerOf(text: string, delimiter: string, file: string): string[] {
  const options = { bom: true, delimiter, to: 1, trim: true, relax_column_count: true } as const;
  try {
    const [names = []] = parse(text, options) as string[][];
    const columns = names.map((name, i) => name || `column ${i + 1}`);
    const twice = columns.filter((name, i) => columns.indexOf(name) !== i);
    if (twice.length === 0) return columns;
    throw unreadable(
      file,
      twice.map((name) => ({ reason: 'there are two columns of this name', path: name, line: 1 })),
    );
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    throw unreadable(file, [{ reason: 'the header is wrongly quoted', line: 1 }], failure);
  }
}

export function unreadable(file: string, faults: readonly Fault[], cause?: unknown): Problem {
  return new Problem('linking.table-unreadable', { detail: path.basename(file), faults, cause });
}
