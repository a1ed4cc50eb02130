import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileSigner, memorySigner, verifySignature } from './signer.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-signer-'));
});
after(() => rm(folder, { recursive: true }));

test('the signing key is made once, and nobody else can read it', async () => {
  const first = await fileSigner(folder);
  const again = await fileSigner(folder);
  assert.equal(first.keyId, again.keyId);
  const bytes = Buffer.from('what is signed');
  assert.equal(verifySignature(first.publicKey, bytes, again.sign(bytes)), true);
  assert.equal((await stat(path.join(folder, 'signing-key.pem'))).mode & 0o777, 0o600);
});

test('another key and other bytes do not verify', () => {
  const [one, other] = [memorySigner(), memorySigner()];
  const bytes = Buffer.from('what is signed');
  assert.equal(verifySignature(other.publicKey, bytes, one.sign(bytes)), false);
  assert.equal(verifySignature(one.publicKey, Buffer.from('what is not'), one.sign(bytes)), false);
});
