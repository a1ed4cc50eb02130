import type { FastifyRequest } from 'fastify';
import { type LookupQuery, usableHash } from '../matching/index.ts';
import { HASH_KINDS } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';

/** A hash as it was asked about. */
type AskedHash = { kind: string; value: string; quality?: number | undefined };

export type AskedHashes = {
  queries: LookupQuery[];
  /** The place in the request of each query, from 0. */
  places: number[];
  /** Places of what is no hash that could be compared: malformed, a filler, or a PDQ hash of low quality. */
  unusable: number[];
  asked: number;
};

/** `most`: hashes in one request; throws `matching.too-many-hashes` beyond it and `api.bad-request` for what is no list. */
export function readAskedHashes(request: FastifyRequest, most: number): AskedHashes {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const hashes = READERS[type]?.(body, most);
  if (hashes === undefined)
    throw new Problem('api.bad-request', { detail: `send ${Object.keys(READERS).join(', ')}` });
  if (hashes.length > most) throw new Problem('matching.too-many-hashes', { detail: `${most} are the most` });
  const usable = hashes.map(usableQuery);
  const places = usable.flatMap((query, place) => (query === null ? [] : [place]));
  return {
    queries: places.map((place) => usable[place]!),
    places,
    unusable: usable.flatMap((query, place) => (query === null ? [place] : [])),
    asked: hashes.length,
  };
}

type ReadHashes = (body: Buffer, most: number) => AskedHash[];

/** By media type. Bytes: 32 of each PDQ hash. Text: one a line, "kind:hex", or hex of a PDQ hash. */
const READERS: Readonly<Record<string, ReadHashes>> = {
  'application/json': (body) => readJson(body),
  'text/plain': (body, most) =>
    body
      .toString('latin1')
      .split(/\r?\n/, most + 2)
      .filter((line) => line.trim() !== '')
      .map(readLine),
  'application/octet-stream': (body, most) => {
    if (body.length % 32 !== 0) throw new Problem('api.bad-request', { detail: '32 bytes for each hash' });
    return Array.from({ length: Math.min(body.length / 32, most + 1) }, (_, at) => ({
      kind: 'pdq',
      value: body.toString('hex', at * 32, at * 32 + 32),
    }));
  },
};

function readJson(body: Buffer): AskedHash[] {
  const { hashes } = parse(body) as { hashes?: unknown };
  if (!Array.isArray(hashes)) throw new Problem('api.bad-request', { detail: 'hashes is a list' });
  return hashes.map((hash: unknown) => {
    if (typeof hash === 'string') return readLine(hash);
    const { kind, value, quality } = (hash ?? {}) as Record<string, unknown>;
    return {
      kind: typeof kind === 'string' ? kind : '',
      value: typeof value === 'string' ? value : '',
      quality: typeof quality === 'number' ? quality : undefined,
    };
  });
}

/** Throws `api.bad-request` for what is no JSON object. */
export function parse(body: Buffer): object {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (cause) {
    throw new Problem('api.bad-request', { detail: 'the body is no JSON', cause });
  }
  throw new Problem('api.bad-request', { detail: 'the body is no JSON object' });
}

function readLine(line: string): AskedHash {
  const [, kind = 'pdq', value = ''] = /^\s*(?:([a-z0-9]+):)?(\S*)\s*$/i.exec(line) ?? [];
  return { kind: kind.toLowerCase(), value };
}

/** Null for what can tell nothing. It is compared with what lists vouch for: whatever they may name may be asked for. */
export function usableQuery({ kind, value, quality }: AskedHash): LookupQuery | null {
  if (!Object.hasOwn(HASH_KINDS, kind)) return null;
  const hash = { kind: kind as keyof typeof HASH_KINDS, value };
  const usable = usableHash(quality === undefined ? hash : { ...hash, quality }, { vouched: true });
  return usable === null ? null : { kind: usable.kind, hex: usable.hex };
}
