import type { RuleSetDocument } from '../rules/rule-set.ts';
import { ACTIONS, type Action, type Decision } from './decision.ts';
import type { Standing } from './entities.ts';
import { HOUR_MS } from './times.ts';
import type { Weighed } from './weigh.ts';

/**
 * From this likelihood on, being an extorted child is plausible, and nothing is held against the account. In code, so
 * that no rule set can move it. Chosen: above what the prior alone gives (0.11), far below even odds.
 */
const PLAUSIBLE = 0.15;

/** Groups of indicators of which one is enough to ask a person to look, never to act. */
const ENOUGH_TO_WATCH = ['content', 'threat'];

/** Independent groups, and so families, that acting takes, whatever the score. */
const NEEDED_TO_ACT = 2;

export type Weighing = {
  weighed: Weighed;
  /** A frame is on a harmful list, exactly, and nobody disputes it. */
  confirmed: boolean;
  /** An account of the subject is protected for what is known of it otherwise. */
  protectedAccount: boolean;
  standing: Standing | null;
  at: number;
};

export type Stand = { action: Action; protect: boolean; change: Decision['change'] | null };

/** Where a subject stands now: raised at once, lowered late, and only well below what raised it. */
export function standOf(weighing: Weighing, rules: RuleSetDocument): Stand {
  const { standing } = weighing;
  const before = standing?.action ?? 'allow';
  const protect = weighing.protectedAccount || mayBeExtorted(weighing.weighed);
  const cap = (action: Action): Action => (protect && action === 'hold' ? 'watch' : action);
  const wanted = cap(wantedAction(weighing, rules));
  const action = isStronger(wanted, before) || mayLower(weighing, rules) ? wanted : cap(before);
  const newlyProtected = protect && action !== 'allow' && standing?.protect !== true;
  return {
    action,
    protect: action !== 'allow' && (protect || (standing?.protect ?? false)),
    change: changeOf(before, action, newlyProtected),
  };
}

/** Whether being an extorted child is the likeliest role, or a plausible one. */
export function mayBeExtorted({ role, holding }: Weighed): boolean {
  if (holding.length === 0) return false;
  return (
    role['extorted-child'] >= PLAUSIBLE ||
    role['extorted-child'] > Math.max(role.buyer, role.facilitator, role.unknown)
  );
}

function changeOf(before: Action, action: Action, newlyProtected: boolean): Stand['change'] {
  if (isStronger(action, before)) return 'raised';
  if (isStronger(before, action)) return 'lowered';
  return newlyProtected ? 'raised' : null;
}

/** Only a confirmed hit interrupts; holding takes two independent groups of indicators besides the score. */
function wantedAction({ weighed, confirmed }: Weighing, { watch, hold }: RuleSetDocument): Action {
  if (confirmed) return 'interrupt-and-report';
  const independent = weighed.groups.size >= NEEDED_TO_ACT && weighed.families.size >= NEEDED_TO_ACT;
  if (weighed.score >= hold && independent) return 'hold';
  const mayWatch = independent || ENOUGH_TO_WATCH.some((group) => weighed.groups.has(group));
  return weighed.score >= watch && mayWatch ? 'watch' : 'allow';
}

/** What was interrupted stays so until people have looked. */
function mayLower({ standing, weighed, at }: Weighing, rules: RuleSetDocument): boolean {
  if (!standing || standing.action === 'interrupt-and-report') return false;
  const passed = standing.action === 'hold' ? rules.hold : rules.watch;
  return weighed.score < passed * rules.keepShare && at - standing.raisedAt >= rules.keepHours * HOUR_MS;
}

function isStronger(a: Action, b: Action): boolean {
  return ACTIONS.indexOf(a) > ACTIONS.indexOf(b);
}
