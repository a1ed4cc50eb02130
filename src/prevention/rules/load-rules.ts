import { createHash } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { checkRule } from './check-rule.ts';
import { type CompileFailure, type Condition, compileCondition } from './compile-condition.ts';
import defaultDocument from './default-rules.json' with { type: 'json' };
import { FAMILIES } from './families.ts';
import { MONEY_VERSION } from './money.ts';
import { type Rule, RuleSetDocument } from './rule-set.ts';

export type CompiledRule = { rule: Rule; condition: Condition };

/** A rule set that has been checked and compiled. */
export type RuleSet = {
  document: RuleSetDocument;
  /** SHA-256 of the document and of what amounts are compared with: two of one digest decide alike. */
  digest: string;
  rules: readonly CompiledRule[];
};

const MOST_FAULTS = 50;

const validator = Compile(RuleSetDocument);

/** Checks and compiles a rule set; throws with the place of every fault. */
export function loadRules(document: unknown): RuleSet {
  if (!validator.Check(document))
    throw new Problem('prevention.invalid-rules', { faults: schemaFaults(document) });
  const checked = document as RuleSetDocument;
  refuseSingleIndicators(checked);
  const faults: CompileFailure[] = [...checkThresholds(checked), ...checkIds(checked)];
  const rules = checked.rules.flatMap((rule, i): CompiledRule[] => {
    const found = compileRule(rule, `/rules/${i}`);
    if ('failures' in found) faults.push(...found.failures);
    return 'failures' in found ? [] : [found];
  });
  if (faults.some(({ protectedName }) => protectedName))
    throw new Problem('prevention.protected-characteristic', { faults: shown(faults) });
  if (faults.length > 0) throw new Problem('prevention.invalid-rules', { faults: shown(faults) });
  return { document: checked, digest: digestOf(checked), rules };
}

/** The rules that are shipped. */
export function defaultRules(): RuleSet {
  return loadRules(defaultDocument);
}

function compileRule(rule: Rule, path: string): CompiledRule | { failures: CompileFailure[] } {
  const compiled = compileCondition(rule.when);
  if ('failures' in compiled)
    return { failures: compiled.failures.map((failure) => ({ ...failure, path: `${path}/when` })) };
  const faults = checkRule(rule, compiled.condition);
  if (faults.length > 0)
    return { failures: faults.map((fault) => ({ ...fault, path: `${path}/${fault.path ?? ''}` })) };
  return { rule, condition: compiled.condition };
}

/** No rule reaches the threshold of holding by itself, nor do all families of one group together. */
function refuseSingleIndicators({ rules, hold }: RuleSetDocument): void {
  const alone = rules.flatMap(({ weight }, i): Fault[] =>
    weight >= hold
      ? [{ path: `/rules/${i}/weight`, reason: `reaches the threshold of holding (${hold}) alone` }]
      : [],
  );
  if (alone.length > 0) throw new Problem('prevention.single-indicator-would-act', { faults: alone });
  const groups = new Set(rules.map(({ family }) => FAMILIES[family].group));
  if (groups.size < 2)
    throw new Problem('prevention.single-indicator-would-act', {
      faults: [{ path: '/rules', reason: 'all rules are of one group of families' }],
    });
}

function checkThresholds({ watch, hold }: RuleSetDocument): Fault[] {
  return watch < hold ? [] : [{ path: '/watch', reason: 'must be below the threshold of holding' }];
}

function checkIds({ rules }: RuleSetDocument): Fault[] {
  return rules.flatMap(({ id }, i) =>
    rules.findIndex((other) => other.id === id) === i
      ? []
      : [{ path: `/rules/${i}/id`, reason: 'is there twice' }],
  );
}

function schemaFaults(document: unknown): Fault[] {
  return validator
    .Errors(document)
    .filter(({ keyword }) => keyword !== 'boolean' && keyword !== 'anyOf')
    .slice(0, MOST_FAULTS)
    .map(({ instancePath, message, keyword, params }) => ({
      path: instancePath || '/',
      reason:
        keyword === 'additionalProperties'
          ? `${message}: ${JSON.stringify(Object.values(params)[0])}`
          : message,
    }));
}

function shown(faults: readonly CompileFailure[]): Fault[] {
  return faults.slice(0, MOST_FAULTS).map(({ protectedName, ...fault }) => fault);
}

function digestOf(document: RuleSetDocument): string {
  return createHash('sha256')
    .update(canonicalJson({ document, money: MONEY_VERSION }))
    .digest('hex');
}
