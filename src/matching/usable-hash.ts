import { createHash } from 'node:crypto';
import { type FileFacts, type FileHash, HASH_KINDS } from '../referral/index.ts';

// Which hashes may say that two files are the same content. PhotoDNA and others stay sealed in the referral:
// they need a comparison of their own, and a picture's outline can be guessed from a PhotoDNA value.

export const GROUPED_KINDS = ['md5', 'sha1', 'sha256', 'pdq'] as const;
export type GroupedKind = (typeof GROUPED_KINDS)[number];
export type UsableHash = { kind: GroupedKind; hex: string; quality: number | null };

/** A PDQ hash of lower quality says nothing of the picture. Source: PDQ reference, matching advice (drop <= 49). */
const LEAST_PDQ_QUALITY = 50;

/** Half of a PDQ hash's 256 bits are set by construction (above the median); blank pictures fall far off. Chosen. */
const PDQ_BITS_SET = { from: 64, to: 192 };

/** What faulty senders hash in place of a file: nothing, a blank, or a missing value that was turned into text. */
const HASHED_BY_MISTAKE = [
  '',
  '\n',
  '\r\n',
  ' ',
  '\0',
  '0',
  '{}',
  '[]',
  'null',
  'None',
  'nil',
  'undefined',
  'NaN',
];

const GARBAGE: ReadonlySet<string> = new Set(
  HASHED_BY_MISTAKE.flatMap((text) =>
    (['md5', 'sha1', 'sha256'] as const).map((kind) => createHash(kind).update(text).digest('hex')),
  ),
);

/** A filler: one run of digits over and over ("000…", "deadbeef…"). By chance, under one in 2^64. */
const FILLER = /^(.{1,16})\1+$/;
/** Where a list vouches for the value, only one digit over and over is a filler: published samples repeat whole words. */
const BLANK = /^(.)\1+$/;

/** The hash in the form that is compared, or null where it can tell nothing. `vouched`: a hash list names it. */
export function usableHash(hash: FileHash, { vouched = false } = {}): UsableHash | null {
  const kind = GROUPED_KINDS.find((grouped) => grouped === hash.kind);
  const hex = hash.value.trim().toLowerCase();
  if (!kind || !/^[0-9a-f]+$/.test(hex) || hex.length !== HASH_KINDS[kind].hexDigits) return null;
  if ((vouched ? BLANK : FILLER).test(hex) || GARBAGE.has(hex)) return null;
  if (kind === 'pdq' && !tellingPdq(hex, hash.quality)) return null;
  return { kind, hex, quality: hash.quality ?? null };
}

function tellingPdq(hex: string, quality: number | undefined): boolean {
  const set = [...hex].reduce((bits, digit) => bits + BITS_SET[Number.parseInt(digit, 16)]!, 0);
  return (
    (quality ?? LEAST_PDQ_QUALITY) >= LEAST_PDQ_QUALITY && set >= PDQ_BITS_SET.from && set <= PDQ_BITS_SET.to
  );
}

const BITS_SET = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];

/** One file's usable hashes, each value once. `position`: where the file stands in the referral's list. */
export type HashedFile = { position: number; hashes: UsableHash[] };

/** The files that can be recognised, without the values that the sender put on file after file. */
export function hashedFiles(files: readonly FileFacts[]): HashedFile[] {
  const hashed = files
    .map((file, position) => ({
      position,
      hashes: distinct(file.hashes.map((hash) => usableHash(hash)).filter((h) => h !== null)),
    }))
    .filter(({ hashes }) => hashes.length > 0);
  const placeholders = placeholdersIn(hashed);
  if (placeholders.size === 0) return hashed;
  return hashed
    .map(({ position, hashes }) => ({
      position,
      hashes: hashes.filter((hash) => !placeholders.has(hashKey(hash))),
    }))
    .filter(({ hashes }) => hashes.length > 0);
}

export function hashKey({ kind, hex }: Pick<UsableHash, 'kind' | 'hex'>): string {
  return `${kind}:${hex}`;
}

function distinct(hashes: UsableHash[]): UsableHash[] {
  if (hashes.length < 2) return hashes;
  return [...new Map(hashes.map((hash) => [hashKey(hash), hash])).values()];
}

/**
 * One file has one SHA-256; with the original's hash beside the re-encoded one's, two or three. A cryptographic
 * value beside more values of another such kind is a placeholder that would join unlike files. Chosen.
 */
const MOST_PARTNERS = 3;

function placeholdersIn(files: readonly HashedFile[]): Set<string> {
  const partners = new Map<string, Set<string>>();
  for (const { hashes } of files) {
    const exact = hashes.filter(({ kind }) => kind !== 'pdq');
    for (const one of exact) {
      for (const other of exact) {
        if (one.kind === other.kind) continue;
        const key = `${hashKey(one)} ${other.kind}`;
        partners.set(key, (partners.get(key) ?? new Set()).add(other.hex));
      }
    }
  }
  const crowded = [...partners].filter(([, others]) => others.size > MOST_PARTNERS);
  return new Set(crowded.map(([key]) => key.split(' ')[0]!));
}
