// Returns of forces: read as they come, mapped to the national scheme, checked, accepted, and scored for their quality.
// Promised: no value is read without its cell, none is guessed silently, and what a person has not confirmed counts nowhere.

export { applyMapping } from './apply-mapping.ts';
export { checkAnswers } from './check-answers.ts';
export { checkReturns, type ReturnFaults } from './check-returns.ts';
export { dueDayOf, setDueDay } from './due-records.ts';
export { findingsAbout, RETURN_FINDINGS, type ReturnFinding, type ReturnFindingKind } from './findings.ts';
export type { ForceAnswer } from './force-answer.ts';
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
export { type Populations, type SetPopulation, withPopulations } from './forces/populations.ts';
export {
  LEFT_OUT,
  type MappedLabel,
  type MappedTable,
  type Mapping,
  type Meaning,
  type Place,
  withMeaning,
} from './mapping.ts';
export { codeOfMeaning, type MeaningChange, meaningOfCode } from './meaning-code.ts';
export {
  acceptParts,
  answeredPeriods,
  becomeTheAccepter,
  endParts,
  partsOfReturn,
  type ReturnPart,
  returnPartsOfForce,
  returnPartsOfPeriod,
} from './part-records.ts';
export { codeOfPeriod, isCountedDay, isPeriod, periodOfCode } from './period-code.ts';
export { addPopulation, populationsSet } from './population-records.ts';
export { addProfile, countAcceptances, profileExamples, profileOf } from './profile-records.ts';
export type { Proposal, ProposedItem, ProposeOptions } from './proposal.ts';
export { proposeMapping } from './propose-mapping.ts';
export {
  addFindings,
  addReadingCounts,
  currentReadingCounts,
  findingsOfReturn,
  type ReadingCount,
} from './quality-records.ts';
export { type ForcePart, forceAnswers, proposeReturn, type ReadReturn, rereadReturn } from './read-return.ts';
export { readReturned } from './read-returned.ts';
export { readWorkbook } from './read-workbook.ts';
export {
  RETURN_FAULTS,
  type Reading,
  type ReadingChange,
  type ReturnFault,
  type ReturnFaultCode,
  UNMAPPED,
  type Unmapped,
} from './reading.ts';
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
} from './return-file-records.ts';
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
} from './return-head-records.ts';
export {
  stateAfter,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
} from './return-life.ts';
export {
  addFigures,
  answersOf,
  answersTouching,
  type DatedAnswer,
  figuresOfReturn,
} from './return-records.ts';
export { type Revision, revisionsBetween } from './revisions.ts';
export type { CodeList, Question, ReturnFigure, Scheme } from './scheme/scheme.ts';
export { currentScheme, SCHEMES, schemeOf, schemeOn } from './scheme/schemes.ts';
export { DIMENSIONS, type DimensionId, EVERY_DIMENSION } from './scorecard/dimensions.ts';
export { mendFirst, type ToMend } from './scorecard/mend-first.ts';
export { type ReturnReport, reportReturn, sizeOfForce } from './scorecard/report-return.ts';
export { type Score, scoreReturns, totalOf } from './scorecard/score-returns.ts';
export type { Sheet } from './sheet.ts';
export { openArchive } from './workbook/open-archive.ts';
