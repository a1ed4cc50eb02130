import type { Sheet } from './sheet.ts';
import { readInThread } from './workbook/ask-thread.ts';
import { readCsv } from './workbook/read-csv.ts';
import { MOST_BYTES, unreadable } from './workbook/unreadable.ts';

/** How a file begins that is no table: Excel before 2007 and whatever Excel encrypts, PDF, XML and web pages. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ARCHIVE = Buffer.from('PK');
const PDF = Buffer.from('%PDF');
const MARKUP = /^(?:\uFEFF)?\s*<(?:\?xml|!doctype|html|table)/i;

/** The sheets of a CSV, XLSX or ODS file, told by its content and never by its name. Throws `picture.unreadable-return`. */
export async function readWorkbook(raw: Buffer): Promise<Sheet[]> {
  if (raw.length === 0) throw unreadable('empty');
  if (raw.length > MOST_BYTES) throw unreadable('too-large');
  const beginsWith = (bytes: Buffer) => raw.subarray(0, bytes.length).equals(bytes);
  if (beginsWith(COMPOUND)) throw unreadable(raw.includes(ENCRYPTED_PACKAGE) ? 'encrypted' : 'old-excel');
  if (beginsWith(PDF)) throw unreadable('pdf');
  if (beginsWith(ARCHIVE) && raw[2]! < ARCHIVE_SIGN_BELOW) return readInThread(raw);
  if (MARKUP.test(raw.toString('utf8', 0, 200))) throw unreadable('markup');
  return readCsv(raw);
}

/** The name of the stream in which Excel keeps an encrypted workbook. Source: MS-OFFCRYPTO 2.3.1. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** "PK" is followed by 1, 3, 5 or 7 in an archive, and by a letter in text. */
const ARCHIVE_SIGN_BELOW = 9;
