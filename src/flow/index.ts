// Composes the stages: what happens to a referral from receipt to closure, one file per use case.
// Promised: each use case is one transaction with its ledger entry inside, checked for permission first.
export { acknowledgeAlarm } from './acknowledge-alarm.ts';
export { acknowledgePackage, type PackageReceipt } from './acknowledge-package.ts';
export {
  type AnswerInput,
  answerEnquiry,
  expireEnquiries,
  simulateAnswers,
  type TakenAnswer,
} from './answer-enquiry.ts';
export {
  approveEnquiry,
  type EnquiryRefusal,
  type MismatchDecision,
  refuseEnquiry,
  resolveEnquiryMismatch,
} from './approve-enquiry.ts';
export { type AskedEnquiry, askEnquiry, type EnquiryInput, readAskable } from './ask-enquiry.ts';
export { callForUnread } from './call-for-unread.ts';
export { type CloseRequest, closeReferral } from './close-referral.ts';
export { countOpenAlarms } from './count-open-alarms.ts';
export { decidePriority, type PriorityDecision } from './decide-priority.ts';
export { deriveReferrals } from './derive-referrals.ts';
export { describeSubmittedFile, submissionNumber } from './describe-submitted-file.ts';
export {
  type Dissemination,
  disseminateReferral,
  preparePackage,
  sendPackage,
} from './disseminate-referral.ts';
export { dropSubmissions } from './drop-submissions.ts';
export { deliverFeedback, fetchFeedback, type Post } from './feedback.ts';
export { type FinishedSubmission, finishSubmission } from './finish-submission.ts';
export { declineFold, foldDuplicate } from './fold-duplicate.ts';
export { guardReferral } from './guard-referral.ts';
export { fillSyntheticUnits, importPostcodes, putReceivingUnit } from './manage-units.ts';
export {
  type AlarmChannel,
  type AlarmMessage,
  type AlarmNotifier,
  escalateAlarms,
  notifyAlarms,
} from './notify-alarms.ts';
export { openEvidence } from './open-evidence.ts';
export { type Intake, openIntake } from './open-intake.ts';
export { type OpenedPackage, readPackage } from './open-package.ts';
export { openPackageEvidence, type PackageEvidence } from './open-package-evidence.ts';
export { type EvidenceLine, openReferral, type ReferralPage } from './open-referral.ts';
export { openSubmission } from './open-submission.ts';
export { groupPackages, listOperationPackages, openOperation, readOperations } from './operations.ts';
export { readParkedJobs, retryParkedJob } from './parked-jobs.ts';
export type { PackageRequest } from './prepare-package.ts';
export { type ConservationReport, proveConservation } from './prove-conservation.ts';
export {
  disposeQuarantined,
  listQuarantine,
  openQuarantined,
  type QuarantinedDocument,
  readQuarantined,
} from './quarantine.ts';
export { type AlarmList, readAlarms, type ShownAlarm } from './read-alarms.ts';
export { type ClockCounts, type ClockView, type Overdue, readClocks } from './read-clocks.ts';
export {
  type EnquiriesOfReferral,
  listWaitingEnquiries,
  type OpenedEnquiry,
  readAsked,
  readEnquiries,
  type WaitingEnquiry,
} from './read-enquiry.ts';
export type { JoinedReferrals, LinkLine, OtherReferral, ProposalLine } from './read-joined.ts';
export { type LedgerView, readCheckpoint, readLedger, verifyWholeLedger } from './read-ledger.ts';
export { listPackages, listUnitPackages } from './read-packages.ts';
export {
  type Figure,
  type GroupFigure,
  monthOf,
  type Picture,
  readPicture,
  recentPeriod,
} from './read-picture.ts';
export { readPriority, type ShownPriority } from './read-priority.ts';
export { type QueuePage, type QueueQuery, readQueue } from './read-queue.ts';
export { assessUnjoined, reassessReferral } from './reassess-referral.ts';
export { receiveDocument } from './receive-document.ts';
export { recordOutcome } from './record-outcome.ts';
export { refreshPicture } from './refresh-picture.ts';
export { type Released, refusePackage, reroutePackage, withdrawPackage } from './refuse-package.ts';
export { type Repair, repairDocument } from './repair-document.ts';
export { type Replay, replayQuarantined } from './replay-quarantined.ts';
export { findOwnReceipt, retractDocument } from './retract-document.ts';
export { retractSubmission } from './retract-submission.ts';
export { chooseUnit, listUnrouted, routeReferral, type UnitChoice } from './route-referral.ts';
export { acknowledgeConflict, type ConflictLine, seeConflicts } from './see-conflicts.ts';
export { type ExposureView, seeExposure } from './see-exposure.ts';
export { takeReferral } from './take-referral.ts';
export { unfoldDuplicate } from './unfold-duplicate.ts';
export { ensureSees } from './visible-referrals.ts';
