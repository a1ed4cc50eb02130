import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json.ts';

/** The SHA-256 by which a recipient names what they received, in hex. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a value in canonical JSON, in hex. */
export function sha256OfJson(value: unknown): string {
  return sha256Of(Buffer.from(canonicalJson(value)));
}
