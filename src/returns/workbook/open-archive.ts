import { inflateRawSync } from 'node:zlib';
import { MOST_BYTES_INSIDE, MOST_PARTS, unreadable } from './unreadable.ts';

// Unpacks a ZIP archive without trusting it: what it says of its sizes is checked before anything is unpacked, and holds
// while it is. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

type Part = { name: string; flags: number; method: number; packed: number; size: number; at: number };

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** The parts by name, unpacked; those that `wanted` refuses are left out. Throws `picture.unreadable-return`. */
export function openArchive(raw: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  const parts = partsOf(raw);
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_BYTES_INSIDE) throw unreadable('too-large-inside');
  // Parts that lie over one another unpack to more than the file has bytes for.
  if (parts.reduce((sum, { packed }) => sum + packed, 0) > raw.length) throw unreadable('damaged');
  return new Map(parts.filter(({ name }) => wanted(name)).map((part) => [part.name, unpack(raw, part)]));
}

function partsOf(raw: Buffer): Part[] {
  const end = endOf(raw);
  const count = raw.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw unreadable('too-large-inside');
  const parts: Part[] = [];
  let at = raw.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_BYTES > raw.length || raw.readUInt32LE(at) !== ENTRY) throw unreadable('damaged');
    const nameLength = raw.readUInt16LE(at + 28);
    parts.push({
      name: raw.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      flags: raw.readUInt16LE(at + 8),
      method: raw.readUInt16LE(at + 10),
      packed: raw.readUInt32LE(at + 20),
      size: raw.readUInt32LE(at + 24),
      at: raw.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameLength + raw.readUInt16LE(at + 30) + raw.readUInt16LE(at + 32);
  }
  return parts;
}

function endOf(raw: Buffer): number {
  const first = Math.max(0, raw.length - END_BYTES - LONGEST_COMMENT);
  for (let at = raw.length - END_BYTES; at >= first; at -= 1) if (raw.readUInt32LE(at) === END) return at;
  throw unreadable('damaged');
}

function unpack(raw: Buffer, { flags, method, packed, size, at }: Part): Buffer {
  if ((flags & ENCRYPTED) !== 0) throw unreadable('encrypted');
  if (at + LOCAL_BYTES > raw.length || raw.readUInt32LE(at) !== LOCAL) throw unreadable('damaged');
  const from = at + LOCAL_BYTES + raw.readUInt16LE(at + 26) + raw.readUInt16LE(at + 28);
  const bytes = raw.subarray(from, from + packed);
  if (method === STORED && bytes.length === size) return bytes;
  if (method !== DEFLATED || size === 0) {
    if (size === 0) return Buffer.alloc(0);
    throw unreadable('damaged');
  }
  try {
    const unpacked = inflateRawSync(bytes, { maxOutputLength: size });
    if (unpacked.length === size) return unpacked;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
  throw unreadable('damaged');
}
