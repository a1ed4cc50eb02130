import type { OpenFacts } from '../referral/index.ts';
import { IMMINENCE_ORDER, type Imminence, type Ranged, worst } from './axes.ts';
import { evaluateAll } from './conditions.ts';
import { floorsOf } from './floors.ts';
import type { ImminenceRule, Policy } from './policy.ts';
import type { Reason } from './reasons.ts';

export type ImminenceAxis = Ranged<Imminence> & { reasons: Reason[] };

/** As stated it is the worst level whose rule holds; at the highest, the worst whose rule is not ruled out. */
export function assessImminence(facts: OpenFacts, policy: Policy): ImminenceAxis {
  const answered = policy.imminence.map((rule) => ({ rule, answer: evaluateAll(rule.when, facts) }));
  const holding = answered.filter(({ answer }) => answer === 'yes').map(({ rule }) => rule);
  const possible = answered.filter(({ answer }) => answer === 'unknown').map(({ rule }) => rule);
  const floored: Imminence[] = floorsOf(facts).length > 0 ? ['P1'] : [];
  const level = worst<Imminence>(IMMINENCE_ORDER, ['P3', ...floored, ...holding.map((rule) => rule.level)]);
  const highest = worst<Imminence>(IMMINENCE_ORDER, [level, ...possible.map((rule) => rule.level)]);
  return {
    level,
    lowest: level,
    highest,
    reasons: [...holding.map(ruleHolds), ...possible.filter(isWorthAsking).map(mayHold)],
  };
}

/** What a sender left unflagged stays unknown, but nobody can be asked for it: only facts are worth an enquiry. */
function isWorthAsking(rule: ImminenceRule): boolean {
  return rule.when.every((condition) => 'fact' in condition);
}

function ruleHolds(rule: ImminenceRule): Reason {
  return { axis: 'imminence', code: 'rule', params: { rule: rule.label, level: rule.level } };
}

function mayHold(rule: ImminenceRule): Reason {
  return { axis: 'imminence', code: 'rule-possible', params: { rule: rule.label, level: rule.level } };
}
