import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newDataKey } from '../shared/envelope.ts';
import { memorySigner } from '../shared/signer.ts';
import type { PackageDocument } from './package-document.ts';
import { openPackage, sealPackage, verifyPackage } from './seal-package.ts';

const dataKey = newDataKey();
const signer = memorySigner();
const document = {
  format: 'everydot-package',
  evidence: [],
  links: { unitsHolding: [] },
} as unknown as PackageDocument;
const sealed = sealPackage(dataKey, signer, document);
const signed = openPackage(dataKey, sealed);

const flip = (bytes: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[bit >> 3]! ^= 1 << (bit & 7);
  return changed;
};

test('a package opens to the signed bytes, and the stored form holds nothing in the clear', () => {
  assert.equal(verifyPackage(signed, signer.publicKey), true);
  assert.deepEqual(JSON.parse(signed.bytes.toString()), document);
  assert.equal(sealed.document.includes('everydot-package'), false);
});

test('one changed bit in the document or the signature is found out', () => {
  fc.assert(
    fc.property(
      fc.nat(signed.bytes.length * 8 - 1),
      fc.nat(signed.signature.length * 8 - 1),
      (inBytes, inSignature) => {
        assert.equal(verifyPackage({ ...signed, bytes: flip(signed.bytes, inBytes) }), false);
        assert.equal(verifyPackage({ ...signed, signature: flip(signed.signature, inSignature) }), false);
      },
    ),
    { seed: 3, numRuns: 100 },
  );
});

test('a package that somebody else signed is not the bureau’s', () => {
  const theirs = openPackage(dataKey, sealPackage(dataKey, memorySigner(), document));
  assert.equal(verifyPackage(theirs), true);
  assert.equal(verifyPackage(theirs, signer.publicKey), false);
});

test('a stored package that was changed does not open', () => {
  assert.throws(() => openPackage(dataKey, { ...sealed, document: flip(sealed.document, 200) }), {
    code: 'keys.unwrap-failed',
  });
  assert.throws(() => openPackage(newDataKey(), sealed), { code: 'keys.unwrap-failed' });
  const wrong = { code: 'dissemination.signature-wrong' };
  assert.throws(() => openPackage(dataKey, { ...sealed, signature: flip(sealed.signature, 9) }), wrong);
  assert.throws(() => openPackage(dataKey, { ...sealed, digest: flip(sealed.digest, 9) }), wrong);
  assert.throws(() => openPackage(dataKey, { ...sealed, publicKey: memorySigner().publicKey }), wrong);
});
