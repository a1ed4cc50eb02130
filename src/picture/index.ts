// The national picture: named indicators over pseudonymised facts, with change, coverage and charts.
// Promised: every figure names its definition, numerator, denominator, period and date; nothing here names a person.

export { barChart, columnChart } from '../shared/chart/column-chart.ts';
export { AnalysisStore } from './analysis/analysis-store.ts';
export { type Change, type ChangeWords, changeBetween } from './change.ts';
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
export { type Compared, compareReturns } from './compare/compare-returns.ts';
export { readTwoYears } from './compare/read-two-years.ts';
export type { Counted, Crossing, Step } from './crossings.ts';
export { type Detection, detectRises, type Finding, UNJUDGED } from './detect/detect-rises.ts';
export type { Alert } from './emerging/alert.ts';
export { ALERT_STATES, type AlertJudgement, type AlertState } from './emerging/alert-life.ts';
export type { AlertPoint } from './emerging/alert-points.ts';
export {
  aliveAlerts,
  markSeen,
  putAlert,
  referralsBehind,
  type StoredAlert,
  setJudgement,
  storedAlert,
  storedAlerts,
} from './emerging/alert-records.ts';
export { sayAlert, wordsOfAlert } from './emerging/alert-words.ts';
export { keepBehind } from './emerging/behind-records.ts';
export { figuresOfRise } from './emerging/draft-alert.ts';
export { followRises, type Rising } from './emerging/follow-rises.ts';
export { type CountingBreak, type SeriesOf, seriesKey, seriesOf } from './emerging/followed-series.ts';
export { type Gathered, gatherSeries } from './emerging/gather-series.ts';
export { type AlertMethod, judgeSeries } from './emerging/judge-series.ts';
export {
  addCountingBreak,
  addLook,
  becomeTheLooker,
  countingBreaks,
  type Look,
  lastLook,
} from './emerging/look-records.ts';
export {
  faultOfName,
  NOVELTY_KINDS,
  type NoveltyKind,
  type NoveltyTag,
  SHIPPED_TAGS,
  tagId,
} from './emerging/novelty.ts';
export {
  addNoveltyMark,
  addNoveltyTag,
  countMarks,
  marksOf,
  NOVELTY_NOTE_SEALED_AS,
  type NoveltyMark,
  noteOfMark,
  noveltyTags,
  removeNoveltyMark,
} from './emerging/novelty-records.ts';
export { readAlerts } from './emerging/read-alerts.ts';
export { type NameSeries, namesOfSeries } from './emerging/series-names.ts';
export { lastDay, wholePeriods } from './emerging/whole-periods.ts';
export type { Coverage, Figures, Measured, Period } from './figures.ts';
export { figuresHere } from './figures-here.ts';
export { forceNamed } from './forces/force-names.ts';
export {
  EVERY_FORCE,
  FORCE_SIZES,
  type Force,
  forcesOn,
  SCOPES,
  type Scope,
  sizesOf,
} from './forces/forces.ts';
export { type Forecast, type ForecastTable, forecastYear } from './forecast/forecast-year.ts';
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
export type { PartnerFigure, PartnerRelease } from './global/partner-release.ts';
export { readPartnerRelease } from './global/read-partner-release.ts';
export { writeAssessment } from './global/write-assessment.ts';
export { ASSUMPTIONS, estimateHidden, type HiddenPopulation } from './hidden/estimate-hidden.ts';
export { FEED_SIGNS, type FedPair, feeds, type ListedReceipt, type ReceiptTie } from './hidden/feeding.ts';
export {
  COUNTED_UNITS,
  type CountedUnit,
  type DeclaredList,
  type HiddenQuestion,
  LINKED_BY,
  LISTS,
  type LinkedBy,
  type ListName,
  RESAMPLES_TO_QUOTE,
} from './hidden/hidden-question.ts';
export {
  addHiddenRun,
  endHiddenRun,
  hiddenRun,
  hiddenRuns,
  keepGathered,
  keepResamples,
  keptResamples,
  latestHidden,
  tellProgress,
} from './hidden/hidden-records.ts';
export {
  type GatheredLists,
  HIDDEN_REFUSALS,
  HIDDEN_STEPS,
  type HiddenAnswer,
  type HiddenProgress,
  type HiddenRefusal,
  type HiddenRun,
  isOpenRun,
} from './hidden/hidden-run.ts';
export { finishInWorker } from './hidden/in-worker.ts';
export type { LinkingErrorAnswer } from './hidden/linking-errors.ts';
export { FEWEST_LISTS, MOST_LISTS } from './hidden/list-overlaps.ts';
export { type OverlapTable, overlapUnits, shownCount } from './hidden/overlap-units.ts';
export { readOverlaps } from './hidden/read-overlaps.ts';
export { FEWEST_SHARED, refuseHidden, SMALLEST_LIST, sizeOf } from './hidden/refuse-hidden.ts';
export { resample } from './hidden/resample.ts';
export { CATALOGUE } from './indicators/catalogue.ts';
export {
  RETURN_INDICATORS,
  type ReturnIndicator,
  type ReturnIndicatorId,
} from './indicators/from-returns.ts';
export { type Definition, FIGURE_GROUPS, type FigureGroup, type Unit } from './indicators/indicator.ts';
export { AVERAGES, type AverageId } from './indicators/of-received.ts';
export { type Breakdown, INDICATORS, type Indicator, type IndicatorId } from './indicators.ts';
export { type CoverageEstimate, estimateMissing } from './missing/estimate-missing.ts';
export { readReturns } from './missing/read-returns.ts';
export { type Break, breaksOf } from './national/breaks.ts';
export { figureFromRecords } from './national/figure-from-records.ts';
export { type ForceParts, figureFromReturns, partsOfForces } from './national/figure-from-returns.ts';
export { figuresCsv } from './national/figures-csv.ts';
export type { FigureCoverage, FigureEstimate, NationalFigure } from './national-figure.ts';
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
export { ABROAD_RISKS, contentFacts, type PictureFact } from './picture-fact.ts';
export {
  becomeThePictureWriter,
  countedReceipts,
  putFacts,
  readProgress,
  writeProgress,
} from './picture-records.ts';
export type { PublishedTable } from './protect/join-editions.ts';
export { movedCounts, roundToFive } from './protect/perturb.ts';
export { readPublished, readTable } from './protect/read-table.ts';
export { type Suppressed, suppress } from './protect/suppress.ts';
export { ALL, type Table } from './protect/table.ts';
export {
  type DataField,
  type DataPackage,
  type DataResource,
  readDataPackage,
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
} from './publish/publication-records.ts';
export type { Language, Licence, PublishOptions } from './publish/publish-options.ts';
export type { PublishedFile } from './publish/published-file.ts';
export { publishedFiles, publishedPages } from './publish/published-files.ts';
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
export { protectAlerts, protectForecast } from './releases/protect-ahead.ts';
export { protectFigure } from './releases/protect-figures.ts';
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
  isDay,
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
export {
  type Block,
  type Inline,
  parseSection,
  type SectionFault,
} from './releases/section-text.ts';
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
export { applyMapping } from './returns/apply-mapping.ts';
export { checkAnswers } from './returns/check-answers.ts';
export { checkReturns, type ReturnFaults } from './returns/check-returns.ts';
export { DUE_AFTER_DAYS, dueDayOf, setDueDay } from './returns/due-records.ts';
export { RETURN_FINDINGS, type ReturnFinding, type ReturnFindingKind } from './returns/findings.ts';
export type { ForceAnswer } from './returns/force-answer.ts';
export {
  LAYOUTS,
  LEFT_OUT,
  type MappedLabel,
  type MappedTable,
  type Mapping,
  type Meaning,
  type Place,
  withMeaning,
} from './returns/mapping.ts';
export { codeOfMeaning, type MeaningChange, meaningOfCode } from './returns/meaning-code.ts';
export {
  acceptParts,
  answeredPeriods,
  becomeTheAccepter,
  endParts,
  partsOfReturn,
  type ReturnPart,
  returnPartsOfForce,
  returnPartsOfPeriod,
} from './returns/part-records.ts';
export { codeOfPeriod, periodOfCode } from './returns/period-code.ts';
export { acceptancesOf, addProfile, profileExamples, profileOf } from './returns/profile-records.ts';
export type { Proposal, ProposedItem, ProposeOptions } from './returns/proposal.ts';
export { proposeMapping } from './returns/propose-mapping.ts';
export {
  addFindings,
  addReadingCounts,
  currentReadingCounts,
  findingsOfReturn,
  type ReadingCount,
} from './returns/quality-records.ts';
export {
  type ForcePart,
  forceAnswers,
  proposeReturn,
  type ReadReturn,
  rereadReturn,
} from './returns/read-return.ts';
export { readReturned } from './returns/read-returned.ts';
export { readWorkbook } from './returns/read-workbook.ts';
export {
  READING_CHANGES,
  RETURN_FAULTS,
  type Reading,
  type ReadingChange,
  type ReturnFault,
  type ReturnFaultCode,
  UNMAPPED,
  type Unmapped,
} from './returns/reading.ts';
export { countReading } from './returns/reading-counts.ts';
export {
  addReading,
  addReturnFile,
  eraseReturnKey,
  latestReading,
  newReturnKey,
  openReturnFile,
  type ReturnFile,
  returnKey,
  returnsToErase,
} from './returns/return-file-records.ts';
export {
  addReturn,
  addStep,
  listHeads,
  moveReturn,
  type NewReturn,
  type ReturnHead,
  type ReturnStep,
  returnHead,
  returnOfFile,
  stepsOf,
} from './returns/return-head-records.ts';
export {
  PART_STATES,
  RETURN_ACTS,
  RETURN_STATES,
  stateAfter,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
} from './returns/return-life.ts';
export { addFigures, answersOf, figuresOfReturn } from './returns/return-records.ts';
export { type Revision, revisionsBetween } from './returns/revisions.ts';
export { cellName, type Sheet } from './returns/sheet.ts';
export type { CodeList, Question, ReturnFigure, Scheme } from './scheme/scheme.ts';
export { currentScheme, SCHEMES, schemeOf, schemeOn } from './scheme/schemes.ts';
export { DIMENSIONS, type DimensionId, EVERY_DIMENSION } from './scorecard/dimensions.ts';
export { mendFirst, type ToMend } from './scorecard/mend-first.ts';
export { type ReturnReport, reportReturn, sizeOfForce } from './scorecard/report-return.ts';
export { type Score, scoreReturns, totalOf } from './scorecard/score-returns.ts';
export { readSeries } from './series/read-series.ts';
export { nextStart, periodName, type Series } from './series/series.ts';
export { FIXED_TABLES, type FixedTable, type FixedTableId } from './tables/fixed-tables.ts';
export type { CellQuery, KeyedCell } from './tables/keyed-cells.ts';
export { BUILDER_MOVES, everyCell, type MovedCell, moveTable } from './tables/move-table.ts';
export { type ProtectedRow, protectTable } from './tables/protect-table.ts';
export { tableKey } from './tables/table-key-records.ts';
export {
  ALL_MONTHS,
  conditionOf,
  countableIndicators,
  daysOf,
  MOST_BREAKDOWNS,
  TABLE_BREAKDOWNS,
  type TableBreakdown,
  type TablePeriod,
  type TableQuestion,
} from './tables/table-question.ts';
