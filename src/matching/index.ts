// Has this content been seen before? Same file hash, one content group, whoever reported it.
// Promised: every reporter's record stays; groups depend on the files alone, not on their order; each merge can be undone.
export {
  compareContent,
  contentOf,
  type FileContent,
  referralsOfGroups,
  sharingContent,
} from './content-of.ts';
export type { DerivedItem } from './derived-item.ts';
export { lockJoining } from './joining-lock.ts';
export { matchContent } from './match-content.ts';
export { type MatchSummary, matchSummaries } from './match-summary.ts';
export { VIRAL_STATES, type ViralState } from './viral-state.ts';
export { countAsReports, withdrawContent } from './withdraw-content.ts';
