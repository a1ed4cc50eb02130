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
export type { Assessment } from './assess.ts';
export { assessReferrals, type ItemToAssess } from './assess-referrals.ts';
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
  IMMINENCE,
  type Imminence,
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
