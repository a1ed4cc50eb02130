import type { ReferralContent } from '../referral/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Adapter, ReadingContext, StrippedPayload } from './adapter.ts';
import { checkContent } from './check-content.ts';
import { stripUnread } from './strip-unread.ts';

/** What became of one document. `kept`: its bytes without payloads. `bug`: the reader is at fault, not the document. */
export type DocumentReading = {
  adapter: string;
  raw: Buffer;
  kept: Buffer;
  stripped: readonly StrippedPayload[];
  content?: ReferralContent;
  problem?: Problem;
  bug?: boolean;
};

/** Reads a document without ever failing: what cannot be read comes back with the problem that says why. */
export function readDocument(
  adapter: Adapter | undefined,
  raw: Buffer,
  context: ReadingContext,
): DocumentReading {
  if (!adapter) return unread('none', raw, new Problem('intake.unknown-format'));
  try {
    const { content, stripped, raw: kept = raw } = adapter.read(raw, context);
    const faults = checkContent(content);
    if (faults.length === 0) return { adapter: adapter.name, raw, kept, stripped, content };
    return { ...unread(adapter.name, raw, new Problem('intake.invalid', { faults })), bug: true };
  } catch (failure) {
    if (failure instanceof Problem) return unread(adapter.name, raw, failure);
    return { ...unread(adapter.name, raw, readerFailed(failure)), bug: true };
  }
}

/** Cuts a file into its documents; the problem, where it cannot be cut. */
export function splitDocument(adapter: Adapter | undefined, raw: Buffer): Buffer[] | Problem {
  if (!adapter?.split) return [raw];
  try {
    const parts = adapter.split(raw);
    return parts.length > 0
      ? parts
      : new Problem('intake.invalid', { faults: [{ reason: 'it holds no referral' }] });
  } catch (failure) {
    return failure instanceof Problem ? failure : readerFailed(failure);
  }
}

/** A document of which nothing but the problem is known. */
export function unread(adapter: string, raw: Buffer, problem: Problem): DocumentReading {
  return { adapter, raw, problem, ...stripUnread(raw) };
}

function readerFailed(cause: unknown): Problem {
  return new Problem('intake.invalid', {
    detail: 'the reader failed',
    faults: [{ reason: 'the reader failed' }],
    cause,
  });
}
