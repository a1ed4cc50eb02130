import { Environment } from '@marcbachmann/cel-js';
import type { Fault } from '../../shared/problem.ts';
import { FEATURE_NAMES, FEATURES, type FeatureName, featureNamed, soundsProtected } from './features.ts';

/** Features by name, as CEL sees them: flags are bool, all others double. */
export type Given = Record<string, number | boolean>;

/** A condition that is ready to run. It never throws: a feature is a number or a flag, and both are always given. */
export type Condition = {
  reads: readonly FeatureName[];
  literals: readonly number[];
  holds(given: Given): boolean;
};

export type CompileFailure = Fault & { protectedName?: true };

/** A condition is a line, not a program. Chosen: several times what the longest shipped rule needs. */
const LIMITS = { maxAstNodes: 100, maxDepth: 12, maxListElements: 10, maxMapEntries: 0, maxCallArguments: 2 };

/** What a condition may be made of: comparisons, logic and arithmetic. No calls, macros, text or lists. */
const OPERATORS = new Set([
  '&&',
  '||',
  '!_',
  '>=',
  '>',
  '<=',
  '<',
  '==',
  '!=',
  '+',
  '-',
  '*',
  '-_',
  'id',
  'value',
]);

const environment = FEATURE_NAMES.reduce(
  (made, name) => made.registerVariable(name, FEATURES[name].kind === 'flag' ? 'bool' : 'double'),
  new Environment({ limits: LIMITS }),
);

/** Compiles a CEL condition, or says what is wrong with it and where (1-based column). */
export function compileCondition(when: string): { condition: Condition } | { failures: CompileFailure[] } {
  const checked = environment.check(when);
  if (!checked.valid) return { failures: [failureOf(when, checked.error)] };
  if (checked.type !== 'bool')
    return { failures: [{ reason: `must give true or false, and gives ${checked.type}` }] };
  const run = environment.parse(when);
  const parts = partsOf(run.ast);
  const strange = parts.operators.filter((operator) => !OPERATORS.has(operator));
  if (strange.length > 0)
    return { failures: [{ reason: `may not use ${[...new Set(strange)].join(', ')}` }] };
  return {
    condition: { reads: parts.reads, literals: parts.literals, holds: (given) => run(given) === true },
  };
}

type CelError = { code?: string; summary?: string; range?: { start: number; end: number } } | undefined;

function failureOf(when: string, error: CelError): CompileFailure {
  const column = (error?.range?.start ?? 0) + 1;
  const name = /^\w+/.exec(when.slice(column - 1))?.[0] ?? '';
  if (error?.code === 'unknown_variable' && soundsProtected(name))
    return { column, reason: `${name} would be a protected characteristic`, protectedName: true };
  return { column, reason: `${error?.code ?? 'cel_error'}: ${error?.summary ?? 'cannot be read'}` };
}

type Parts = { reads: FeatureName[]; literals: number[]; operators: string[] };

/** Walks the syntax tree: which features are read, which numbers stand there, and what joins them. */
function partsOf(ast: unknown): Parts {
  const parts: Parts = { reads: [], literals: [], operators: [] };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    else if (typeof node === 'object' && node !== null && 'op' in node) {
      const { op, args } = node as { op: string; args: unknown };
      parts.operators.push(op);
      if (op === 'id') addFeature(String(args));
      else if (op === 'value') addLiteral(args);
      else walk(args);
    }
  };
  const addFeature = (name: string): void => {
    if (featureNamed(name) && !parts.reads.includes(name as FeatureName))
      parts.reads.push(name as FeatureName);
  };
  const addLiteral = (value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'bigint') parts.literals.push(Number(value));
  };
  walk(ast);
  return parts;
}
