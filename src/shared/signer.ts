import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Signs with Ed25519. `publicKey`: SPKI, DER. `keyId`: the first 8 bytes of its SHA-256, in hex. */
export type Signer = { readonly keyId: string; readonly publicKey: Buffer; sign(bytes: Buffer): Buffer };

const FILE_NAME = 'signing-key.pem';

/** The bureau's signing key, in a file that only the service's own user can read. Made at the first start. */
export async function fileSigner(folder: string): Promise<Signer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, FILE_NAME);
  const fresh = generateKeyPairSync('ed25519').privateKey;
  try {
    await writeFile(file, fresh.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
    return signerFrom(fresh);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  await chmod(file, 0o600);
  return signerFrom(createPrivateKey(await readFile(file)));
}

/** A key that lives as long as the process: for tests. */
export function memorySigner(): Signer {
  return signerFrom(generateKeyPairSync('ed25519').privateKey);
}

/** Whether `signature` over `bytes` was made with the private half of `publicKey` (SPKI, DER). */
export function verifySignature(publicKey: Buffer, bytes: Buffer, signature: Buffer): boolean {
  return verify(null, bytes, createPublicKey({ key: publicKey, format: 'der', type: 'spki' }), signature);
}

/** A short name for a public key. */
function keyIdOf(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

function signerFrom(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => sign(null, bytes, privateKey) };
}
