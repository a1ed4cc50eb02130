// Has this content been seen before? Same file hash, one content group, whoever reported it.
// Promised: every reporter's record stays; groups depend on the files alone, not on their order; each merge can be undone.
export {
  AUDIT_STATES,
  type AuditStanding,
  type AuditState,
  auditStanding,
  drawMore,
  FINDINGS,
  type Finding,
  type Stratum,
} from './circulation/audit.ts';
export {
  type Audit,
  addAudit,
  addDrawing,
  addEnd,
  addFinding,
  auditFacts,
  auditsOf,
  type EndRecord,
  endOf,
  findAudit,
  lockAudit,
  type MemberRecord,
} from './circulation/audit-records.ts';
export { toleratedShare } from './circulation/audit-sample.ts';
export {
  daysOfGroup,
  type GroupFacts,
  type GroupReporter,
  groupFacts,
  hashesOfGroup,
  laterGroup,
  reportersOfGroup,
  reportersOfGroups,
  sourcesOfGroups,
} from './circulation/group-facts.ts';
export { type KnownGroup, knownGroup } from './circulation/known-group.ts';
export { listingsOfGroups } from './circulation/listed-groups.ts';
export { waveFacts } from './circulation/wave-records.ts';
export {
  compareContent,
  contentOf,
  type FileContent,
  referralsOfGroups,
  sharingContent,
} from './content-of.ts';
export type { DerivedItem } from './derived-item.ts';
export { lockJoining } from './joining-lock.ts';
export type { HashSearch, SearchAnswer, SearchStatus } from './known/hash-search.ts';
export {
  HELD_BACK,
  type HeldBack,
  type Hit,
  isNegative,
  KNOWN_STATUSES,
  type KnownStatus,
  type Standing,
} from './known/judge-file.ts';
export { referralsWithHits } from './known/known-records.ts';
export { type ListedIndex, listedIndex } from './known/listed-index.ts';
export { matchChangedValues } from './known/match-changed-values.ts';
export {
  type FoundAhead,
  findAhead,
  keepRecognised,
  NOTHING_FOUND_AHEAD,
  notCompared,
} from './known/recognise-files.ts';
export { searchHere } from './known/search-here.ts';
export { searchOverSocket } from './known/search-over-socket.ts';
export { type SearchServer, serveSearch } from './known/search-server.ts';
export { keepSnapshot, openFromSnapshot } from './known/snapshot.ts';
export { type KnownFile, knownFilesOf } from './known/standings.ts';
export { type CheckedEntry, checkEntry } from './lists/check-entry.ts';
export { candidatesFor } from './lists/crosswalk.ts';
export { putVerdict } from './lists/decide-dispute.ts';
export {
  type DisputeLine,
  type DisputePage,
  disputesOf,
  type Entry,
  type EntryRow,
  type EntryValue,
  entryHistory,
  findEntry,
  findEntryNamed,
  type OpinionLine,
  openDisputesBy,
  opinionsOf,
  referralsShowing,
  valuesOfRow,
  waitingDisputes,
  wasRejected,
} from './lists/entry-records.ts';
export { REJECTIONS, type RejectionCode } from './lists/given-entry.ts';
export {
  addGrading,
  countWaitingGradings,
  decideGrading,
  entryOfFile,
  type Grading,
  gradingsOfReferral,
  hashesOfFiles,
  openGrading,
  waitingGradings,
} from './lists/grading-records.ts';
export { ListImporting } from './lists/import-list.ts';
export {
  addImport,
  endImport,
  findImport,
  type ImportCounts,
  importOfFile,
  importsOf,
  type ListImport,
  type Rejection,
  rejectionsOf,
} from './lists/import-records.ts';
export { changingLists, markPageOf, nextRevision } from './lists/list-changes.ts';
export {
  addList,
  closeList,
  findList,
  type HashList,
  type ListLine,
  listLines,
  type NewHashList,
} from './lists/list-records.ts';
export {
  type ChangedValue,
  changedValues,
  exactValues,
  type KnownValue,
  type Listing,
  listingsOf,
  valuesOfChange,
} from './lists/listings.ts';
export { addOpinions } from './lists/opinion-records.ts';
export {
  LIST_FORMATS,
  type ListFormat,
  type ReadOptions,
  readList,
} from './lists/read-list.ts';
export {
  addGrant,
  addRelease,
  endGrant,
  findRelease,
  grantsOf,
  listsGrantedTo,
  type Manifest,
  type Release,
  releasedEntries,
  releasesOf,
  withdrawnBetween,
} from './lists/release-records.ts';
export { manifestHolds, signManifest } from './lists/sign-manifest.ts';
export { takeEntries } from './lists/take-entries.ts';
export {
  DISPUTE_DECISIONS,
  DISPUTE_REASONS,
  type DisputeReason,
  ENTRY_STANDINGS,
  type EntryStanding,
  gradesOf,
  MEANINGS,
  MEDIA,
  type Meaning,
  type Media,
  OPINION_REASONS,
  OPINIONS,
  type Opinion,
  type OpinionReason,
  SCHEMES,
  type Scheme,
} from './lists/vocabulary.ts';
export {
  RELEASE_FORMATS,
  type ReleaseFormat,
  type ReleaseHead,
  writeRelease,
} from './lists/write-release.ts';
export {
  ALERT_ACTIONS,
  type AlertAction,
  addLookupAlert,
  type LookupAlert,
  lookupAlerts,
  resolveLookupAlerts,
  standsAgainst,
} from './lookup/alert-records.ts';
export {
  LOOKUP_STATUSES,
  type LookupHit,
  type LookupQuery,
  type LookupStatus,
  lookUp,
  pdqValues,
} from './lookup/look-up.ts';
export { type ProbingWatch, probingWatch, type Walk, type WatchedQuery } from './lookup/probing-watch.ts';
export {
  letPass,
  openQuarantines,
  type Quarantine,
  valueOfQuarantine,
} from './lookup/quarantine-records.ts';
export { type DayOfLookups, type Looked, lookupDays, tallyLookups } from './lookup/tally-lookups.ts';
export { matchContent } from './match-content.ts';
export { type MatchSummary, matchSummaries } from './match-summary.ts';
export { judgeAgain } from './turn-viral.ts';
export type { UsableHash } from './usable-hash.ts';
export { GROUPED_KINDS, usableHash } from './usable-hash.ts';
export { VIRAL_STATES, type ViralState } from './viral-state.ts';
export { countAsReports, withdrawContent } from './withdraw-content.ts';
