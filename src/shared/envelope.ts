import { createCipheriv, createDecipheriv, createHmac, createSecretKey, KeyObject } from 'node:crypto';
import { Problem } from './problem.ts';
import { drawRandomBytes } from './random-bytes.ts';

// Envelope encryption: each record has a data key of its own, stored only in wrapped form. Destroying the
// wrapped key erases everything sealed under it, wherever copies of the sealed bytes lie.

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const DATA_KEY_BYTES = 32;

export function newDataKey(): Buffer {
  return drawRandomBytes(DATA_KEY_BYTES);
}

/** A key that seals more than once is best made a key object first: Node 24 takes twice as long over plain bytes. */
export type SealingKey = Buffer | KeyObject;

export function sealingKey(key: SealingKey): KeyObject {
  return key instanceof KeyObject ? key : createSecretKey(key);
}

/** AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes). `context` binds the bytes to their column. */
export function seal(dataKey: SealingKey, context: string, plain: Buffer): Buffer {
  const nonce = drawRandomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(dataKey), nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes again; throws `keys.unwrap-failed` if the bytes, the key or the context are not the same. */
export function unseal(dataKey: SealingKey, context: string, sealed: Buffer): Buffer {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(dataKey), nonce).setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch (cause) {
    throw new Problem('keys.unwrap-failed', { cause });
  }
}

/** A digest salted by the record's own key: it proves the content while the record lives, and nothing after. */
export function saltedDigest(dataKey: SealingKey, content: Buffer): Buffer {
  return createHmac('sha256', sealingKey(dataKey))
    .update('everydot-ledger-digest\0')
    .update(content)
    .digest();
}

export function sealJson(dataKey: SealingKey, context: string, value: unknown): Buffer {
  return seal(dataKey, context, Buffer.from(JSON.stringify(value)));
}

export function unsealJson<T>(dataKey: SealingKey, context: string, sealed: Buffer): T {
  return JSON.parse(unseal(dataKey, context, sealed).toString('utf8')) as T;
}
