// Documents come in: recognised, validated, numbered, and kept as received, with content stripped.
// Promised: an acknowledged document is committed; an invalid one is refused with a code or kept in quarantine.
export type { Adapter, Reading, ReadingContext, StrippedPayload } from './adapter.ts';
export { ADAPTERS, chooseAdapter } from './adapters.ts';
export type { PaymentIndicator } from './bank-report-indicators.ts';
export { BankReport } from './bank-report-schema.ts';
export { type CommitGroup, commitGroup } from './commit-group.ts';
export { writeXsd } from './cybertip-xsd.ts';
export { DISPOSAL_REASONS, type DisposalReason } from './disposal-reasons.ts';
export {
  countRefusal,
  findKnownDocuments,
  insertDocuments,
  isSameDocument,
  type KnownDocument,
  knownDocuments,
  type NewDocument,
} from './document-records.ts';
export {
  addRepair,
  type HeldDocument,
  heldDocuments,
  heldLines,
  problemsOf,
  REPAIR_SEALED_AS,
} from './held-documents.ts';
export { NativeReferral } from './native-json-schema.ts';
export {
  abandonedSubmissions,
  endSubmission,
  insertPart,
  insertSubmission,
  lockSubmission,
  markSubmission,
  type OpenSubmission,
  PART_SEALED_AS,
  submissionParts,
} from './open-submission-records.ts';
export { type DocumentReading, readDocument, splitDocument, unread } from './read-document.ts';
export {
  documentHash,
  hashIdempotencyKey,
  type SealedContent,
  type SealedDocument,
  sealContent,
  sealDocuments,
} from './seal-receipt.ts';
export { ensureSize, MOST_BYTES, MOST_BYTES_OF_A_BATCH } from './size-limits.ts';
export { CHANNELS, type Channel, type ProblemBody, type Receipt, type Submission } from './submission.ts';
export { assembleSubmission, isReadableXml, readCyberTipPart, readSubmission } from './submission-parts.ts';
export { tellsOfDanger } from './tells-of-danger.ts';
