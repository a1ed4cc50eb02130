import { createHash } from 'node:crypto';
import { EXACT_KINDS, type ExactKind } from './known-status.ts';

/** What the kit knows of a file or a frame: hex, lower case. The content itself is let go at once. */
export type ContentHashes = Partial<Record<ExactKind, string>> & {
  pdq?: { hash: string; quality: number };
};

/** A PDQ hash of a flat or tiny picture matches others of its kind by chance. Source: PDQ reference, quality 50 and up. */
export const LEAST_QUALITY = 50;

export function digestsOf(bytes: Uint8Array): Record<ExactKind, string> {
  const kinds = Object.keys(EXACT_KINDS) as ExactKind[];
  const digests = kinds.map((kind) => [kind, createHash(kind).update(bytes).digest('hex')]);
  return Object.fromEntries(digests) as Record<ExactKind, string>;
}
