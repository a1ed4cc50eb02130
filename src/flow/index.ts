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
export {
  closeCirculation,
  type GroupClosure,
  LEFT_OUT,
  type LeftOut,
  type LeftOutReason,
} from './circulation/close-circulation.ts';
export { extendAudit, giveUpAudit } from './circulation/extend-audit.ts';
export { type AuditPage, readAudit, type SampledMember } from './circulation/read-audit.ts';
export {
  type CirculatingGroup,
  type CirculationPage,
  type GroupMember,
  listCirculation,
  readCirculation,
  type SenderFlags,
} from './circulation/read-circulation.ts';
export {
  type DoublePairLine,
  type DoublesLine,
  type DoublesPage,
  readDoubles,
} from './circulation/read-doubles.ts';
export type { ContentRecords, DoubleSide } from './circulation/read-records.ts';
export { type FindingInput, recordFinding } from './circulation/record-finding.ts';
export {
  REOPEN_REASONS,
  type ReopenReason,
  reopenCirculation,
} from './circulation/reopen-circulation.ts';
export { startAudit } from './circulation/start-audit.ts';
export { correctClaim, reviewClaim, stateClaim, withdrawClaim } from './claims/manage-claims.ts';
export { type ClaimPage, type ClaimsPage, seeClaim, seeClaims } from './claims/see-claims.ts';
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
export { judgeAlert, seeAlert } from './emerging/judge-alert.ts';
export { type EmergingSource, type LookResult, lookForAlerts, nextLook } from './emerging/look-for-alerts.ts';
export {
  type Marking,
  type MarkLine,
  markNovelty,
  openNoveltyNote,
  readMarks,
  unmarkNovelty,
} from './emerging/mark-novelty.ts';
export { declareBreak, nameTag } from './emerging/name-novelty.ts';
export { isThreat, type RankedAlert } from './emerging/rank-alerts.ts';
export { type AlertPage, readAlert } from './emerging/read-alert.ts';
export { type EmergingPage, readEmerging } from './emerging/read-emerging.ts';
export {
  type AskedForecast,
  type FigureForecast,
  type Forecasts,
  readForecasts,
} from './emerging/read-forecasts.ts';
export { deliverFeedback, fetchFeedback, type Post } from './feedback.ts';
export { type FinishedSubmission, finishSubmission } from './finish-submission.ts';
export { declineFold, foldDuplicate } from './fold-duplicate.ts';
export {
  addRelease,
  dropRelease,
  type PartnerPackage,
  seeGlobal,
} from './global/manage-partner-releases.ts';
export { guardReferral } from './guard-referral.ts';
export { askHidden, cancelHidden } from './hidden/ask-hidden.ts';
export { listHidden, type ReadHidden, readHidden } from './hidden/read-hidden.ts';
export { finishHidden, type HiddenWork, workHidden } from './hidden/work-hidden.ts';
export { type AnswerToItem, answerGuided } from './instruments/answer-guided.ts';
export { finishGuided, type GuidedDecision } from './instruments/finish-guided.ts';
export {
  type GuidedOfReferral,
  type GuidedWork,
  listGuided,
  listGuidedWork,
} from './instruments/list-guided.ts';
export {
  type ListedInstrument,
  listInstruments,
  publishInstrument,
  withdrawInstrument,
} from './instruments/manage-instruments.ts';
export { type GuidedPage, readGuided } from './instruments/read-guided.ts';
export { reviewAssessments } from './instruments/review-assessments.ts';
export { askSecondGrading } from './instruments/second-grading.ts';
export { setBaseRate } from './instruments/set-base-rate.ts';
export { type GuidedStart, startGuided } from './instruments/start-guided.ts';
export { askModelWork, doModelWork, type ModelWork } from './linking/ask-model-work.ts';
export type { AskedPair, FoundPair } from './linking/find-pair.ts';
export {
  confirmLink,
  isOneClick,
  judgePair,
  type PairJudgement,
  REASONS_FOR,
  takeJudgementBack,
} from './linking/judge-pair.ts';
export {
  type BlindJudgement,
  type BlindPair,
  judgeBlindPair,
  nextBlindPair,
  openBlindPair,
} from './linking/judge-sample.ts';
export { pairKey, standingOfPair } from './linking/judged-pairs.ts';
export { openJudgementNote } from './linking/judgement-note.ts';
export { linkPeople } from './linking/link-people.ts';
export { drawLinkSample, type LinkQualityPage, readLinkQuality } from './linking/link-quality.ts';
export { activateLinkModel, rescoreLinks, trainLinkModel } from './linking/manage-models.ts';
export { setOpeningBound, settleOpenings } from './linking/opening-bound.ts';
export {
  plainConflict,
  plainGroup,
  plainLinks,
  plainPair,
  plainReview,
  plainStanding,
} from './linking/plain-links.ts';
export { type FormerMember, type GroupPage, type LinkGroupMember, readGroup } from './linking/read-group.ts';
export { type AskedHub, type HubPage, readHub } from './linking/read-hub.ts';
export { type LinkedRecord, type LinkOfRecord, type LinksPage, readLinks } from './linking/read-links.ts';
export { readLinkDrift, readLinkModels } from './linking/read-models.ts';
export {
  OPENING_PURPOSES,
  type OpenedPair,
  openPair,
  type PairPage,
  readPair,
} from './linking/read-pair.ts';
export {
  type Disagreement,
  nextPair,
  type QuestionedPair,
  type ReviewPage,
  readReview,
} from './linking/read-review.ts';
export { type Removal, removeFromGroup } from './linking/remove-from-group.ts';
export { type StatedJudgement, stateJudgement, stateNoJudgement } from './linking/state-judgement.ts';
export { type LinksProof, rebuildLinks, verifyLinks } from './linking/verify-links.ts';
export type { ShownRecord } from './linking/visible-records.ts';
export { weakestLink } from './linking/weakest-link.ts';
export { type DisputeInput, decideDispute } from './lists/decide-dispute.ts';
export { giveOpinion, namedEntry, type OpinionInput } from './lists/give-opinion.ts';
export { decideGradingOf, type GradingInput, gradeContent, withdrawOwnEntry } from './lists/grade-content.ts';
export { grantHashList, listsForSender } from './lists/grant-hash-list.ts';
export { type ImportResult, importHashList, type ListFile } from './lists/import-hash-list.ts';
export { closeHashList, createHashList } from './lists/manage-hash-lists.ts';
export {
  type OpenedRelease,
  openRelease,
  publishHashList,
  type ReleaseQuery,
} from './lists/publish-hash-list.ts';
export { type GradableFile, readGradable, readGradings, type WaitingGrading } from './lists/read-gradings.ts';
export {
  type HashListPage,
  type ListEntryPage,
  readDisputes,
  readHashList,
  readHashLists,
  readListEntry,
  readListImport,
} from './lists/read-hash-lists.ts';
export type { LookupAnswer, ToldListing } from './lookups/answer-lookups.ts';
export { type DisputedHit, disputeHit } from './lookups/dispute-hit.ts';
export {
  HASHED_MEDIA,
  type HashedInMemory,
  type HashedMedia,
  hashInMemory,
} from './lookups/hash-in-memory.ts';
export { type LookupOptions, type Lookups, MOST_HASHES, openLookups } from './lookups/open-lookups.ts';
export { type HeldValue, type LookupsView, readLookups } from './lookups/read-lookups.ts';
export { releaseValue } from './lookups/release-value.ts';
export { resumeLookups } from './lookups/resume-lookups.ts';
export { fillSyntheticUnits, importPostcodes, putReceivingUnit } from './manage-units.ts';
export { matchListValues } from './match-list-values.ts';
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
export { type ImportedSeries, importSeries, withdrawSeries } from './outside/import-series.ts';
export { type SeriesPage, seeOneSeries, seeSeries } from './outside/see-series.ts';
export { readParkedJobs, retryParkedJob } from './parked-jobs.ts';
export {
  aYearBefore,
  monthOf,
  monthsOf,
  nameOfPeriod,
  periodNamed,
  recentPeriod,
} from './picture/periods.ts';
export { type Answered, type CoverageView, readCoverage } from './picture/read-coverage.ts';
export { type FigureView, type ForceAnswers, readFigure } from './picture/read-figure.ts';
export { type PictureSource, readNationalFigures } from './picture/read-national-figures.ts';
export { type GroupFigure, type Picture, readPicture, SHOWN_BREAKDOWNS } from './picture/read-picture.ts';
export { refreshPicture } from './picture/refresh-picture.ts';
export type { PackageRequest } from './prepare-package.ts';
export { type ConservationReport, proveConservation } from './prove-conservation.ts';
export { publishEdition } from './publishing/publish-edition.ts';
export { licenceNamed, type Publishing } from './publishing/publishing-settings.ts';
export {
  findPublicationFile,
  type PublicationPage,
  readPublication,
  readPublications,
} from './publishing/read-publications.ts';
export { renderPublication } from './publishing/render-publication.ts';
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
export { readPriority, type ShownPriority } from './read-priority.ts';
export { type QueuePage, type QueueQuery, readQueue } from './read-queue.ts';
export { assessUnjoined, reassessReferral } from './reassess-referral.ts';
export { receiveDocument } from './receive-document.ts';
export { recordOutcome } from './record-outcome.ts';
export { type Released, refusePackage, reroutePackage, withdrawPackage } from './refuse-package.ts';
export { exportCommentary, type ImportedCommentary, importCommentary } from './releases/commentary.ts';
export { compareReleases, type ReleaseComparison } from './releases/compare-releases.ts';
export { freezeRelease } from './releases/freeze-release.ts';
export { type NewReport, newRelease } from './releases/new-release.ts';
export { type Previewed, previewSection } from './releases/preview-section.ts';
export { type ReadDraft, readDraft } from './releases/read-draft.ts';
export type { ReleaseSource } from './releases/read-live.ts';
export {
  type NamedStep,
  type OpenItem,
  type PossibleAction,
  type ReleaseOverview,
  readRelease,
  readReleases,
} from './releases/read-releases.ts';
export { readTracked, type TrackedPage } from './releases/read-tracked.ts';
export { reviseRelease } from './releases/revise-release.ts';
export { stepRelease } from './releases/step-release.ts';
export {
  addReleaseItem,
  carryReleaseItem,
  type ItemWords,
  writeReleaseItem,
} from './releases/track-items.ts';
export { writeReleaseHeading, writeReleaseSection } from './releases/write-section.ts';
export {
  answerAsHost,
  type HostAnswerInput,
  openHostNote,
  recordHostAnswer,
} from './removal/answer-removal.ts';
export {
  type OverrideInput,
  overrideGate,
  type PreservationInput,
  recordPreservation,
  sayNobodyInvestigates,
} from './removal/clear-removal.ts';
export type { RemovalSender } from './removal/compose-removal.ts';
export { deliverRemoval, type RemovalMail, type RemovalPost } from './removal/deliver-removal.ts';
export { type DraftedRemoval, draftRemoval, type RemovalDraft } from './removal/draft-removal.ts';
export {
  type HostWithHistory,
  importHosts,
  listHosts,
  putRemovalHost,
} from './removal/manage-hosts.ts';
export { nameAllAddresses } from './removal/name-addresses.ts';
export { listReleaseQuestions, type ReleaseQuestion } from './removal/read-release-questions.ts';
export { type RemovableAddress, readRemovable } from './removal/read-removable.ts';
export {
  listRemovals,
  type NoticeLine,
  type NoticePage,
  readRemoval,
  removalsAbout,
} from './removal/read-removals.ts';
export { answerRelease, askRelease, type ReleaseInput, recordRelease } from './removal/release-removal.ts';
export {
  escalateRemoval,
  handOverRemoval,
  readRemovalDocument,
  sendRemoval,
} from './removal/send-removal.ts';
export {
  closeRemoval,
  confirmRemoval,
  resumeRemoval,
  suspendRemoval,
  withdrawRemoval,
} from './removal/settle-removal.ts';
export { tendRemovals } from './removal/tend-removals.ts';
export { type Repair, repairDocument } from './repair-document.ts';
export { type Replay, replayQuarantined } from './replay-quarantined.ts';
export { findOwnReceipt, retractDocument } from './retract-document.ts';
export { retractSubmission } from './retract-submission.ts';
export { changeMapping, type MappingChange } from './returns/change-mapping.ts';
export { type Confirmed, confirmReturn } from './returns/confirm-return.ts';
export { eraseReturnFiles } from './returns/erase-return-files.ts';
export { listReturns, type PeriodLine, type ReturnLine, type ReturnsPage } from './returns/list-returns.ts';
export { ORIGINAL_PURPOSES, openOriginal } from './returns/open-original.ts';
export { ownForceOf } from './returns/own-returns.ts';
export { type ReturnPage, readReturn } from './returns/read-return.ts';
export {
  type ForceScores,
  type PeriodScores,
  readForceScores,
  readScorecards,
  type Scorecards,
} from './returns/read-scorecards.ts';
export { setReturnsDue } from './returns/set-due-day.ts';
export { readPopulations, setPopulation } from './returns/set-population.ts';
export { type UploadedReturn, uploadReturn } from './returns/upload-return.ts';
export { type Withdrawal, withdrawReturn } from './returns/withdraw-return.ts';
export { chooseUnit, listUnrouted, routeReferral, type UnitChoice } from './route-referral.ts';
export { acknowledgeConflict, type ConflictLine, seeConflicts } from './see-conflicts.ts';
export { type ExposureView, seeExposure } from './see-exposure.ts';
export { type DrawRequest, drawGradingSample } from './supervision/draw-grading-sample.ts';
export { drawWaits, type WaitsText } from './supervision/draw-waits.ts';
export type { ForceClocks, UnitClocks } from './supervision/force-clocks.ts';
export { type BlindReferral, CANNOT_TELL, gradeBlind, readBlind } from './supervision/grade-blind.ts';
export { LEAST_SHOWN, type Rate } from './supervision/rates.ts';
export { type AgreementPage, type PairAgreement, readAgreement } from './supervision/read-agreement.ts';
export { type OverrideRate, type OversightPage, readOversight } from './supervision/read-oversight.ts';
export { readSample, readSamples, type SamplePage } from './supervision/read-samples.ts';
export { type Shortening, shorteningOf } from './supervision/shortening.ts';
export { type OwnSimulation, type SimulatedOwn, simulateOwn } from './supervision/simulate-own.ts';
export { type BuiltTable, buildTable } from './tables/build-table.ts';
export { takeReferral } from './take-referral.ts';
export { unfoldDuplicate } from './unfold-duplicate.ts';
export {
  type AskedValidation,
  EXTRACT_PURPOSES,
  extractOutcomes,
  listValidations,
  type ReadValidation,
  readValidation,
  type ValidationLine,
} from './validation/read-validation.ts';
export { reportOfValidation } from './validation/report-validation.ts';
export { ensureSees } from './visible-referrals.ts';
export { type Waiting, type WaitingKind, whatWaits } from './what-waits.ts';
