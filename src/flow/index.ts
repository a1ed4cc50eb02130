// Composes the stages: what happens to a referral from receipt to closure, one file per use case.
// Promised: each use case is one transaction with its ledger entry inside, checked for permission first.

export { acknowledgeAlarm } from './acknowledge-alarm.ts';
export { type CloseRequest, closeReferral } from './close-referral.ts';
export { decidePriority, type PriorityDecision } from './decide-priority.ts';
export { deriveReferrals } from './derive-referrals.ts';
export { type Intake, openIntake } from './open-intake.ts';
export { type ConservationReport, proveConservation } from './prove-conservation.ts';
export { type QueuePage, type QueueQuery, readQueue } from './read-queue.ts';
export { readReceipts } from './read-receipts.ts';
export { assessUnjoined, reassessReferral } from './reassess-referral.ts';
export { receiveDocument } from './receive-document.ts';
export { findOwnReceipt, retractDocument } from './retract-document.ts';
export { takeReferral } from './take-referral.ts';
