import type { Fault } from '../../shared/problem.ts';
import type { Condition, Given } from './compile-condition.ts';
import { FEATURES, type FeatureName, READABLE } from './features.ts';
import type { Rule } from './rule-set.ts';

/** A condition over more features than this is tried at random places of the grid only as far as the cap allows. */
const MOST_TRIED = 20_000;

/** What is wrong with a rule beyond its syntax. */
export function checkRule(rule: Rule, condition: Condition): Fault[] {
  return [
    ...checkReads(rule, condition.reads),
    ...checkProtection(rule, condition.reads),
    ...checkConstant(condition),
    ...checkExamples(rule, condition),
  ];
}

function checkReads(rule: Rule, reads: readonly FeatureName[]): Fault[] {
  const readable: readonly string[] = READABLE[rule.subject];
  return reads
    .filter((name) => !readable.includes(FEATURES[name].of))
    .map((name) => ({ path: 'when', reason: `${name} is not known of a ${rule.subject}` }));
}

/** Age and threats protect: a rule that reads them may support the role of an extorted child and no other. */
function checkProtection({ roles }: Rule, reads: readonly FeatureName[]): Fault[] {
  const protective = reads.filter((name) => 'protective' in FEATURES[name]);
  const against = (['buyer', 'facilitator'] as const).filter((role) => roles[role] !== undefined);
  if (protective.length === 0 || (against.length === 0 && (roles['extorted-child'] ?? 0) > 0)) return [];
  return [{ path: 'roles', reason: `${protective.join(', ')} may only support extorted-child` }];
}

/** A condition that holds where nothing is known, or that never holds, tells nothing. */
function checkConstant(condition: Condition): Fault[] {
  if (condition.reads.length === 0) return [{ path: 'when', reason: 'reads no feature: it is constant' }];
  const nothing = Object.fromEntries(condition.reads.map((name) => [name, asGiven(name, 0)]));
  if (condition.holds(nothing)) return [{ path: 'when', reason: 'holds where nothing has happened' }];
  return holdsSomewhere(condition) ? [] : [{ path: 'when', reason: 'never holds: it is constant' }];
}

/** Tries the values around every number of the condition, for all features together. */
function holdsSomewhere(condition: Condition): boolean {
  const values = [
    0,
    1,
    ...condition.literals.flatMap((literal) => [literal - 0.001, literal, literal + 0.001, literal + 1]),
  ];
  const choices = condition.reads.map((name) => [
    ...new Set(values.map((value) => asGiven(name, within(name, value)))),
  ]);
  const given: Given = {};
  let tried = 0;
  const tryFrom = (at: number): boolean => {
    if (at === choices.length) {
      tried += 1;
      return condition.holds(given);
    }
    for (const value of choices[at]!) {
      given[condition.reads[at]!] = value;
      if (tryFrom(at + 1)) return true;
      if (tried > MOST_TRIED) return true;
    }
    return false;
  };
  return tryFrom(0);
}

function within(name: FeatureName, value: number): number {
  return Math.max(0, FEATURES[name].kind === 'share' ? Math.min(1, value) : value);
}

function asGiven(name: FeatureName, value: number): number | boolean {
  return FEATURES[name].kind === 'flag' ? value > 0.5 : value;
}

/** Every feature that an example leaves out is 0 or false. */
function checkExamples(rule: Rule, condition: Condition): Fault[] {
  const faults = rule.examples.flatMap(({ given, holds }, i): Fault[] => {
    const path = `examples/${i}`;
    const stray = Object.keys(given).filter((name) => !condition.reads.includes(name as FeatureName));
    if (stray.length > 0)
      return [{ path, reason: `gives ${stray.join(', ')}, which the condition does not read` }];
    const mistyped = condition.reads.filter(
      (name) => name in given && (typeof given[name] === 'boolean') !== (FEATURES[name].kind === 'flag'),
    );
    if (mistyped.length > 0) return [{ path, reason: `${mistyped.join(', ')} is of the other type` }];
    const full = Object.fromEntries(condition.reads.map((name) => [name, given[name] ?? asGiven(name, 0)]));
    return condition.holds(full) === holds ? [] : [{ path, reason: `${holds ? 'does not hold' : 'holds'}` }];
  });
  const both = [true, false].every((wanted) => rule.examples.some(({ holds }) => holds === wanted));
  return both ? faults : [...faults, { path: 'examples', reason: 'one has to hold and one has not to' }];
}
