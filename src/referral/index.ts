// The referral: its vocabulary, its versioned scheme, its one life table, and its sealed records.
// Promised: received content never changes; personal fields are only ever returned inside Sealed.
export {
  type Account,
  type Agency,
  type Connection,
  type Evidence,
  type FileFacts,
  type FileHash,
  type Identifier,
  type Moment,
  type Party,
  type Place,
  ReferralContent,
  SCHEME_VERSION,
} from './content.ts';
export { destroyKey, openDataKey, openDataKeys } from './data-keys.ts';
export {
  countPartiesOpened,
  type Exposure,
  type ExposureDay,
  type ExposureOfPerson,
  evidenceOpenedBy,
  exposureByPerson,
  exposureOf,
  partiesOpened,
  partyAsEvidence,
  recordExposure,
} from './exposure-records.ts';
export { type OpenFacts, openFacts } from './facts.ts';
export { type Action, nextState, STATES, type State } from './life.ts';
export { lockReferrals } from './lock-referrals.ts';
export {
  insertContents,
  insertReferrals,
  type NewContent,
  type NewReferral,
} from './new-records.ts';
export { formatNumber, parseNumber } from './number.ts';
export {
  findReferral,
  foldedMembers,
  holdReferral,
  membersFoldedInto,
  moveReferral,
  type OpenedReferral,
  openAllEvidence,
  openContents,
  openEvidenceItem,
  openEvidenceOf,
  type ReferralHeader,
  referralHeader,
  referralHeaders,
  SEALED_AS,
  setSensitivity,
} from './records.ts';
export { type Sensitivity, sensitivityOf } from './sensitivity.ts';
export { currentIds, currentStandings, referralsInState } from './standings.ts';
export {
  type Answer,
  EVIDENCE_KINDS,
  FACTS,
  type FactName,
  FILE_ANNOTATIONS,
  GRADE_SCHEMES,
  GUARD_REASONS,
  HANDLING_CODES,
  HASH_KINDS,
  IDENTIFIER_KINDS,
  INCIDENT_TYPES,
  INFORMATION_GRADES,
  PARTY_ROLES,
  SENSITIVITIES,
  SOURCE_GRADES,
  type Term,
  THREATS,
  TIME_MEANINGS,
} from './vocabulary.ts';
