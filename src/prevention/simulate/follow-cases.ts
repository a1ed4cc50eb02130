import type { ScreenEvent } from '../events/screen-event.ts';
import type { RuleSet } from '../rules/load-rules.ts';
import { createScreen } from '../screen/create-screen.ts';
import type { Decision } from '../screen/decision.ts';
import type { Case } from './case.ts';
import type { World } from './make-world.ts';

/** What the screen did about one case. */
export type CaseOutcome = {
  case: Case;
  decisions: Decision[];
  /** Hours from when abuse began to when a person was first asked to look, and to when something first waited. */
  hoursToLook: number | null;
  hoursToAct: number | null;
  interrupted: boolean;
};

export type Followed = { outcomes: CaseOutcome[]; events: number; seconds: number };

/** Plays a world to a screen and sorts its decisions by case: accounts and streams of a case begin with its name. */
export function followCases(world: World, rules: RuleSet): Followed {
  const started = performance.now();
  const decisions = screenAll(world.events, rules);
  const seconds = (performance.now() - started) / 1_000;
  const byCase = Map.groupBy(decisions, ({ subject }) => subject.id.slice(0, subject.id.indexOf('-')));
  const outcomes = world.cases.map((each, i) => outcomeOf(each, byCase.get(`c${i}`) ?? []));
  return { outcomes, events: world.events.length, seconds };
}

function screenAll(events: readonly ScreenEvent[], rules: RuleSet): Decision[] {
  const screen = createScreen({ rules });
  return events.flatMap((event) => screen.take(event));
}

function outcomeOf(each: Case, decisions: Decision[]): CaseOutcome {
  const looked = decisions.find(({ action }) => action !== 'allow');
  const acted = decisions.find(({ action }) => action === 'hold' || action === 'interrupt-and-report');
  return {
    case: each,
    decisions,
    hoursToLook: hoursSince(each, looked),
    hoursToAct: hoursSince(each, acted),
    interrupted: decisions.some(({ action }) => action === 'interrupt-and-report'),
  };
}

function hoursSince({ startedAt }: Case, decision: Decision | undefined): number | null {
  return decision === undefined ? null : Math.max(0, (Date.parse(decision.at) - startedAt) / 3_600_000);
}
