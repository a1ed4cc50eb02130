import { createHash } from 'node:crypto';
import type { StrippedPayload } from './adapter.ts';
import { stripPayloads } from './payloads.ts';

// A document that no adapter could read is kept for repair, but may hold content where nobody looked: whatever is
// not text is not kept, and payloads inside text are taken out.

/** Share of control characters beyond which bytes are no text in any encoding that reports come in. */
const MOST_CONTROL_SHARE = 0.005;

/** The bytes that may be kept of a document that nobody could read, and what was taken out. */
export function stripUnread(raw: Buffer): { kept: Buffer; stripped: StrippedPayload[] } {
  if (!isText(raw))
    return { kept: Buffer.alloc(0), stripped: [{ path: '', bytes: raw.length, sha256: sha256(raw) }] };
  // Latin-1 maps each byte to one character and back, so that text in any encoding stays as it was.
  const { text, payloads } = stripPayloads(raw.toString('latin1'));
  if (payloads.length === 0) return { kept: raw, stripped: [] };
  return {
    kept: Buffer.from(text, 'latin1'),
    stripped: payloads.map((payload) => ({ path: '', ...payload })),
  };
}

function isText(raw: Buffer): boolean {
  let controls = 0;
  for (const byte of raw) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls += 1;
  }
  return controls <= raw.length * MOST_CONTROL_SHARE;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
