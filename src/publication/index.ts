// What is said in public: claims of others, series from outside, reports written around figures, frozen, published, combined.
// Promised: an edition that was published never changes, and what others said is never added to a figure of ours.

export { CLAIM_FAULTS, type ClaimFaultCode, checkClaim } from './claims/check-claim.ts';
export {
  addClaimVersion,
  holdRegister,
  readClaims,
  readClaimVersions,
  readRegister,
} from './claims/claim-records.ts';
export {
  type ClaimVersion,
  type RegisteredClaim,
  type StandingClaim,
  standingOf,
} from './claims/claim-version.ts';
export { CLAIM_TOPICS, type ClaimTopic, KNOWN_FROM, type KnownFrom } from './claims/claim-vocabulary.ts';
export { type Contradiction, contradictionsAmong } from './claims/contradictions.ts';
export {
  type ComparedFigure,
  combineReleases,
  DIFFERENCES,
  type Difference,
  type GlobalAssessment,
} from './global/combine-releases.ts';
export { LARGEST_PACKAGE_BYTES, openPackage, type PackageFiles } from './global/open-package.ts';
export {
  type AddedRelease,
  addPartnerRelease,
  leaveOutRelease,
  readPartnerReleases,
} from './global/partner-records.ts';
export type { PartnerClaim, PartnerFigure, PartnerRelease } from './global/partner-release.ts';
export { readPartnerRelease } from './global/read-partner-release.ts';
export { writeAssessment } from './global/write-assessment.ts';
export { checkSeries, SERIES_FAULTS, type SeriesFaultCode } from './outside/check-series.ts';
export {
  addSeriesVersion,
  holdSeries,
  lastFileOf,
  readEverySeries,
  readOutsideSeries,
  readSeriesVersions,
} from './outside/outside-records.ts';
export type { OutsidePoint, OutsideSeries } from './outside/outside-series.ts';
export { changeOverYear, latestComparable, type SeriesChange } from './outside/series-change.ts';
export { readSeriesFile, type SeriesHints } from './outside/series-file.ts';
export { meansByMonth } from './outside/series-means.ts';
export { type SeriesVersion, type StandingSeries, standingSeries } from './outside/series-version.ts';
export { splitAtBreaks } from './outside/split-at-breaks.ts';
export type {
  DataField,
  DataPackage,
  DataResource,
} from './publish/data-package.ts';
export {
  digestOf,
  type EditionManifest,
  MANIFEST_NAME,
  readManifest,
  type Verified,
  verifyEdition,
} from './publish/manifest.ts';
export { PUBLICATION_STYLE } from './publish/page/style.ts';
export {
  addLaterFiles,
  addPublication,
  editionsOf,
  type FoundPublication,
  findPublishedFile,
  isRendered,
  type ListedFile,
  listPublications,
  listPublishedFiles,
  type Publication,
  pageOfPublication,
  readPublishedFiles,
} from './publish/publication-records.ts';
export type { Language, Licence, PublishOptions } from './publish/publish-options.ts';
export type { PublishedFile } from './publish/published-file.ts';
export { filesPrintedLater, publishedFiles, publishedPages } from './publish/published-files.ts';
export { checkTracked, checkWriting } from './releases/check-writing.ts';
export { readCommentary, writeCommentary } from './releases/commentary-file.ts';
export {
  differingSections,
  differingValues,
  type LineDifference,
  type SectionDifference,
  type ValueDifference,
} from './releases/compare-content.ts';
export { asKept, contentShown, hashOfContent } from './releases/freeze-content.ts';
export { markRevisions, type NewContent } from './releases/mark-revisions.ts';
export { type PreviewFor, previewHtml } from './releases/preview.ts';
export { protectAlerts, protectForecast, protectHidden } from './releases/protect-ahead.ts';
export { isSmall, protectFigure, protectMeasured } from './releases/protect-figures.ts';
export { faultsOf, knownIn, type ReferenceFault, shownIn } from './releases/references.ts';
export type {
  FrozenContent,
  IntelligenceGap,
  Priority,
  Release,
  ReleasedFigure,
  ReleasedForecast,
  ReleasedTable,
  ReleaseState,
  Section,
} from './releases/release.ts';
export {
  cleanLine,
  cleanText,
  ensureFields,
  isWholeYear,
  LONGEST,
  readReportPeriod,
  slugOf,
} from './releases/release-fields.ts';
export {
  actionsIn,
  isFast,
  isRevisable,
  RELEASE_ACTIONS,
  RELEASE_STATES,
  type ReleaseAction,
  releaseStateAfter,
} from './releases/release-life.ts';
export {
  addContent,
  addRelease,
  addReleaseStep,
  type FrozenRelease,
  findRelease,
  getRelease,
  latestContent,
  listReleases,
  lockFreezing,
  lockRelease,
  lockReportName,
  type ReleaseHeader,
  type ReleaseStep,
  releaseContent,
  releaseSteps,
  writeHeading,
} from './releases/release-records.ts';
export {
  addSectionVersion,
  sectionsOf,
  versionsOf,
  type WrittenSection,
} from './releases/section-records.ts';
export { type Block, type Inline, parseSection, type SectionFault } from './releases/section-text.ts';
export { sectionsFrom, TEMPLATES, type TemplateName } from './releases/templates.ts';
export {
  isOverdue,
  itemsToSay,
  TRACKED_ACTIONS,
  TRACKED_STATES,
  type TrackedAction,
  type TrackedItem,
  type TrackedKind,
  type TrackedState,
  trackedActionsIn,
  trackedStateAfter,
} from './releases/tracked-item.ts';
export {
  addTracked,
  addTrackedVersion,
  findTracked,
  lockTracked,
  openTrackedElsewhere,
  trackedOfReport,
} from './releases/tracked-records.ts';
export { WARNINGS, type Warning, type WarningCode, warn } from './releases/warning.ts';
export { YARDSTICK } from './releases/yardstick.ts';
