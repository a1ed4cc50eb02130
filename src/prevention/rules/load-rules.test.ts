import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { runRuleTests } from '../screen/run-rule-tests.ts';
import { FAMILIES } from './families.ts';
import { FEATURE_NAMES, soundsProtected } from './features.ts';
import { defaultRules, loadRules } from './load-rules.ts';
import type { Rule, RuleSetDocument } from './rule-set.ts';

const SHIPPED = defaultRules().document;

/** The shipped rules, the first of them changed. */
function withFirst(change: Partial<Rule>): RuleSetDocument {
  const [first, ...others] = structuredClone(SHIPPED).rules;
  return { ...SHIPPED, rules: [{ ...first!, ...change }, ...others] };
}

function refusal(document: unknown): Problem {
  try {
    loadRules(document);
  } catch (failure) {
    assert.ok(failure instanceof Problem);
    return failure;
  }
  throw new Error('it was loaded');
}

function firstFault(document: unknown): string {
  const { path, reason } = refusal(document).faults[0]!;
  return `${path} ${reason}`;
}

test('the shipped rules load, and all tests that they carry hold', () => {
  const outcomes = runRuleTests(defaultRules());
  assert.ok(outcomes.length >= 8);
  assert.deepEqual(
    outcomes.filter(({ faults }) => faults.length > 0),
    [],
  );
});

test('a test that does not hold is told', () => {
  const [first] = structuredClone(SHIPPED).tests;
  first!.expect[0]!.action = 'allow';
  const [outcome] = runRuleTests(loadRules({ ...SHIPPED, tests: [first!] }));
  assert.match(outcome!.faults[0] ?? '', /expected allow, got hold/);
});

for (const [what, when, fault] of [
  ['an unknown feature', 'pair_phase_of_moon > 1.0', /unknown_variable/],
  ['a comparison of unlike types', 'pair_payments_7d > "many"', /no_such_overload/],
  ['a condition that gives no yes or no', 'pair_payments_7d + 1.0', /must give true or false/],
  ['broken syntax', 'pair_payments_7d >', /unexpected_token|unexpected/],
  ['a condition that always holds', 'pair_payments_7d >= 0.0', /holds where nothing has happened/],
  ['a condition that never holds', 'pair_small_share > 1.5', /never holds/],
  ['a condition without a feature', '1.0 < 2.0', /constant/],
  ['a feature of another subject', 'stream_viewers >= 3.0', /not known of a pair/],
  ['a call', 'size("abc") > 2 && pair_payments_7d > 1.0', /may not use/],
  ['a search by pattern', '"aaaa".matches("(a+)+b") || pair_payments_7d > 1.0', /may not use/],
] as const) {
  test(`${what} is refused when the rules are loaded`, () => {
    const problem = refusal(withFirst({ when }));
    assert.equal(problem.code, 'prevention.invalid-rules');
    assert.match(firstFault(withFirst({ when })), fault);
    assert.match(problem.faults[0]!.path ?? '', /^\/rules\/0\//);
  });
}

for (const name of [
  'payer_nationality',
  'payer_sex',
  'beneficiary_religion',
  'payer_ethnicity',
  'payer_disability',
]) {
  test(`${name} can be no input`, () => {
    assert.equal(refusal(withFirst({ when: `${name} == 1.0` })).code, 'prevention.protected-characteristic');
  });
}

test('no feature is a protected characteristic', () => {
  assert.deepEqual(FEATURE_NAMES.filter(soundsProtected), []);
});

test('age and threats may support the role of an extorted child and no other', () => {
  const when = 'payer_young && pair_payments_30d >= 2.0';
  const examples = [
    { given: { payer_young: true, pair_payments_30d: 2 }, holds: true },
    { given: {}, holds: false },
  ];
  assert.match(
    firstFault(withFirst({ when, examples, roles: { buyer: 1 } })),
    /may only support extorted-child/,
  );
  assert.match(firstFault(withFirst({ when, examples, roles: {} })), /may only support extorted-child/);
  assert.ok(loadRules(withFirst({ when, examples, roles: { 'extorted-child': 1 } })));
});

test('a rule that reaches the threshold of holding alone is refused', () => {
  const problem = refusal(withFirst({ weight: SHIPPED.hold }));
  assert.equal(problem.code, 'prevention.single-indicator-would-act');
});

test('rules of one group of families alone are refused', () => {
  const rules = SHIPPED.rules.filter(({ family }) => FAMILIES[family].group === 'payment');
  assert.equal(refusal({ ...SHIPPED, rules }).code, 'prevention.single-indicator-would-act');
});

test('each rule needs an example that holds and one that does not, and they have to be right', () => {
  const [yes, no] = SHIPPED.rules[0]!.examples;
  assert.match(firstFault(withFirst({ examples: [yes!, yes!] })), /one has to hold and one has not to/);
  assert.match(firstFault(withFirst({ examples: [yes!, { ...no!, holds: true }] })), /does not hold/);
});

test('a rule set with a field that the schema does not know is refused with its place', () => {
  assert.match(firstFault(withFirst({ nationality: 'XX' } as Partial<Rule>)), /^\/rules\/0 .*nationality/);
  assert.match(firstFault({ ...SHIPPED, version: 'latest' }), /^\/version /);
});

test('whatever stands for a condition, it is compiled or refused with a code', () => {
  const [first] = SHIPPED.rules;
  const otherGroup = SHIPPED.rules.find(({ family }) => FAMILIES[family].group === 'chat');
  const words = fc.constantFrom(
    'pair_payments_7d',
    'payer_young',
    '&&',
    '||',
    '!',
    '(',
    ')',
    '>=',
    '1.0',
    '"a"',
    '[',
    '?',
    ':',
    '.map(x, x)',
  );
  const when = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.array(words, { minLength: 1, maxLength: 12 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(when, (condition) => {
      try {
        loadRules({ ...SHIPPED, tests: [], rules: [{ ...first!, when: condition }, otherGroup!] });
      } catch (failure) {
        assert.ok(failure instanceof Problem, String(failure));
      }
    }),
    { numRuns: 300 },
  );
});
