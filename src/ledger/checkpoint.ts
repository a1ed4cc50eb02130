import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json.ts';
import { type Signer, verifySignature } from '../shared/signer.ts';

/** A sealed run of entries. Hashes, keys and signatures in hex; transaction ids in decimal digits. */
export type Checkpoint = {
  number: number;
  firstTxid: string;
  firstId: number;
  lastTxid: string;
  lastId: number;
  /** Entries in this run, and in all runs up to and including it. */
  entries: number;
  total: number;
  /** Merkle root of this run's entries. */
  root: string;
  /** SHA-256 over the previous head and this root: one value that stands for the whole ledger so far. */
  head: string;
  sealedAt: string;
  publicKey: string;
  signature: string;
};

export const GENESIS_HEAD = createHash('sha256').update('everydot ledger').digest('hex');

export function chainHead(previousHead: string, root: string): string {
  return createHash('sha256')
    .update(Buffer.from(previousHead, 'hex'))
    .update(Buffer.from(root, 'hex'))
    .digest('hex');
}

/** Signs everything in the checkpoint but the signature. */
export function signCheckpoint(
  unsigned: Omit<Checkpoint, 'publicKey' | 'signature'>,
  signer: Signer,
): Checkpoint {
  const withKey = { ...unsigned, publicKey: signer.publicKey.toString('hex') };
  return { ...withKey, signature: signer.sign(signedBytes(withKey)).toString('hex') };
}

export function signatureHolds({ signature, ...signed }: Checkpoint): boolean {
  return verifySignature(
    Buffer.from(signed.publicKey, 'hex'),
    signedBytes(signed),
    Buffer.from(signature, 'hex'),
  );
}

function signedBytes(signed: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(`everydot-checkpoint\n${canonicalJson(signed)}`);
}
