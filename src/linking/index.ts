// Is this the same account, device, address or child? Equal identifiers are found as keyed hashes, never in plain.
// Promised: a link is a proposal; what many share links nobody; links do not depend on the order of arrival.
export { LINK_BANDS, type LinkBand } from './clusters/bands.ts';
export type { Verdict } from './clusters/edges.ts';
export { type Connection, explainConnection } from './clusters/explain-connection.ts';
export { type ClusterPicture, layoutCluster, type Placed } from './clusters/layout-cluster.ts';
export {
  CONFLICT_KINDS,
  type ConflictKind,
  type ConflictNotice,
  type HeldPair,
  type Holding,
  noticesOf,
} from './conflicts/conflict.ts';
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
export { type IdentifierPlace, latestHolders } from './identifiers/hub-holders.ts';
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
  countLinks,
  type Hub,
  hubsOf,
  isLink,
  type LinkCount,
  TELLING_KINDS,
} from './identifiers/shared-keys.ts';
export type { Waterfall } from './model/explain-pair.ts';
export { levelLabels } from './model/level-labels.ts';
export { PERSON_SPEC } from './model/person-spec.ts';
export { clusterHistory, clustersOf } from './people/cluster-rows.ts';
export { type ModelOnSample, modelsOnSample } from './people/compare-models.ts';
export { type DisagreedPair, disagreements } from './people/disagreement-rows.ts';
export { driftOf, type PeopleDrift } from './people/drift-of-people.ts';
export { groupsAmongSeen } from './people/group-among.ts';
export { addPersonJudgement } from './people/judge-people.ts';
export {
  confirmedReferrals,
  historyOfPairs,
  JUDGEMENT_NOTE_SEALED_AS,
  judgementHistory,
  judgementNote,
} from './people/judgement-rows.ts';
export { type Standing, standingOf, withoutDecisionOf } from './people/judgement-standing.ts';
export { lockLinking, lockLinkingSoon } from './people/linking-lock.ts';
export {
  activateModel,
  keepModel,
  type ModelVersion,
  modelVersions,
  rebuildPeople,
  rescoreInForce,
  rescoringReports,
} from './people/manage-people-models.ts';
export {
  lockOpeningsOf,
  MOST_PAIRS_PER_DAY,
  type OpeningAlert,
  type OpeningBound,
  openingAlerts,
  openingBound,
  putOpeningBound,
  raiseOpeningAlert,
  settleOpeningAlert,
} from './people/opening-bound-rows.ts';
export {
  JUDGEMENT_REASONS,
  type JudgementReason,
  type MembershipInterval,
  type NewPersonJudgement,
  type PersonCluster,
  type PersonJudgement,
  type PersonLayer,
  type PersonLink,
  type PersonRecord,
  type Rearranged,
} from './people/person-link.ts';
export { linksOfPeople } from './people/read-people-links.ts';
export { personRecords, personRecordsOf } from './people/record-rows.ts';
export type { RescoreReport } from './people/rescore-people.ts';
export { qualityOf, type SampledPair, sampledPairs, samplePairsForQuality } from './people/sample-people.ts';
export { neighboursBy, type PlaceKind } from './people/shared-place.ts';
export {
  nothingTaken,
  type PeopleTaken,
  peopleToChange,
  peopleToRead,
  readPeople,
  takePeople,
} from './people/take-people.ts';
export { ensureEnoughToLearn, type TrainedModel, trainOnPeople } from './people/train-people.ts';
export { type UndecidedPair, undecidedPairs } from './people/undecided-people.ts';
export { type PeopleProof, verifyPeople } from './people/verify-people.ts';
