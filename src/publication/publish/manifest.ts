import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { Problem } from '../../shared/problem.ts';
import { type Signer, verifySignature } from '../../shared/signer.ts';
import type { Release } from '../releases/release.ts';
import type { PublishedFile } from './published-file.ts';
import { jsonFile } from './write-data-package.ts';

export const MANIFEST_NAME = 'manifest.json';

const HEX = (bytes: number) => Type.String({ pattern: `^[0-9a-f]{${bytes * 2}}$` });
/** A name that stays in the folder that it is read from. */
const FILE_NAME = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]*$' });

const FILE = Type.Object({
  name: FILE_NAME,
  mediaType: Type.String(),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: HEX(32),
});

const MANIFEST = Type.Object({
  kind: Type.Literal('everydot-edition'),
  slug: Type.String(),
  edition: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  publisher: Type.String(),
  frozenAt: Type.Union([Type.String(), Type.Null()]),
  publishedAt: Type.Union([Type.String(), Type.Null()]),
  files: Type.Array(FILE),
  keyId: Type.String(),
  publicKey: Type.String({ pattern: '^[0-9a-f]+$' }),
  signature: Type.String({ pattern: '^[0-9a-f]+$' }),
});

/** Every file of an edition with its digest, signed by the bureau. `publicKey`: SPKI, DER, in hexadecimal digits. */
export type EditionManifest = Static<typeof MANIFEST>;

export function manifestOf(
  release: Release,
  files: readonly PublishedFile[],
  { publisher, signer }: { publisher: string; signer: Signer },
): PublishedFile {
  const { slug, edition, title, frozenAt, publishedAt } = release;
  const unsigned = {
    kind: 'everydot-edition' as const,
    ...{ slug, edition, title, publisher, frozenAt, publishedAt },
    files: files.map(({ name, mediaType, bytes }) => ({
      name,
      mediaType,
      bytes: bytes.length,
      sha256: digestOf(bytes),
    })),
    keyId: signer.keyId,
    publicKey: signer.publicKey.toString('hex'),
  };
  const signature = signer.sign(signedBytes(unsigned)).toString('hex');
  return jsonFile(MANIFEST_NAME, { ...unsigned, signature } satisfies EditionManifest);
}

const CHECKED = Compile(MANIFEST);

/** Throws `picture.invalid-package`. */
export function readManifest(raw: Buffer): EditionManifest {
  try {
    const read: unknown = JSON.parse(raw.toString('utf8'));
    if (CHECKED.Check(read)) return read;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Problem('picture.invalid-package', { detail: `${MANIFEST_NAME} is no manifest of an edition` });
}

/** What holds of a folder: of the list itself, and of each file. Whose key it is, is for the reader to know. */
export type Verified = {
  isSigned: boolean;
  files: { name: string; holds: boolean | 'missing' }[];
  unlisted: string[];
};

/** `found`: digests of the files that are there, by name. */
export function verifyEdition(manifest: EditionManifest, found: ReadonlyMap<string, string>): Verified {
  const listed = new Set([MANIFEST_NAME, ...manifest.files.map(({ name }) => name)]);
  return {
    isSigned: signatureHolds(manifest),
    files: manifest.files.map(({ name, sha256 }) => {
      const digest = found.get(name);
      return { name, holds: digest === undefined ? 'missing' : digest === sha256 };
    }),
    unlisted: [...found.keys()].filter((name) => !listed.has(name)).sort(),
  };
}

function signatureHolds({ signature, ...signed }: EditionManifest): boolean {
  try {
    return verifySignature(
      Buffer.from(signed.publicKey, 'hex'),
      signedBytes(signed),
      Buffer.from(signature, 'hex'),
    );
  } catch {
    // What is no key or no signature does not hold either.
    return false;
  }
}

function signedBytes(signed: Omit<EditionManifest, 'signature'>): Buffer {
  return Buffer.from(`everydot-edition\n${canonicalJson(signed)}`);
}

export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
