import { createHmac, createSecretKey } from 'node:crypto';
import { type OpenFacts, openFacts, type ReferralContent, SEALED_AS } from '../referral/index.ts';
import { newDataKey, type SealingKey, saltedDigest, seal, sealingKey, sealJson } from '../shared/envelope.ts';
import type { KeyService, WrappedKey } from '../shared/key-service.ts';

/** Personal data and evidence of one referral, sealed; beside them the facts that name nobody. */
export type SealedContent = { facts: OpenFacts; content: Buffer; evidence: Buffer };

export function sealContent(dataKey: SealingKey, { evidence, ...content }: ReferralContent): SealedContent {
  return {
    facts: openFacts({ ...content, evidence }),
    content: sealJson(dataKey, SEALED_AS.content, content),
    evidence: sealJson(dataKey, SEALED_AS.evidence, evidence),
  };
}

/** A record's own key, wrapped, with what is sealed under it. */
export type SealedDocument = {
  key: WrappedKey;
  raw: Buffer;
  digest: Buffer;
  content: SealedContent | undefined;
};

/** Seals documents, each under a new key of its own; the keys are wrapped in one call. */
export async function sealDocuments(
  keys: KeyService,
  documents: readonly { kept: Buffer; content?: ReferralContent | undefined }[],
): Promise<SealedDocument[]> {
  const dataKeys = documents.map(newDataKey);
  const wrapped = await keys.wrap(dataKeys);
  return documents.map(({ kept, content }, i) => {
    const dataKey = sealingKey(dataKeys[i]!);
    return {
      key: wrapped[i]!,
      raw: seal(dataKey, SEALED_AS.raw, kept),
      digest: saltedDigest(dataKey, kept),
      content: content && sealContent(dataKey, content),
    };
  });
}

/** Tells whether a document came before, without saying what it holds: only this bureau's key gives the same hash. */
export function documentHash(keys: KeyService, ...parts: readonly Buffer[]): Buffer {
  return keyedHash(keys, 'document', ...parts);
}

/** A sender's idempotency key as it is kept: senders put all sorts of things into theirs. */
export function hashIdempotencyKey(keys: KeyService, key: string): string {
  return keyedHash(keys, 'idempotency-key', Buffer.from(key)).toString('base64url');
}

function keyedHash(keys: KeyService, what: string, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('sha256', createSecretKey(keys.linkingKey)).update(`everydot-${what}\0`);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
