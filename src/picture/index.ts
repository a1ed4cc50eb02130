// The national picture: named indicators over pseudonymised facts, with change, coverage and charts.
// Promised: every figure names its definition, numerator, denominator, period and date; nothing here names a person.

export { AnalysisStore } from './analysis/analysis-store.ts';
export { type Change, type ChangeWords, changeBetween } from './change.ts';
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
export {
  type CountingBreak,
  isFollowed,
  type SeriesOf,
  seriesKey,
  seriesOf,
} from './emerging/followed-series.ts';
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
export type { Coverage, Figures, Measured } from './figures.ts';
export { figuresHere } from './figures-here.ts';
export type { Backtest } from './forecast/backtest.ts';
export { type Forecast, type ForecastTable, forecastYear } from './forecast/forecast-year.ts';
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
  type HiddenReport,
  type HiddenRun,
  isOpenRun,
} from './hidden/hidden-run.ts';
export { finishInWorker } from './hidden/in-worker.ts';
export type { LinkingErrorAnswer } from './hidden/linking-errors.ts';
export { FEWEST_LISTS, MOST_LISTS } from './hidden/list-overlaps.ts';
export { type OverlapTable, overlapUnits } from './hidden/overlap-units.ts';
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
export { ABROAD_RISKS, contentFacts, type PictureFact } from './picture-fact.ts';
export {
  becomeThePictureWriter,
  countedReceipts,
  putFacts,
  readProgress,
  writeProgress,
} from './picture-records.ts';
export type { PublishedTable } from './protect/join-editions.ts';
export type { SaidEarlier } from './protect/join-tables.ts';
export { movedCounts, roundToFive } from './protect/perturb.ts';
export type { PrintedBeside } from './protect/printed-beside.ts';
export { readPublished, readTable } from './protect/read-table.ts';
export { type Suppressed, suppress } from './protect/suppress.ts';
export { ALL, type Table } from './protect/table.ts';
export { readSeries } from './series/read-series.ts';
export { nextStart, periodName, type Series } from './series/series.ts';
export { FIXED_TABLES, type FixedTable, type FixedTableId } from './tables/fixed-tables.ts';
export type { CellQuery, KeyedCell } from './tables/keyed-cells.ts';
export type { Printed } from './tables/leave-out-thread.ts';
export { BUILDER_MOVES, cellsOfTable, everyCell, type MovedCell, moveTable } from './tables/move-table.ts';
export {
  type Protected,
  type ProtectedRow,
  protectTables,
  type TableToProtect,
} from './tables/protect-table.ts';
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
