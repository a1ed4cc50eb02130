import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyKind } from './identifier-kinds.ts';

/** Makes keys of values: 64 bits as a signed decimal. 50 million of them collide by chance once in 15,000 such stores. */
export function linkingHasher(linkingKey: Buffer): (kind: KeyKind, value: string) => string {
  // made once: to take a key over costs more than to hash with it
  const key = createSecretKey(linkingKey);
  return (kind, value) =>
    createHmac('sha256', key).update(`${kind}\0${value}`).digest().readBigInt64BE(0).toString();
}
