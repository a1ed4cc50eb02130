import { createHmac } from 'node:crypto';
import type { KeyKind } from './identifier-kinds.ts';

/** 64 bits, as a signed decimal for a bigint column: 50 million keys collide by chance once in 15,000 such stores. */
export function linkingKeyOf(linkingKey: Buffer, kind: KeyKind, value: string): string {
  const digest = createHmac('sha256', linkingKey).update(`${kind}\0${value}`).digest();
  return digest.readBigInt64BE(0).toString();
}
