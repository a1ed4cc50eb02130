import { createPublicKey, verify } from 'node:crypto';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { Problem } from '../../shared/problem.ts';
import type { HeldList } from './known-content.ts';

const text = Type.String({ maxLength: 500 });

/** What a bureau signs of a release: whose list it is, which release, and the digest of each of its forms. */
const Manifest = Compile(
  Type.Object({
    list: Type.String({ pattern: '^[a-z0-9-]{2,40}$' }),
    name: text,
    holder: text,
    meaning: Type.Enum(['harmful', 'not-of-concern', 'meme']),
    scheme: text,
    number: Type.Integer({ minimum: 1 }),
    entries: Type.Integer({ minimum: 0 }),
    formats: Type.Object({
      json: Type.Object({
        sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        bytes: Type.Integer({ minimum: 0 }),
      }),
    }),
    signature: Type.String({ pattern: '^[0-9a-f]{128}$' }),
  }),
);

export type ReleaseManifest = HeldList & {
  number: number;
  entries: number;
  formats: { json: { sha256: string; bytes: number } };
  signature: string;
};

/** What was signed begins with this, so that a signature over something else never fits. */
const SIGNED_AS = 'everydot-hash-list-release\n';

/**
 * Checks a manifest against the key that the platform was given of the bureau: the key that a manifest names of itself
 * proves nothing. Throws `prevention.list-invalid`, `prevention.list-signature-wrong`.
 */
export function checkManifest(value: unknown, publicKey: Buffer | undefined): ReleaseManifest {
  if (!Manifest.Check(value)) {
    const faults = Manifest.Errors(value).map(({ instancePath, message }) => ({
      path: instancePath,
      reason: message,
    }));
    throw new Problem('prevention.list-invalid', { faults });
  }
  const { signature, ...signed } = value as unknown as ReleaseManifest;
  if (!publicKey || !isSigned(publicKey, signed, signature))
    throw new Problem('prevention.list-signature-wrong');
  const { list: code, name, holder, meaning, scheme, number, entries, formats } = value;
  return { code, name, holder, meaning, scheme, number, entries, formats, signature };
}

function isSigned(publicKey: Buffer, signed: object, signature: string): boolean {
  const bytes = Buffer.from(`${SIGNED_AS}${canonicalJson(signed)}`);
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  return verify(null, bytes, key, Buffer.from(signature, 'hex'));
}
