import { readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

// A snapshot file: a head of 64 bytes, then sections of bytes, then a table of contents in JSON. The head holds where the
// table is and its checksum; the table holds the checksums of every section, one for each 16 MB. Little-endian, as the
// columns and tables in it are.

/** Raised whenever the layout of a shard or of the file changes: an older file is refused, and the index built anew. */
const VERSION = 1;
const MAGIC = 'everydot-index\n\0';
export const HEAD_BYTES = 64;
const HEAD_SUM_AT = 60;

/** Chosen: read or written at once; small beside the memory, large enough that the disk streams. */
const STEP_BYTES = 16 * 2 ** 20;

/** Why a file is not taken. */
export class Refusal extends Error {}

export type Section = { at: number; bytes: number; sums: number[] };

export type ShardContents = { rows: number; memory: Section; ids: Section; gone: Section };
export type Contents = {
  revision: number | null;
  shards: ShardContents[];
  looseIds: Section;
  looseHashes: Section;
};

/** Writes a section at a place in the file. */
export function writeSection(file: number, at: number, bytes: Uint8Array): Section {
  const sums: number[] = [];
  for (let from = 0; from < bytes.length; from += STEP_BYTES) {
    const step = bytes.subarray(from, from + STEP_BYTES);
    sums.push(crc32(step));
    writeWhole(file, step, at + from);
  }
  return { at, bytes: bytes.length, sums };
}

/** Fills `bytes` from a section; throws a Refusal unless all of it is there and sums up. */
export function readSection(file: number, { at, sums }: Section, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; from += STEP_BYTES) {
    const step = bytes.subarray(from, from + STEP_BYTES);
    readWhole(file, step, at + from);
    if (crc32(step) !== sums[from / STEP_BYTES]) throw new Refusal('it is damaged');
  }
}

export function writeContents(file: number, at: number, contents: Contents): void {
  const table = Buffer.from(JSON.stringify(contents));
  writeWhole(file, table, at);
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC, 0, 'latin1');
  head.writeUInt32LE(VERSION, 16);
  head.writeDoubleLE(at, 24);
  head.writeUInt32LE(table.length, 32);
  head.writeUInt32LE(crc32(table), 36);
  head.writeUInt32LE(crc32(head.subarray(0, HEAD_SUM_AT)), HEAD_SUM_AT);
  writeWhole(file, head, 0);
}

export function readContents(file: number): Contents {
  const head = Buffer.alloc(HEAD_BYTES);
  readWhole(file, head, 0);
  if (head.toString('latin1', 0, 16) !== MAGIC) throw new Refusal('it is no snapshot of an index');
  if (head.readUInt32LE(HEAD_SUM_AT) !== crc32(head.subarray(0, HEAD_SUM_AT)))
    throw new Refusal('it is damaged');
  if (head.readUInt32LE(16) !== VERSION) throw new Refusal('another version of Everydot wrote it');
  const table = Buffer.alloc(head.readUInt32LE(32));
  readWhole(file, table, head.readDoubleLE(24));
  if (crc32(table) !== head.readUInt32LE(36)) throw new Refusal('it is damaged');
  return JSON.parse(table.toString()) as Contents;
}

function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
  }
}

function readWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, at + done);
    if (read === 0) throw new Refusal('it is cut short');
    done += read;
  }
}
