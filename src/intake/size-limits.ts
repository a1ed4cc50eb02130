import { Problem } from '../shared/problem.ts';
import type { Adapter } from './adapter.ts';

/** Bytes of one document. A report with 100,000 files as metadata is about 15 MB; content never comes in. */
export const MOST_BYTES = 20_000_000;
/** Bytes of a file that is cut into documents: a year of a large hotline in one CSV. It is held in memory. */
export const MOST_BYTES_OF_A_BATCH = 200_000_000;

/** Throws `intake.empty` or `intake.too-large`: there is nothing to keep, or too much. */
export function ensureSize(raw: Buffer, adapter: Adapter | undefined): void {
  if (raw.every(isBlank)) throw new Problem('intake.empty');
  const most = adapter?.split ? MOST_BYTES_OF_A_BATCH : MOST_BYTES;
  if (raw.length > most)
    throw new Problem('intake.too-large', { detail: `more than ${most / 1_000_000} MB` });
}

/** Space, tab, line ends, and the bytes of a UTF-8 byte order mark. */
function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13) || byte === 0xef || byte === 0xbb || byte === 0xbf;
}
