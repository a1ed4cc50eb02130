import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DATA_KEY_BYTES, seal, sealingKey, unseal } from './envelope.ts';
import type { KeyService, WrappedKey } from './key-service.ts';
import { Problem } from './problem.ts';

type KeyFile = { keyId: string; keyEncryptingKey: string; linkingKey: string };

const FILE_NAME = 'record-keys.json';

/** Keys in a file that only the service's own user can read. Made at the first start; back it up apart from the data. */
export async function fileKeyService(folder: string): Promise<KeyService> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, FILE_NAME);
  const fresh = newKeyFile();
  try {
    await writeFile(file, `${JSON.stringify(fresh, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return keyServiceFrom(fresh);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  await chmod(file, 0o600);
  return keyServiceFrom(JSON.parse(await readFile(file, 'utf8')) as KeyFile);
}

/** Keys that live as long as the process: for tests. */
export function memoryKeyService(): KeyService {
  return keyServiceFrom(newKeyFile());
}

function newKeyFile(): KeyFile {
  return {
    keyId: `file-${randomBytes(4).toString('hex')}`,
    keyEncryptingKey: randomBytes(DATA_KEY_BYTES).toString('base64'),
    linkingKey: randomBytes(DATA_KEY_BYTES).toString('base64'),
  };
}

function keyServiceFrom(keys: KeyFile): KeyService {
  const keyEncryptingKey = sealingKey(Buffer.from(keys.keyEncryptingKey, 'base64'));
  const wrapOne = (dataKey: Buffer): WrappedKey => ({
    keyId: keys.keyId,
    wrapped: seal(keyEncryptingKey, 'data-key', dataKey),
  });
  const unwrapOne = ({ keyId, wrapped }: WrappedKey): Buffer => {
    if (keyId !== keys.keyId)
      throw new Problem('keys.unwrap-failed', { detail: `it was wrapped under ${keyId}` });
    return unseal(keyEncryptingKey, 'data-key', wrapped);
  };
  return {
    wrap: async (dataKeys) => dataKeys.map(wrapOne),
    unwrap: async (wrapped) => wrapped.map(unwrapOne),
    linkingKey: Buffer.from(keys.linkingKey, 'base64'),
  };
}
