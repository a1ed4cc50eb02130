import { Dice } from '../../shared/dice.ts';
import { CURRENT_POLICY } from '../policies.ts';
import { statesHarm } from '../source-turn.ts';
import type { Incoming } from './incoming.ts';

/** What comes in, other than on ordinary days. Chosen: the surge as in the spring of 2020, the flood as in 2025. */
export const SCENARIOS = {
  ordinary: { label: 'As it came in' },
  surge: { label: 'Twice as much for four weeks' },
  flood: {
    label:
      'One sender floods for four weeks with three times what all others send, none of it with stated harm',
  },
} as const;
export type ScenarioName = keyof typeof SCENARIOS;

const DAY_MS = 86_400_000;
const LASTS_DAYS = 28;
/** Of the whole time, after which it begins: the queue has its ordinary length by then. */
const BEGINS_AFTER = 0.5;
const FLOOD_TIMES = 3;

/** In the order of receipt. */
export function inScenario(scenario: ScenarioName, incoming: readonly Incoming[], seed: number): Incoming[] {
  if (scenario === 'ordinary' || incoming.length === 0) return [...incoming];
  const dice = new Dice(seed).fork(scenario);
  const from =
    incoming[0]!.receivedAt + BEGINS_AFTER * (incoming.at(-1)!.receivedAt - incoming[0]!.receivedAt);
  const during = incoming.filter(
    ({ receivedAt }) => receivedAt >= from && receivedAt < from + LASTS_DAYS * DAY_MS,
  );
  const added = scenario === 'surge' ? again(dice, during) : flood(dice, incoming, during);
  return [...incoming, ...added].sort((a, b) => a.receivedAt - b.receivedAt);
}

/** Each once more, at some other moment of the same day. */
function again(dice: Dice, during: readonly Incoming[]): Incoming[] {
  return during.map((one) => ({
    ...one,
    receivedAt: Math.floor(one.receivedAt / DAY_MS) * DAY_MS + dice.int(0, DAY_MS - 1),
  }));
}

/** Reports of one sender that nobody knew, made like the least telling of those that came in. */
function flood(dice: Dice, incoming: readonly Incoming[], during: readonly Incoming[]): Incoming[] {
  const quiet = incoming.filter(
    ({ assessment }) => !statesHarm(assessment, CURRENT_POLICY) && assessment.gravity === 'stated',
  );
  if (quiet.length === 0) return [];
  const harm = incoming.some((one) => one.harm === null) ? null : 0;
  return during.flatMap(({ receivedAt }) =>
    Array.from({ length: FLOOD_TIMES }, () => ({
      ...dice.pick(quiet),
      receivedAt: receivedAt + dice.int(0, DAY_MS / 24),
      sourceId: 'flood',
      harm,
      flood: true,
    })),
  );
}
