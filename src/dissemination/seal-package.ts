import { canonicalJson } from '../shared/canonical-json.ts';
import { saltedDigest, seal, unseal } from '../shared/envelope.ts';
import { Problem } from '../shared/problem.ts';
import { type Signer, verifySignature } from '../shared/signer.ts';
import { sha256Of } from './digests.ts';
import type { PackageDocument } from './package-document.ts';

const SEALED_AS = 'package.document';

/** A package as stored. `document`: sealed; `signature`: Ed25519 over the plain bytes; `publicKey`: SPKI, DER. */
export type SealedPackage = {
  document: Buffer;
  documentBytes: number;
  digest: Buffer;
  signature: Buffer;
  publicKey: Buffer;
};

/** A package as it leaves the bureau: exact bytes, and what proves who made them. */
export type SignedPackage = { bytes: Buffer; signature: Buffer; publicKey: Buffer };

/** Signs a document and seals it under its referral's key. */
export function sealPackage(dataKey: Buffer, signer: Signer, document: PackageDocument): SealedPackage {
  const bytes = Buffer.from(canonicalJson(document));
  return {
    document: seal(dataKey, SEALED_AS, bytes),
    documentBytes: bytes.length,
    digest: digestOf(dataKey, bytes),
    signature: signer.sign(bytes),
    publicKey: signer.publicKey,
  };
}

/** Opens a stored package and proves it; throws `dissemination.signature-wrong` where a byte was changed. */
export function openPackage(dataKey: Buffer, stored: Omit<SealedPackage, 'documentBytes'>): SignedPackage {
  const bytes = unseal(dataKey, SEALED_AS, stored.document);
  const signed = { bytes, signature: stored.signature, publicKey: stored.publicKey };
  if (!verifyPackage(signed) || !digestOf(dataKey, bytes).equals(stored.digest)) {
    throw new Problem('dissemination.signature-wrong');
  }
  return signed;
}

/**
 * Whether the bytes are those that the holder of the key signed. `expected`: the bureau's public key (SPKI, DER) as
 * the verifier knows it; without it, only that bytes, signature and the key beside them fit together.
 */
export function verifyPackage(signed: SignedPackage, expected?: Buffer): boolean {
  const { bytes, signature, publicKey } = signed;
  if (expected && !expected.equals(publicKey)) return false;
  return verifySignature(publicKey, bytes, signature);
}

/** Salted, so that what is kept in the open says nothing once the record's key is gone. */
function digestOf(dataKey: Buffer, bytes: Buffer): Buffer {
  return saltedDigest(dataKey, Buffer.from(sha256Of(bytes)));
}
