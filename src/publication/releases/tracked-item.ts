import type { IntelligenceGap, Priority } from './release.ts';

export type TrackedKind = 'priority' | 'gap';
export type TrackedState = Priority['state'] | IntelligenceGap['state'];

/** What may be done with a priority or a gap, and where it leads. Carrying over is done by the report that takes it. */
const TRACKED_LIFE = {
  priority: {
    open: { meet: 'met', drop: 'dropped' },
    met: { reopen: 'open' },
    dropped: { reopen: 'open' },
    answered: {},
    'carried-over': {},
  },
  gap: {
    open: { answer: 'answered', drop: 'dropped' },
    answered: { reopen: 'open' },
    dropped: { reopen: 'open' },
    met: {},
    'carried-over': {},
  },
} as const satisfies Record<TrackedKind, Record<TrackedState, Partial<Record<string, TrackedState>>>>;
export const TRACKED_ACTIONS = {
  meet: { label: 'Met' },
  answer: { label: 'Answered' },
  drop: { label: 'Drop' },
  reopen: { label: 'Open again' },
} as const satisfies Record<string, { label: string }>;
export type TrackedAction = keyof typeof TRACKED_ACTIONS;

export const TRACKED_STATES = {
  open: { label: 'Open' },
  met: { label: 'Met' },
  answered: { label: 'Answered' },
  'carried-over': { label: 'Carried over' },
  dropped: { label: 'Dropped' },
} as const satisfies Record<TrackedState, { label: string }>;

/** `what`: the priority, or the question. `dueOn`: when it is due, or reviewed, YYYY-MM-DD. `soFar`: progress, or the answer. */
export type TrackedItem = {
  id: string;
  reportId: string;
  kind: TrackedKind;
  carriedFrom: string | null;
  version: number;
  what: string;
  why: string;
  owner: string;
  dueOn: string;
  state: TrackedState;
  soFar: string;
};

export function trackedActionsIn({ kind, state }: Pick<TrackedItem, 'kind' | 'state'>): TrackedAction[] {
  return Object.keys(TRACKED_LIFE[kind][state]) as TrackedAction[];
}

export function trackedStateAfter(
  { kind, state }: Pick<TrackedItem, 'kind' | 'state'>,
  action: TrackedAction,
): TrackedState | undefined {
  const leads: Partial<Record<TrackedAction, TrackedState>> = TRACKED_LIFE[kind][state];
  return leads[action];
}

/** `today`: YYYY-MM-DD. On the day itself it is not overdue yet. */
export function isOverdue({ state, dueOn }: Pick<TrackedItem, 'state' | 'dueOn'>, today: string): boolean {
  return state === 'open' && dueOn < today;
}

/** As an edition says it. What was dropped before any edition said it is left out. */
export function itemsToSay(
  items: readonly TrackedItem[],
  saidBefore: ReadonlySet<string>,
): { priorities: Priority[]; gaps: IntelligenceGap[] } {
  const told = items.filter(({ id, state }) => state !== 'dropped' || saidBefore.has(id));
  return {
    priorities: told.filter(({ kind }) => kind === 'priority').map(priorityFrom),
    gaps: told.filter(({ kind }) => kind === 'gap').map(gapFrom),
  };
}

function priorityFrom({ id, what, why, owner, dueOn, state, soFar }: TrackedItem): Priority {
  return { id, title: what, why, owner, dueOn, state: state as Priority['state'], progress: soFar };
}

function gapFrom({ id, what, owner, dueOn, state, soFar }: TrackedItem): IntelligenceGap {
  const known = state as IntelligenceGap['state'];
  return { id, question: what, owner, reviewOn: dueOn, state: known, answer: soFar };
}
