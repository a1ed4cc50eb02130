import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Problem } from '../../shared/problem.ts';
import type { ListedEntry } from './known-content.ts';
import { EXACT_KINDS, type HashKind, type Standing } from './known-status.ts';

/** One hash of an entry, as the bureau's JSON releases have it, one a line. */
type Indicator = {
  entry: string;
  type: string;
  indicator: string;
  quality?: number;
  media: ListedEntry['media'];
  classification: string | null;
  scheme?: string;
  opinion?: number;
  standing?: Standing;
  should_delete?: boolean;
};

const DIGITS: Record<HashKind, number> = { pdq: 64, md5: 32, sha1: 40, sha256: 64 };

/** What opinions make of an entry. Numbers: ThreatExchange's reaction to an opinion. */
const STANDING_OF_OPINION: Record<number, Standing> = { 0: 'not-harmful', 3: 'disputed' };

/** Chosen: far longer than any indicator with its labels. */
const LONGEST_LINE = 100_000;

/**
 * Reads a release from its file and checks its digest on the way: throws `prevention.list-invalid` at the end if it is
 * not the file that was signed, so that nothing may be used before. Hashes of kinds that are not looked up are left out.
 */
export async function* readRelease(file: string, sha256: string): AsyncGenerator<ListedEntry> {
  const digest = createHash('sha256');
  let entry: (ListedEntry & { values: ListedEntry['values'][number][] }) | undefined;
  for await (const line of linesOf(file, digest)) {
    const indicator = indicatorIn(line);
    if (!indicator || indicator.should_delete) continue;
    if (entry?.entryId !== indicator.entry) {
      if (entry) yield entry;
      entry = { ...entryOf(indicator), values: [] };
    }
    const kind = kindOf(indicator);
    if (kind) entry.values.push({ kind, hex: indicator.indicator, quality: indicator.quality });
  }
  if (entry) yield entry;
  if (digest.digest('hex') !== sha256) throw new Problem('prevention.list-invalid', { detail: 'digest' });
}

function entryOf({
  entry,
  media,
  classification,
  scheme,
  opinion = 2,
  standing = STANDING_OF_OPINION[opinion] ?? 'stands',
}: Indicator): Omit<ListedEntry, 'values'> {
  return { entryId: entry, media, classification, scheme, standing };
}

function kindOf({ type, indicator }: Indicator): HashKind | undefined {
  const kind = type.replace(/^HASH_/, '').toLowerCase();
  if (kind !== 'pdq' && !Object.hasOwn(EXACT_KINDS, kind)) return undefined;
  const isHash = new RegExp(`^[0-9a-f]{${DIGITS[kind as HashKind]}}$`).test(indicator);
  if (!isHash) throw new Problem('prevention.list-invalid', { detail: kind });
  return kind as HashKind;
}

/** The line of an indicator; undefined for the lines around them. */
function indicatorIn(line: string): Indicator | undefined {
  if (!line.startsWith('{"id":')) return undefined;
  try {
    return JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Indicator;
  } catch (cause) {
    throw new Problem('prevention.list-invalid', { detail: 'not one indicator a line', cause });
  }
}

async function* linesOf(file: string, digest: { update(chunk: Buffer): unknown }): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    digest.update(chunk);
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE)
      throw new Problem('prevention.list-invalid', { detail: 'a line is too long' });
    yield* lines;
  }
  yield rest;
}
