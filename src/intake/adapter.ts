import type { ReferralContent } from '../referral/index.ts';

/** A payload that was taken out because content is never kept: where it stood, how large it was, its digest. */
export type StrippedPayload = { path: string; bytes: number; sha256: string };

/** As it stands beside the sealed document, which says itself where each was: a path quotes names of the sender's. */
export function withoutPaths(stripped: readonly StrippedPayload[]): Omit<StrippedPayload, 'path'>[] {
  return stripped.map(({ bytes, sha256 }) => ({ bytes, sha256 }));
}

/** What an adapter makes of one document. `raw`: the document as kept, if payloads had to be stripped from it. */
export type Reading = { content: ReferralContent; stripped: StrippedPayload[]; raw?: Buffer };

export type ReadingContext = {
  receivedAt: Date;
  /** The sender's standing grade, the default for the source half of 3x5x2. */
  reliability: '1' | '2' | '3';
};

/**
 * One source document format. Pure: no database, no clock, no network. `read` throws
 * `Problem('intake.invalid', { faults })` where each fault names line or element and the reason, and quotes no value.
 */
export type Adapter = {
  name: string;
  label: string;
  mediaTypes: readonly string[];
  /** Whether the bytes look like this format, by their first kilobytes; asked where no media type settles it. */
  recognises(raw: Buffer): boolean;
  /** Cuts a file of many referrals into one document each, in order. A format without it has one per file. */
  split?(raw: Buffer): Buffer[];
  read(raw: Buffer, context: ReadingContext): Reading;
};
