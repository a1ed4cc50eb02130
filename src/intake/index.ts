// Documents come in: recognised, validated, numbered, and kept as received, with content stripped.
// Promised: an acknowledged document is committed; an invalid one is refused with a code or kept in quarantine.
export type { Adapter, Reading, ReadingContext, StrippedPayload } from './adapter.ts';
