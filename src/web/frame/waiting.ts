import type { Waiting, WaitingKind } from '../../flow/index.ts';
import type { Words } from '../words.ts';

/** Where each kind of waiting work is done, in the order of the work. */
const PAGES: Record<WaitingKind, string> = {
  approvals: '/enquiries',
  lateEnquiries: '/enquiries',
  unrouted: '/unrouted',
  quarantine: '/quarantine',
  gradings: '/hash-lists/gradings',
  removals: '/removals',
  conflicts: '/conflicts',
  removalQuestions: '/removal-questions',
};

/** What waits beside a first list, as links; what does not wait is not named. */
export function waitingLinks(waiting: Waiting, { waits }: Words): { text: string; href: string }[] {
  return (Object.keys(PAGES) as WaitingKind[])
    .filter((kind) => (waiting[kind] ?? 0) > 0)
    .map((kind) => ({ text: waits.of[kind](waiting[kind]!.toLocaleString('en-GB')), href: PAGES[kind] }));
}
