// In which order referrals are worked on: five axes under a stated policy, a person's decision, clocks and alarms.
// Promised: proposals decide nothing; imminent danger stands first and calls a person; unknown is never read as "no".
export {
  type Alarm,
  type AlarmWithAnswer,
  addAcknowledgement,
  alarmsOf,
  answeredAlarms,
  findAlarm,
  openAlarms,
  openAlarmsAmong,
  stillOpen,
} from './alarm-records.ts';
export { type Assessment, assess } from './assess.ts';
export { assessReferrals, type ItemToAssess } from './assess-referrals.ts';
export { assessedBandsBetween } from './assessed-bands.ts';
export {
  assessmentHistory,
  currentAssessment,
  currentAssessments,
  type StoredAssessment,
} from './assessment-records.ts';
export {
  BAND_ORDER,
  BANDS,
  type Band,
  COMPLETENESS,
  GRAVITY,
  IMMINENCE,
  type Imminence,
  isWorse,
  NEEDED_FIELDS,
  NOVELTY,
  SOLVABILITY,
} from './axes.ts';
export { type CirculationLine, membersInLine, waitingGroups } from './circulation-queue.ts';
export { type ClockLine, clocksDue, type EndingPreservation, preservationEnding } from './clock-records.ts';
export { CLOCK_STATES, type ClockState, clockState } from './clocks.ts';
export { currentDecision, currentPriority, type Priority } from './current-priority.ts';
export {
  CLOSURE_REASONS,
  type ClosureReason,
  DECISION_STAGES,
  GROUP_CLOSURE,
  isClosureReason,
  isOverrideReason,
  OVERRIDE_REASONS,
  type OverrideReason,
} from './decision-reasons.ts';
export {
  addAssignment,
  addClosure,
  addClosures,
  addDecision,
  assignees,
  type Closure,
  closedByAudit,
  closuresOf,
  type Decision,
  decisionHistory,
  latestDecisions,
  NOTE_SEALED_AS,
} from './decision-records.ts';
export {
  AUDIENCES,
  type Audience,
  audienceOf,
  LAST_STEP,
  type Notice,
  stepReached,
  tryDue,
} from './escalation.ts';
export { ALARM_CAUSES, type Floor } from './floors.ts';
export { ORDER_TERMS, orderReasons } from './head-starts.ts';
export { checkInstrument, type Finding } from './instruments/check-instrument.ts';
export {
  type Answers,
  type Figures,
  type Instrument,
  InstrumentDocument,
  type Item,
  textIn,
  UNKNOWN,
} from './instruments/definition.ts';
export { type BandRange, bandOf } from './instruments/evaluate.ts';
export {
  addGuided,
  addGuidedAnswer,
  addGuidedResult,
  addReview,
  addSecondGrading,
  findGuided,
  findGuidedResult,
  type Grading,
  GUIDED_NOTE_SEALED_AS,
  type GuidedAnswer,
  type GuidedAssessment,
  type GuidedResult,
  gradedAmong,
  gradingsBetween,
  gradingsOf,
  guidedAnswers,
  lockGuided,
  reviewsOf,
  standingGradings,
  toReview,
  unfinishedGuided,
  waitingSecondGradings,
} from './instruments/guided-records.ts';
export {
  type BandShare,
  bandDistribution,
  type EnquiryWorth,
  type Shares,
  valueOfInformation,
} from './instruments/information.ts';
export {
  addBaseRate,
  addInstrument,
  addInstrumentUse,
  BASE_RATE_BASES,
  type BaseRate,
  type BaseRateBasis,
  currentBaseRate,
  findInstrument,
  instrumentVersions,
  type LoadedInstrument,
} from './instruments/instrument-records.ts';
export {
  type Because,
  type Knowledge,
  type KnownAnswers,
  knownAnswers,
} from './instruments/known-answers.ts';
export {
  OUTSIDE_POPULATION,
  type OutsidePopulation,
  outsidePopulation,
  type SuspectFacts,
} from './instruments/population.ts';
export {
  negativeAt,
  type PredictiveValues,
  PUBLISHED_PREDICTIVE,
  positiveAt,
  predictiveValues,
} from './instruments/predictive.ts';
export { answersOfRow, totalOfAnswers } from './instruments/read-cells.ts';
export { digestOf, parseInstrument, readInstrument } from './instruments/read-instrument.ts';
export { type ReviewReason, reviewReasons } from './instruments/review-reasons.ts';
export { SHIPPED_INSTRUMENTS } from './instruments/shipped.ts';
export { type Attempt, addResults, claimAttempts, noticesOf } from './notice-records.ts';
export { enterQueue, leaveQueue } from './place-referrals.ts';
export { CURRENT_POLICY, POLICIES } from './policies.ts';
export type { Policy } from './policy.ts';
export type { Proposal } from './proposal.ts';
export type { QueueLine } from './queue-line.ts';
export { placeOf, placesOf } from './queue-records.ts';
export { raiseUnreadAlarms } from './raise-unread-alarms.ts';
export {
  countQueue,
  type FoldedLine,
  type QueueCounts,
  type QueueFilter,
  readCursor,
  readFoldedLines,
  readQueueLines,
  writeCursor,
} from './read-queue-lines.ts';
export { describeReason, type Reason } from './reasons.ts';
export { drawSample, SAMPLE_KINDS, type SampleKind, type Stratum } from './samples/grading-sample.ts';
export {
  type Arrived,
  type AxisCount,
  arrivedBetween,
  axesBetween,
  type DecisionMade,
  decisionsBetween,
  duePlaces,
  type Workload,
  workloads,
} from './samples/oversight-records.ts';
export {
  addBlindGrade,
  addSample,
  type BlindGrade,
  type DrawnByLot,
  decidedEverBy,
  drawnByLot,
  findSample,
  type GradingSample,
  gradedBetween,
  gradesBetween,
  gradesOf,
  type JudgedGrade,
  type ListedSample,
  listSamples,
  membersOf,
  type SampleMember,
  strataOf,
} from './samples/sample-records.ts';
export {
  compareOrders,
  type OrderResult,
  type Simulation,
  type SimulationRequest,
} from './simulation/compare-orders.ts';
export type { Incoming } from './simulation/incoming.ts';
export { ORDERS, type OrderName } from './simulation/orders.ts';
export { SCENARIOS, type ScenarioName } from './simulation/scenarios.ts';
export type { Waits } from './simulation/waits.ts';
export type { Staff } from './simulation/work-off.ts';
export { type Flood, floodsNow } from './source-turn-records.ts';
