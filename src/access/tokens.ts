import { hash, randomBytes } from 'node:crypto';

/** A secret of 256 bits that is told once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A secret for a program. `mark`: what says by sight what it opens, such as "edt". */
export function newToken(mark: string): string {
  return `${mark}_${newSecret()}`;
}

/** All that is kept of a token. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
