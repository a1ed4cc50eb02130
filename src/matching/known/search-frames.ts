import { endianness } from 'node:os';
import type { SearchMethod } from '../../hashing/index.ts';
import { Problem } from '../../shared/problem.ts';
import type { SearchAnswer } from './hash-search.ts';

// What travels over the socket of the matching process: length of the rest (4 bytes), the caller's number of the
// request (4), kind (1), body. Little-endian; both ends are on one machine.

export const FRAME_KINDS = { search: 1, status: 2, found: 3, state: 4, refused: 5 } as const;
export type FrameKind = (typeof FRAME_KINDS)[keyof typeof FRAME_KINDS];

export type Frame = { request: number; kind: number; body: Buffer };

/** Hashes in one request: 128 KB. Whoever has more sends more requests. */
export const MOST_QUERIES = 4_096;
/** A request is small; an answer of a clustered list may hold 700 hits for each query, 9 bytes each. */
export const MOST_BYTES = { request: 8 + MOST_QUERIES * 32, answer: 64 * 1024 * 1024 } as const;

const HEAD_BYTES = 9;

export function writeFrame(request: number, kind: FrameKind, ...body: readonly Uint8Array[]): Buffer[] {
  const bodyBytes = body.reduce((sum, part) => sum + part.byteLength, 0);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(HEAD_BYTES - 4 + bodyBytes, 0);
  head.writeUInt32LE(request, 4);
  head.writeUInt8(kind, 8);
  return [head, ...body.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))];
}

/** Cuts what arrives into frames. Throws a RangeError where a length cannot be true: the other end is not ours. */
export function frameReader(mostBytes: number, take: (frame: Frame) => void): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let needed = 4;
  return (chunk) => {
    held.push(chunk);
    heldBytes += chunk.length;
    while (heldBytes >= needed) {
      const all = held.length === 1 ? held[0]! : Buffer.concat(held);
      const length = all.readUInt32LE(0);
      if (length < HEAD_BYTES - 4 || length > mostBytes + HEAD_BYTES) throw new RangeError('not a frame');
      needed = 4 + length;
      held = [all];
      if (heldBytes < needed) return;
      take({ request: all.readUInt32LE(4), kind: all.readUInt8(8), body: all.subarray(HEAD_BYTES, needed) });
      held = heldBytes === needed ? [] : [all.subarray(needed)];
      heldBytes -= needed;
      needed = 4;
    }
  };
}

/** Radius (4 bytes), then 32 bytes for each query. */
export function writeSearch(request: number, queries: Uint8Array, radius: number): Buffer[] {
  return writeFrame(request, FRAME_KINDS.search, asBytes(Uint32Array.of(radius)), queries);
}

export function readSearch(body: Buffer): { radius: number; queries: Uint8Array } {
  if (body.length < 4) throw new Problem('hashing.invalid-search');
  return { radius: body.readUInt32LE(0), queries: Uint8Array.from(body.subarray(4)) };
}

const METHODS = ['index', 'scan'] as const satisfies readonly SearchMethod[];

/** Revision (8 bytes, a float), hits (4), method (4), then queries, ids (4 bytes each) and distances (1). */
export function writeFound(request: number, answer: SearchAnswer): Buffer[] {
  const { queries, ids, distances, method, revision } = answer;
  const counts = Uint32Array.of(ids.length, METHODS.indexOf(method));
  return writeFrame(
    request,
    FRAME_KINDS.found,
    ...[Float64Array.of(revision), counts, queries, ids, distances].map(asBytes),
  );
}

export function readFound(body: Buffer): SearchAnswer {
  const hits = body.readUInt32LE(8);
  if (body.length !== 16 + hits * 9) throw new RangeError('not an answer');
  // A copy of its own begins at an address that numbers of four bytes may be read at.
  const own = Uint8Array.from(body).buffer;
  return {
    revision: body.readDoubleLE(0),
    method: METHODS[body.readUInt32LE(12)]!,
    queries: new Uint32Array(own, 16, hits),
    ids: new Uint32Array(own, 16 + hits * 4, hits),
    distances: new Uint8Array(own, 16 + hits * 8, hits),
  };
}

function asBytes(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

if (endianness() !== 'LE') throw new Error('numbers travel as this machine holds them, lowest byte first');
