import { crc32 } from 'node:zlib';

// One record a line: eight hex digits of CRC-32 over the JSON, a blank, the JSON. A line that a crash cut short, or
// that the disk changed, does not fit its sum.

export function lineOf(record: unknown): string {
  const json = JSON.stringify(record);
  return `${sumOf(json)} ${json}\n`;
}

/** The record of a line without its line break; undefined if the line is not whole. */
export function recordOf(line: string): unknown {
  const json = line.slice(9);
  if (line[8] !== ' ' || sumOf(json) !== line.slice(0, 8)) return undefined;
  return JSON.parse(json);
}

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
