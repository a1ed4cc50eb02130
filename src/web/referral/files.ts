import type { FileContent, KnownFile } from '../../matching/index.ts';
import { VIRAL_STATES } from '../../matching/index.ts';
import { type FileFacts, type FileHash, GRADE_SCHEMES, HASH_KINDS } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Flag, flagsOf } from './known.ts';
import { type ConnectionView, connectionView, identifierView } from './parties.ts';
import { type StandingView, standingView } from './standing.ts';

/** A file as metadata: there is no content anywhere to show. */
export type FileView = {
  position: number;
  reference: string | undefined;
  hashes: { kind: string; short: string; full: string | null }[];
  flags: Flag[];
  grades: string[];
  holding: string[];
  notes: string[];
  standing: StandingView | null;
  seen: string[];
  viral: boolean;
  connections: ConnectionView[];
  /** Ids of sealed names, web addresses and notes. */
  sealed: string[];
};

/** What matching knows of the file; null where the referral was not compared, or has more files than are. */
export type ComparedFile = {
  known: KnownFile | undefined;
  content: FileContent | undefined;
  receivedAt: Date;
};

/** Digits of a hash that are enough to tell two apart by eye. */
const SHORT_DIGITS = 12;

export function fileView(
  file: FileFacts,
  compared: ComparedFile | null,
  at: { position: number; reader: Reader },
): FileView {
  const { position, reader } = at;
  const content = compared?.content;
  return {
    position: position + 1,
    reference: file.reference,
    hashes: file.hashes.map((hash) => hashView(hash, reader)),
    flags: flagsOf(file.annotations, reader),
    grades: (file.grades ?? []).map((grade) => gradeText(grade, reader)),
    holding: holdingOf(file, reader),
    notes: notesOf(file, reader),
    standing: compared && standingView(compared, reader),
    seen: content ? seenText(content, reader) : [],
    viral: content !== undefined && content.viral !== 'none',
    connections: (file.connections ?? []).map((connection) => connectionView(connection, reader)),
    sealed: [...(file.names ?? []), ...(file.locations ?? []), ...(file.notes ?? [])],
  };
}

/** A PhotoDNA value is not shown: a picture's outline can be guessed from it. */
function hashView(
  { kind, value, type, quality }: FileHash,
  { term, words }: Reader,
): FileView['hashes'][number] {
  const name = kind === 'other' && type ? type : term(HASH_KINDS, kind);
  if (kind === 'photodna') return { kind: name, short: words.files.held, full: null };
  const short = value.length > SHORT_DIGITS ? `${value.slice(0, SHORT_DIGITS)}…` : value;
  return {
    kind: quality === undefined ? name : `${name} (${words.files.quality(quality)})`,
    short,
    full: value,
  };
}

type Grade = NonNullable<FileFacts['grades']>[number];

function gradeText({ scheme, grade, grader, viewedWhere }: Grade, { term, words }: Reader): string {
  const parts = [
    `${grade} (${term(GRADE_SCHEMES, scheme)})`,
    grader ? words.files.gradedBy(grader) : words.files.graderUnknown,
    viewedWhere && words.files.viewedIn(viewedWhere),
  ];
  return parts.filter(Boolean).join(', ');
}

function holdingOf(file: FileFacts, { words: { files, service }, day }: Reader): string[] {
  return [
    files.holder(file.heldBy ?? service.unknown),
    ...(file.holderReference ? [files.holderReference(file.holderReference)] : []),
    files.preserved(file.preservedUntil ? day(file.preservedUntil) : service.unknown),
  ];
}

function notesOf(file: FileFacts, reader: Reader): string[] {
  const { files, known } = reader.words;
  const notes = [
    `${files.viewedBySender}: ${known.answers[file.viewedBySender ?? 'unknown']}`,
    file.publiclyAvailable && `${files.public}: ${known.answers[file.publiclyAvailable]}`,
    file.relevance,
    file.uploadedAt && files.uploaded(reader.time(file.uploadedAt.utc)),
    ...(file.devices ?? []).map((device) => {
      const { kind, value } = identifierView(device, reader);
      return `${kind}: ${value}`;
    }),
  ];
  return notes.filter((note) => note !== undefined);
}

function seenText(content: FileContent, { words: { files }, day, term }: Reader): string[] {
  const others = content.referrals - 1;
  if (others === 0) return [files.onlyHere];
  return [
    files.seen(content.referrals, content.reporters),
    files.firstSeen(day(content.firstSeen)),
    ...(content.viral === 'none' ? [] : [term(VIRAL_STATES, content.viral)]),
  ];
}
