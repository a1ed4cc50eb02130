import { canonicalJson } from '../../shared/canonical-json.ts';
import { type Signer, verifySignature } from '../../shared/signer.ts';
import type { Manifest } from './release-records.ts';

/** Signs everything in the manifest but the signature, with the key that signs the ledger's checkpoints. */
export function signManifest(
  unsigned: Omit<Manifest, 'keyId' | 'publicKey' | 'signature'>,
  signer: Signer,
): Manifest {
  const withKey = { ...unsigned, keyId: signer.keyId, publicKey: signer.publicKey.toString('hex') };
  return { ...withKey, signature: signer.sign(signedBytes(withKey)).toString('hex') };
}

/** Whether the manifest was signed with the key that it names; whose key that is, is for the reader to know. */
export function manifestHolds({ signature, ...signed }: Manifest): boolean {
  return verifySignature(
    Buffer.from(signed.publicKey, 'hex'),
    signedBytes(signed),
    Buffer.from(signature, 'hex'),
  );
}

function signedBytes(signed: Omit<Manifest, 'signature'>): Buffer {
  return Buffer.from(`everydot-hash-list-release\n${canonicalJson(signed)}`);
}
