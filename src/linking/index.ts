// Is this the same account, device, address or child? Equal identifiers are found as keyed hashes, never in plain.
// Promised: a link is a proposal; what many share links nobody; links do not depend on the order of arrival.
export { type ConflictNotice, type HeldPair, type Holding, noticesOf } from './conflicts/conflict.ts';
export {
  addAlerts,
  addConflictAcknowledgement,
  alertsAbout,
  alertsTo,
  type ConflictAlert,
  findAlert,
} from './conflicts/conflict-records.ts';
export {
  addDoubles,
  countDoubles,
  type DoubleReport,
  type DoublesOfSender,
  doublesOf,
  latestDoubles,
} from './folds/double-records.ts';
export { asDirectAndRelayed, DOUBLE_SIGNS, type DoubleSign, doubleSign } from './folds/double-report.ts';
export {
  addFoldSteps,
  type FoldStep,
  foldHistory,
  latestFoldSteps,
  newIdentifiers,
} from './folds/fold-records.ts';
export {
  closeInTime,
  FOLD_REASONS,
  type FoldCandidate,
  type FoldFacts,
  type FoldProposal,
  type FoldReason,
  proposeFold,
  worthComparing,
} from './folds/propose-fold.ts';
export {
  LAYERS,
  type Layer,
  LINK_KINDS,
  type LinkKindName,
  STRENGTHS,
  type Strength,
} from './identifiers/identifier-kinds.ts';
export { eraseLinks, linkAsParts, subjectKeys, withdrawLinks } from './identifiers/identifier-records.ts';
export { type LinkSummary, linkIdentifiers, linkSummaries } from './identifiers/link-identifiers.ts';
export { type Link, linksOf, type StrongPair, strongPairs } from './identifiers/links-of.ts';
export {
  afterFolds,
  type CommonKey,
  commonKeys,
  type Hub,
  hubsOf,
  isLink,
  TELLING_KINDS,
} from './identifiers/shared-keys.ts';
