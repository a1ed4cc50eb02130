import { Problem } from '../../shared/problem.ts';
import { readEvent } from '../events/read-event.ts';
import type { RuleSet } from '../rules/load-rules.ts';
import type { RuleSetTest } from '../rules/rule-set.ts';
import { createScreen } from './create-screen.ts';
import type { Decision } from './decision.ts';

/** What a test of a rule set expected and did not get; empty when it holds. */
export type RuleTestOutcome = { name: string; faults: readonly string[] };

/** Runs the tests that a rule set carries. Examples of single rules were tried when it was loaded. */
export function runRuleTests(rules: RuleSet): RuleTestOutcome[] {
  return rules.document.tests.map((test) => ({ name: test.name, faults: faultsOf(rules, test) }));
}

function faultsOf(rules: RuleSet, test: RuleSetTest): string[] {
  try {
    const standing = standingAfter(rules, test.events);
    return test.expect.flatMap((expected) => differences(expected, standing));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return failure.faults.map(({ path, reason }) => `an event cannot be read: ${path} ${reason}`);
  }
}

/** The last decision on each subject, by kind and id. */
function standingAfter(rules: RuleSet, events: readonly unknown[]): Map<string, Decision> {
  const screen = createScreen({ rules });
  const decisions = events.flatMap((event) => screen.take(readEvent(event)));
  return new Map(decisions.map((decision) => [`${decision.subject.kind} ${decision.subject.id}`, decision]));
}

function differences(expected: RuleSetTest['expect'][number], standing: Map<string, Decision>): string[] {
  const name = `${expected.subject.kind} ${expected.subject.id}`;
  const decision = standing.get(name);
  const action = decision?.action ?? 'allow';
  const faults: string[] = [];
  if (action !== expected.action) faults.push(`${name}: expected ${expected.action}, got ${action}`);
  if (expected.protect !== undefined && (decision?.protect ?? false) !== expected.protect)
    faults.push(`${name}: expected protect to be ${expected.protect}`);
  if (expected.likeliest !== undefined && likeliest(decision) !== expected.likeliest)
    faults.push(`${name}: expected the likeliest role ${expected.likeliest}, got ${likeliest(decision)}`);
  return faults;
}

function likeliest(decision: Decision | undefined): string {
  if (!decision) return 'unknown';
  return Object.entries(decision.role).reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
