import { createHash, createHmac, randomInt } from 'node:crypto';

// By what a host's answer is known to be its own. The secret is made from the bureau's key each time it is sent: what
// is stored is its digest, so that a copy of the database answers for nobody.

/** 144 bits: not to be guessed, and short enough to be read out. */
const SECRET_BYTES = 18;

export function answerSecret(linkingKey: Buffer, noticeId: string): string {
  const mac = createHmac('sha256', linkingKey).update(`removal-answer\0${noticeId}`).digest();
  return mac.subarray(0, SECRET_BYTES).toString('base64url');
}

export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Where a visitor came from, so that wrong answers can be counted and nobody's address is kept. */
export function visitorKey(linkingKey: Buffer, address: string): Buffer {
  return createHmac('sha256', linkingKey).update(`visitor\0${address}`).digest().subarray(0, 16);
}

/** Digits and letters that cannot be taken for each other (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_SIGNS = 8;

/** RN-7K2M9QXA: says nothing of how many notices there are, nor about what. */
export function newReference(): string {
  return `RN-${Array.from({ length: REFERENCE_SIGNS }, () => SIGNS[randomInt(SIGNS.length)]).join('')}`;
}

/** The reference that somebody typed; null where it has not the form of one, so that nothing else is looked for. */
export function readReference(typed: string): string | null {
  const reference = typed.trim().toUpperCase();
  return /^RN-[0-9A-Z]{8}$/.test(reference) ? reference : null;
}

/** Wrong answers that one visitor may give in an hour. Chosen: nobody mistypes a link ten times. */
export const MOST_WRONG_ANSWERS = 10;
export const WRONG_ANSWERS_WITHIN_MS = 3_600_000;
/** Then they are forgotten. */
export const WRONG_ANSWERS_KEPT_MS = 86_400_000;
