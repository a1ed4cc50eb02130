// Is this the same account, device, address or child? Equal identifiers are found as keyed hashes, never in plain.
// Promised: a link is a proposal; what many share links nobody; links do not depend on the order of arrival.
export { type ConflictNotice, type HeldPair, type Holding, noticesOf } from './conflict.ts';
export {
  addAlerts,
  addConflictAcknowledgement,
  alertsAbout,
  alertsTo,
  type ConflictAlert,
  findAlert,
} from './conflict-records.ts';
export {
  addDoubles,
  countDoubles,
  type DoubleReport,
  type DoublesOfSender,
  doublesOf,
  latestDoubles,
} from './double-records.ts';
export { asDirectAndRelayed, DOUBLE_SIGNS, type DoubleSign, doubleSign } from './double-report.ts';
export {
  addFoldSteps,
  type FoldStep,
  foldHistory,
  latestFoldSteps,
  newIdentifiers,
} from './fold-records.ts';
export {
  LAYERS,
  type Layer,
  LINK_KINDS,
  type LinkKindName,
  STRENGTHS,
  type Strength,
} from './identifier-kinds.ts';
export { eraseLinks, linkAsParts, subjectKeys, withdrawLinks } from './identifier-records.ts';
export { type LinkSummary, linkIdentifiers, linkSummaries } from './link-identifiers.ts';
export { type Link, linksOf, type StrongPair, strongPairs } from './links-of.ts';
export {
  closeInTime,
  FOLD_REASONS,
  type FoldCandidate,
  type FoldFacts,
  type FoldProposal,
  type FoldReason,
  proposeFold,
  worthComparing,
} from './propose-fold.ts';
export {
  afterFolds,
  type CommonKey,
  commonKeys,
  type Hub,
  hubsOf,
  isLink,
  TELLING_KINDS,
} from './shared-keys.ts';
