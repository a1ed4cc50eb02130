// What became of it: a score is held against recorded outcomes, or against another score, with the doubts stated.
// Promised: every figure has its interval or says why not; groups are for audit only, and small ones are withheld.
export { type Comparison, compareScores, type PairedDifference } from './compare-scores.ts';
export { type Evaluation, evaluateScore } from './evaluate-score.ts';
export type { Estimate } from './interval.ts';
export { type Learned, learnScorecard } from './learn/learn-scorecard.ts';
export type { Scorecard } from './learn/scorecard.ts';
export { readCases } from './read-cases.ts';
