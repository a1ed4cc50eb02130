import { invalid } from './json-text.ts';
import { lookUp } from './look-up.ts';

/** Encodings that reports come in, by the name in the XML declaration. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
};

const BYTE_ORDER_MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** The characters of an XML document, by its byte order mark or declaration; throws `intake.invalid`. */
export function decodeXml(raw: Buffer): string {
  const encoding = encodingOf(raw);
  if (!encoding)
    throw invalid([{ line: 1, reason: 'the XML declaration names an encoding that is not taken here' }]);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch (cause) {
    throw invalid([{ reason: `the bytes are not ${encoding.toUpperCase()}` }], cause);
  }
}

function encodingOf(raw: Buffer): string | undefined {
  const mark = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, i) => raw[i] === byte));
  if (mark) return mark.encoding;
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    raw.toString('latin1', 0, 200),
  )?.[1];
  return lookUp(ENCODINGS, declared?.toLowerCase() ?? 'utf-8');
}

/** Name of the root element, by the first kilobytes; undefined where there is none. Never throws. */
export function rootElementName(raw: Buffer): string | undefined {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(raw) ?? 'utf-8').decode(raw.subarray(0, 8_192)).trimStart();
  } catch {
    return undefined;
  }
  for (;;) {
    const end = text.startsWith('<!--') ? '-->' : /^<[?!]/.test(text) ? '>' : undefined;
    if (end === undefined) return /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(text)?.[1];
    const at = text.indexOf(end);
    if (at < 0) return undefined;
    text = text.slice(at + end.length).trimStart();
  }
}
