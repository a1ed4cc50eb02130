// The national picture: named indicators over pseudonymised facts, with change, coverage and charts.
// Promised: every figure names its definition, numerator, denominator, period and date; nothing here names a person.

export { barChart, columnChart } from '../shared/chart/column-chart.ts';
export { AnalysisStore } from './analysis/analysis-store.ts';
export { type Change, type ChangeWords, changeBetween } from './change.ts';
export { type Compared, compareReturns } from './compare/compare-returns.ts';
export { readTwoYears } from './compare/read-two-years.ts';
export { type Detection, detectRises, type Finding, UNJUDGED } from './detect/detect-rises.ts';
export type { Coverage, Figures, Measured, Period } from './figures.ts';
export { figuresHere } from './figures-here.ts';
export { type Forecast, type ForecastTable, forecastYear } from './forecast/forecast-year.ts';
export { ASSUMPTIONS, estimateHidden, type HiddenPopulation } from './hidden/estimate-hidden.ts';
export { readOverlaps } from './hidden/read-overlaps.ts';
export { type Breakdown, INDICATORS, type Indicator, type IndicatorId } from './indicators.ts';
export { type CoverageEstimate, estimateMissing } from './missing/estimate-missing.ts';
export { readReturns } from './missing/read-returns.ts';
export { contentFacts, type PictureFact } from './picture-fact.ts';
export { becomeThePictureWriter, putFacts, readProgress, writeProgress } from './picture-records.ts';
export { movedCounts, roundToFive } from './protect/perturb.ts';
export { readPublished, readTable } from './protect/read-table.ts';
export { type Suppressed, suppress } from './protect/suppress.ts';
export type { Table } from './protect/table.ts';
export { checkReturns, type ReturnFaults } from './returns/check-returns.ts';
export { readReturned } from './returns/read-returned.ts';
export { readSeries } from './series/read-series.ts';
export { nextStart, periodName, type Series } from './series/series.ts';
