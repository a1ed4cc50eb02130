import { hash } from 'node:crypto';
import { HASH_KINDS } from '../../referral/index.ts';
import { type GroupedKind, type UsableHash, usableHash } from '../usable-hash.ts';
import type { GivenEntry, GivenHash, GivenOpinion, RejectionCode } from './given-entry.ts';
import { type Media, SCHEMES, type Scheme } from './vocabulary.ts';

/** An entry as it is kept. `digest`: of everything in it but the opinions; the same digest says nothing new. */
export type CheckedEntry = {
  id: string;
  media: Media;
  classification: string | null;
  scheme: Scheme | null;
  member: { id: string; name: string | null } | null;
  listedAt: Date | null;
  values: UsableHash[];
  labels: string[];
  opinions: GivenOpinion[] | null;
  digest: Buffer;
};

/** `refused`: faults of which none is so grave that the entry is not taken. `otherKinds`: hashes not compared here. */
export type Checked = {
  entry: CheckedEntry | null;
  faults: RejectionCode[];
  otherKinds: string[];
};

/** Keeps of an entry what can be compared and shown. `scheme`: the list's own. */
export function checkEntry(given: GivenEntry, scheme: Scheme): Checked {
  const faults: RejectionCode[] = [];
  const otherKinds: string[] = [];
  const values = usableValues(given.hashes, faults, otherKinds);
  const classification = classificationOf(given.classification, faults);
  const id = keptId(given.id);
  if (id === null) return { entry: null, faults: ['entry.no-id'], otherKinds };
  if (values.length === 0) return { entry: null, faults: [...faults, 'entry.no-usable-hash'], otherKinds };
  const kept = {
    id,
    media: given.media,
    classification,
    scheme: classification === null ? null : schemeOf(classification, given.scheme, scheme),
    member: given.member && keptMember(given.member),
    listedAt: given.listedAt,
    values,
    labels: keptLabels(given.labels),
  };
  const opinions =
    given.opinions
      ?.filter(({ holder }) => keptId(holder) !== null)
      .map((opinion) => ({ ...opinion, ...keptVoice(opinion) })) ?? null;
  return { entry: { ...kept, opinions, digest: digestOf(kept) }, faults, otherKinds };
}

/** Ids are codes of the holder's. Anything longer or with blanks may be a sentence or a file's name. */
const ID = /^[\x21-\x7e]{1,200}$/;

export function keptId(given: string): string | null {
  return ID.test(given) ? given : null;
}

/** The names by which lists call kinds of hashes, without case and marks. */
const KIND_NAMES: ReadonlyMap<string, GroupedKind> = new Map(
  Object.entries({
    md5: 'md5',
    videomd5: 'md5',
    sha1: 'sha1',
    videosha1: 'sha1',
    sha256: 'sha256',
    videosha256: 'sha256',
    pdq: 'pdq',
  } satisfies Record<string, GroupedKind>),
);

/** Kinds that are known and not compared here: they are counted by name, all others as `other`. */
const OTHER_KINDS: readonly string[] = [
  'pdna',
  'photodna',
  'ssvhpdna',
  'ssvhsaferhash',
  'netclean',
  'videntifier',
  'tmkpdqf',
  'tmk',
  'vpdq',
  'pdqocr',
  'sha512',
  'url',
  'rawuri',
  'urlmd5',
  'trendquery',
];

function usableValues(
  hashes: readonly GivenHash[],
  faults: RejectionCode[],
  otherKinds: string[],
): UsableHash[] {
  const values = new Map<string, UsableHash>();
  for (const { kind: named, value, quality } of hashes) {
    const name = named.toLowerCase().replace(/[^a-z0-9]/g, '');
    const kind = KIND_NAMES.get(name);
    if (name === 'unclear') faults.push('value.kind-unclear');
    else if (!kind) otherKinds.push(OTHER_KINDS.includes(name) ? name : 'other');
    else {
      const usable = usableHash(
        { kind, value, ...(quality !== undefined && { quality }) },
        { vouched: true },
      );
      if (usable) values.set(`${kind}:${usable.hex}`, usable);
      else faults.push(faultOf(kind, value, quality));
    }
  }
  return [...values.values()];
}

/** Why a value is not usable. Source of 50: PDQ reference, matching advice. */
function faultOf(kind: GroupedKind, value: string, quality: number | undefined): RejectionCode {
  const hex = value.trim().toLowerCase();
  if (!/^[0-9a-f]*$/.test(hex)) return 'value.not-hexadecimal';
  if (hex.length !== HASH_KINDS[kind].hexDigits) return 'value.wrong-length';
  return kind === 'pdq' && (quality ?? 100) < 50 ? 'value.low-quality' : 'value.placeholder';
}

/** Short and on one line, as every published scheme's values are; a sentence is no classification. */
const CLASSIFICATION = /^[\p{L}\p{N}][\p{L}\p{N} ._+/:()-]{0,39}$/u;

function classificationOf(given: string | null, faults: RejectionCode[]): string | null {
  if (given === null || CLASSIFICATION.test(given)) return given;
  faults.push('classification.unreadable');
  return null;
}

/** A value that its scheme does not have is of another scheme, whatever the list says: US A1 is not UK A. */
function schemeOf(classification: string, given: Scheme | null, ofList: Scheme): Scheme {
  const scheme = given ?? ofList;
  if (scheme === 'uk-abc' && classification === 'prohibited') return 'uk-prohibited';
  const values: readonly string[] | null = SCHEMES[scheme].values;
  return values === null || values.includes(classification) ? scheme : 'other';
}

const LONGEST_NAME = 120;

/** Names are bounded, and a reason is kept where it is a code. */
function keptVoice({ holder, name, reason }: GivenOpinion): Partial<GivenOpinion> {
  const kept = keptMember({ id: holder, name: name ?? null })?.name;
  return { ...(kept && { name: kept }), reason: (reason && keptId(reason)) || undefined };
}

function keptMember({ id, name }: { id: string; name: string | null }): CheckedEntry['member'] {
  const kept = keptId(id);
  return kept === null
    ? null
    : { id: kept, name: name?.replace(/\p{C}/gu, '').slice(0, LONGEST_NAME) || null };
}

/** Labels are kept where they are codes; free text can name a child. */
const LABEL = /^[a-z0-9][a-z0-9_:.-]{0,39}$/;
const MOST_LABELS = 16;

function keptLabels(given: readonly string[]): string[] {
  const codes = given.map((label) => label.toLowerCase()).filter((label) => LABEL.test(label));
  return [...new Set(codes)].sort().slice(0, MOST_LABELS);
}

function digestOf(kept: Omit<CheckedEntry, 'digest' | 'opinions'>): Buffer {
  const values = kept.values.map(({ kind, hex, quality }) => `${kind}:${hex}:${quality ?? ''}`).sort();
  const said = [
    kept.media,
    kept.classification,
    kept.scheme,
    kept.member?.id,
    kept.listedAt,
    kept.labels,
    values,
  ];
  return hash('sha256', JSON.stringify(said), 'buffer').subarray(0, 16);
}
