// What became of it: a score is held against recorded outcomes, or against another score, with the doubts stated.
// Promised: every figure has its interval or says why not; groups are for audit only, and small ones are withheld.
export { cohenKappa, type Kappa, tableOf, type Weighting } from './agreement/cohen-kappa.ts';
export { type Drift, findDrift, type Mix } from './agreement/drift.ts';
export { fleissKappa, type GradeCounts } from './agreement/fleiss-kappa.ts';
export { krippendorffAlpha } from './agreement/krippendorff.ts';
export { type StratumCount, type WeightedShare, weightedShare } from './agreement/stratified-share.ts';
export { COHORT_ITEMS } from './cohort/cohort-items.ts';
export { cohortTable } from './cohort/cohort-table.ts';
export { type CohortCase, makeCohort } from './cohort/make-cohort.ts';
export { type Comparison, compareScores, type PairedDifference } from './compare-scores.ts';
export { type Evaluation, evaluateScore } from './evaluate-score.ts';
export { type Estimate, proportion } from './interval.ts';
export type { Learned, LearnOptions } from './learn/learn-scorecard.ts';
export { runLearning } from './learn/run-learning.ts';
export type { Scorecard } from './learn/scorecard.ts';
export { instrumentOfLearned } from './learn/write-instrument.ts';
export { addExtract, type Extract, extractsOf } from './outcomes/extract-records.ts';
export { type ExtractCase, type Judgement, joinOutcomes } from './outcomes/join-outcomes.ts';
export {
  isOutcomeDefinition,
  OUTCOME_DEFINITIONS,
  type OutcomeDefinition,
} from './outcomes/outcome-definitions.ts';
export { type Validation, validateVersion } from './outcomes/validate-version.ts';
export { readCases } from './read-cases.ts';
export type { Block, Report } from './report/blocks.ts';
export { composeReport } from './report/compose-report.ts';
export { renderReport } from './report/render-report.ts';
export { probabilityOf, scoreTable } from './report/score-table.ts';
export type { ValidationFacts } from './report/validation-blocks.ts';
