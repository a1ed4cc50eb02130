import { createHash } from 'node:crypto';
import type { Source } from '../access/index.ts';
import { Problem } from '../shared/problem.ts';
import { endpointKey } from './finish-submission.ts';
import type { Intake } from './open-intake.ts';
import { receiveDocument } from './receive-document.ts';

/**
 * Reads a document that is part of something larger. Where it is not valid it is kept in quarantine, once however often
 * it is sent, and the refusal is thrown on: a client's mistake must not be the end of what it had to say.
 */
export async function keepIfRefused<T>(
  intake: Intake,
  sender: Source,
  raw: Buffer,
  read: () => T,
): Promise<T> {
  try {
    return read();
  } catch (refusal) {
    if (refusal instanceof Problem && refusal.code === 'intake.invalid') {
      const idempotencyKey = endpointKey(createHash('sha256').update(raw).digest('hex'));
      await receiveDocument(intake, sender, { raw, channel: 'api', adapter: 'cybertip-xml', idempotencyKey });
    }
    throw refusal;
  }
}
