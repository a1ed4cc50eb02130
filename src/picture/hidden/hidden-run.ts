import type { Period } from '../../shared/period.ts';
import type { FedPair } from './feeding.ts';
import type { HiddenQuestion, ListName } from './hidden-question.ts';
import type { LinkingErrorAnswer } from './linking-errors.ts';
import type { HiddenPopulation } from './three-answers.ts';

/** What may be done with an estimate in each state, and where it leads. */
const HIDDEN_LIFE = {
  waiting: { start: 'running', refuse: 'refused', cancel: 'cancelled' },
  running: { finish: 'done', refuse: 'refused', cancel: 'cancelled' },
  done: {},
  refused: {},
  cancelled: {},
} as const satisfies Record<string, Partial<Record<string, string>>>;
export type HiddenState = keyof typeof HIDDEN_LIFE;

/** How far it is. `step`: what is being done; the steps follow one another in this order. */
export const HIDDEN_STEPS = ['gathering', 'resampling', 'models', 'graphs', 'linking-errors'] as const;
export type HiddenStep = (typeof HIDDEN_STEPS)[number];
export type HiddenProgress = { step: HiddenStep; done: number; of: number };

/** The overlap table, which holds counts and nobody, with everything that it rests on. */
export type GatheredLists = {
  /** After lists that feed one another became one. `counts`: by bit mask, as in ListOverlaps; place 0 is 0. */
  lists: readonly string[];
  counts: readonly number[];
  declared: readonly { name: ListName; units: number }[];
  /** Every pair of declared lists that hold somebody in common. */
  pairs: readonly FedPair[];
  collapsed: readonly CollapsedLists[];
  /** People whom referrals name, but with nothing to link them by: on none of these lists. */
  unlinkable: number;
  restedOn: RestedOn;
};

/** Lists that became one, and why, in words. */
export type CollapsedLists = { lists: readonly ListName[]; because: string };

/** `linkModel`: null where nobody was linked yet. `records`: person records of the period. `groupedAt`: when they were read. */
export type RestedOn = {
  linkModel: string | null;
  linkingRule: string;
  records: number;
  judgements: number;
  groupedAt: string;
};

/** Why there is no estimate. */
export const HIDDEN_REFUSALS = {
  'too-few-lists': {
    label: 'Fewer than three lists are left once lists that feed one another count as one',
  },
  'list-too-small': { label: 'A list holds too few people to say anything about the others' },
  'too-little-overlap': { label: 'Hardly anybody is on more than one list' },
  'no-estimate': { label: 'No model has an estimate: the overlaps do not tell how many are on no list' },
  'too-many': { label: 'More people than can be drawn again' },
} as const;
export type HiddenRefusal = { reason: keyof typeof HIDDEN_REFUSALS; lists: readonly string[] };

/** Everything that came of it: the three answers stand in one value, so that none is ever handed on without the others. */
export type HiddenAnswer = {
  population: HiddenPopulation;
  assumptions: readonly string[];
  linkingErrors: readonly LinkingErrorAnswer[];
};

export type HiddenRun = {
  id: string;
  askedBy: string;
  askedAt: Date;
  asked: HiddenQuestion;
  state: HiddenState;
  progress: HiddenProgress;
  gathered: GatheredLists | null;
  refused: readonly HiddenRefusal[] | null;
  result: HiddenAnswer | null;
  endedAt: Date | null;
};

export function isOpenRun({ state }: Pick<HiddenRun, 'state'>): boolean {
  return Object.keys(HIDDEN_LIFE[state]).length > 0;
}

/** An answer with what it is about: what was counted, on which lists, over which time. */
export type HiddenReport = {
  unit: string;
  period: Period;
  lists: readonly string[];
  collapsed: readonly { lists: readonly string[]; because: string }[];
  result: HiddenPopulation;
};
