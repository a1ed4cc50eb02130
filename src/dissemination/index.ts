// Who and where, then to whom: enquiries, routes, receiving units, packages, receipts, outcomes, feedback.
// Promised: nothing leaves without a person's decision and a double check; every package has a proof of receipt or an overdue one.
export { askableIdentifiers, isInReferral, normaliseAsked, sameAsked } from './asked.ts';
export { ensureComplete } from './check-completeness.ts';
export {
  ensureOpensPackage,
  visibleTo,
} from './compartment.ts';
export { sha256Of } from './digests.ts';
export { type DisseminationSummary, disseminationOf } from './dissemination-summary.ts';
export {
  ANSWER_WITHIN_DAYS,
  type Asked,
  AUTHORITIES,
  type Authority,
  type Concerns,
  ENQUIRY_KINDS,
  ENQUIRY_LIFE,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  type EnquiryKind,
  type EnquiryResult,
  type EnquiryState,
  MISMATCHES,
  REFUSALS_OF_ENQUIRY,
  RESOLUTIONS,
  type RefusalOfEnquiry,
  type Resolution,
} from './enquiry.ts';
export {
  addAnswer,
  addEnquiry,
  addMismatch,
  type Enquiry,
  enquiriesIn,
  enquiriesOf,
  enquiryById,
  moveEnquiry,
  openEnquiry,
  overdueEnquiries,
  resolveMismatch,
  type SubscriberDetail,
} from './enquiry-records.ts';
export { expectedUnits } from './expected-units.ts';
export { composeFeedback } from './feedback.ts';
export {
  addDelivery,
  addFeedback,
  type Feedback,
  feedbackById,
  feedbackFor,
  feedbackOf,
  type NewFeedback,
} from './feedback-records.ts';
export type { Holder } from './holders.ts';
export { locatePlaces, statedPlaces } from './locate-places.ts';
export { type Enquired, NOT_KNOWN } from './not-known.ts';
export {
  addOperation,
  addToOperation,
  findOperation,
  groupedPackages,
  listOperations,
  type Operation,
  packagesOfOperation,
} from './operation-records.ts';
export {
  CLOSURE_REASONS,
  OUTCOME_STATUSES,
  type OutcomeFields,
  type OutcomeInput,
  readOutcome,
} from './outcome.ts';
export { addOutcome, type Outcome, outcomesAmong, outcomesBetween, outcomesOf } from './outcome-records.ts';
export {
  HELD_STATES,
  PACKAGE_LIFE,
  PACKAGE_STATES,
  type PackageAction,
  type PackageState,
  REFUSALS_OF_PACKAGE,
  type RefusalOfPackage,
  receiptDueAt,
  WITHDRAWALS,
  type Withdrawal,
} from './package.ts';
export {
  composePackage,
  type DecidedPriority,
  type KnownLinks,
  type PackageDocument,
  type PackageInput,
  type Report,
} from './package-document.ts';
export {
  addPackage,
  lockPackagesOf,
  movePackage,
  overdueReceipts,
  type Package,
  packageById,
  packagesIn,
  packagesOf,
  packagesOfUnit,
  sealedPackage,
  unitLoads,
  unitsHolding,
} from './package-records.ts';
export { foldPostcode, type PostcodeLine } from './postcode.ts';
export { addPostcodeLines, forcesOfPostcodes } from './postcode-records.ts';
export { proposeRoute, type RouteFacts } from './propose-route.ts';
export { addressKey } from './removal/address.ts';
export {
  addNamedAddresses,
  addressesNamedBy,
  eraseNamedAddresses,
  type NamedAddress,
  referralsNaming,
} from './removal/address-records.ts';
export {
  addHostAnswer,
  addWrongAnswer,
  type HostAnswer,
  hostAnswersOf,
  wrongAnswersSince,
} from './removal/answer-records.ts';
export {
  answerSecret,
  MOST_WRONG_ANSWERS,
  newReference,
  secretDigest,
  visitorKey,
  WRONG_ANSWERS_KEPT_MS,
  WRONG_ANSWERS_WITHIN_MS,
} from './removal/answer-secret.ts';
export { composeNotice, type NoticeDocument, type NoticeHash } from './removal/compose-notice.ts';
export {
  addRemovalDelivery,
  addTryResult,
  claimTry,
  type Delivery,
  deliveriesOf,
  deliveryById,
  keepDocument,
  keptDocument,
} from './removal/delivery-records.ts';
export {
  addOverride,
  addPreservation,
  addRelease,
  addReleaseRequests,
  noticesAskedOf,
  type Override,
  overridesOf,
  type PreservationRecord,
  preservationsOf,
  REMOVAL_SEALED_AS,
  type Release,
  releaseRequestsOf,
  releasesOf,
  waitsOver,
} from './removal/gate-records.ts';
export {
  causesOf,
  GATES,
  type GateFacts,
  type GateName,
  type ShownGates,
  showGates,
  shutBy,
  type UnitSays,
} from './removal/gates.ts';
export {
  answerHours,
  HOST_CHANNELS,
  HOST_KINDS,
  type HostChannel,
  type HostInput,
  type HostKind,
  legalBasisFor,
  type RemovalHost,
} from './removal/host.ts';
export {
  type HostHistory,
  hostById,
  hostHistories,
  hostsOn,
  namesOfHosts,
  putHost,
} from './removal/host-records.ts';
export { readHostsCsv } from './removal/hosts-csv.ts';
export {
  addBasis,
  addItem,
  type Item,
  itemsOf,
  lockDrafting,
  openItemsOf,
} from './removal/item-records.ts';
export {
  CLOCKED_STATES,
  ENDED_STATES,
  ESCALATIONS,
  type Escalation,
  HOLD_REASONS,
  HOST_REFUSALS,
  HOST_SAYS,
  type HoldReason,
  type HostRefusal,
  type HostSays,
  MOST_REMINDERS,
  NOTICE_ACTIONS,
  NOTICE_ENDINGS,
  NOTICE_STATES,
  type NoticeAction,
  type NoticeEnding,
  type NoticeState,
  nextNoticeState,
  PRESERVATION_WAYS,
  type PreservationWay,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
  type ReleaseAnswer,
  type RemovalOverride,
} from './removal/notice.ts';
export {
  addNotice,
  holdNotice,
  moveNotice,
  type Notice,
  type NoticeStep,
  noticeById,
  noticesAbout,
  noticesIn,
  overdueNotices,
  restartClock,
  secretHashOf,
  stepsOfNotice,
} from './removal/notice-records.ts';
export { proposeHost } from './removal/propose-host.ts';
export {
  CHOICE_REASONS,
  type ChoiceReason,
  type PackagePurpose,
  PURPOSES_OF_PACKAGE,
  ROUTE_REASONS,
  type RouteReason,
  UNROUTED_REASONS,
} from './route.ts';
export {
  addChoice,
  addProposal,
  choicesOf,
  latestProposal,
  type RouteChoice,
  type StoredProposal,
  type Unrouted,
  unroutedReferrals,
} from './route-records.ts';
export { WITHHELD } from './sanitise.ts';
export {
  openPackage,
  type SealedPackage,
  type SignedPackage,
  sealPackage,
  verifyPackage,
} from './seal-package.ts';
export { simulateAnswer } from './simulated-provider.ts';
export { withSyntheticCapacity } from './synthetic-units.ts';
export { PROFESSIONAL_STANDARDS, type ReceivingUnit, UNIT_KINDS } from './unit.ts';
export { forcesOn, namesOfUnits, putUnit, unitById, unitsOfKind, unitsOn } from './unit-records.ts';
