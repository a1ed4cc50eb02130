import type { Given } from '../rules/compile-condition.ts';
import { FAMILIES, type Family } from '../rules/families.ts';
import { FEATURES, type FeatureName } from '../rules/features.ts';
import type { CompiledRule, RuleSet } from '../rules/load-rules.ts';
import type { Role, SubjectKind } from './decision.ts';
import { AT, type Known } from './known.ts';

/** What speaks for and against a subject: the rules that hold, and what they add up to. */
export type Weighed = {
  holding: readonly CompiledRule[];
  score: number;
  /** Groups of families that speak: facts that do not follow from one another. */
  groups: ReadonlySet<string>;
  families: ReadonlySet<Family>;
  role: Record<Role, number>;
};

/** What the conditions read last time, and what came of it: only a condition whose inputs changed is run again. */
export type Memo = { inputs: number[]; holds: (0 | 1)[]; weighed: Weighed };

/** Natural logarithm of the odds against no role, before anything is known. Chosen: rare, and alike for all roles. */
const PRIOR = -2;

/** Roles that the account of a decision can have: of a pair it is the payer, of a stream who streams. */
const POSSIBLE = {
  pair: ['buyer', 'extorted-child'],
  account: ['buyer', 'facilitator', 'extorted-child'],
  stream: ['facilitator', 'extorted-child'],
} as const satisfies Record<SubjectKind, readonly Role[]>;

/** The rules about one kind of subject, ready to weigh what is known of one. */
export class Scale {
  readonly #kind: SubjectKind;
  readonly #rules: readonly CompiledRule[];
  /** Places of the features that any of the rules reads, and which rules read each. */
  readonly #places: Uint16Array;
  readonly #readers: readonly (readonly number[])[];
  readonly #dirty: Uint8Array;
  readonly #given: Given;
  /** How often a condition was run; for the bench. */
  evaluations = 0;

  constructor(kind: SubjectKind, { rules }: RuleSet) {
    this.#kind = kind;
    this.#rules = rules.filter(({ rule }) => rule.subject === kind);
    const names = [...new Set(this.#rules.flatMap(({ condition }) => condition.reads))];
    this.#places = Uint16Array.from(names, (name) => AT[name]);
    this.#readers = names.map((name) =>
      this.#rules.flatMap(({ condition }, i) => (condition.reads.includes(name) ? [i] : [])),
    );
    this.#dirty = new Uint8Array(this.#rules.length);
    this.#given = Object.fromEntries(names.map((name) => [name, isFlag(name) ? false : 0]));
  }

  newMemo(): Memo {
    // Infinity is the value of no feature, so that every condition is run the first time.
    return {
      inputs: Array.from(this.#places, () => Infinity),
      holds: Array.from(this.#rules, () => 0),
      weighed: NOTHING,
    };
  }

  weigh(known: Known, memo: Memo): Weighed {
    if (!this.#markDirty(known, memo)) return memo.weighed;
    let changed = false;
    for (let i = 0; i < this.#rules.length; i += 1) {
      if (this.#dirty[i] === 0) continue;
      this.#dirty[i] = 0;
      const holds = this.#run(this.#rules[i]!, known);
      if (memo.holds[i] === holds) continue;
      memo.holds[i] = holds;
      changed = true;
    }
    if (changed)
      memo.weighed = weighRules(
        this.#rules.filter((_, i) => memo.holds[i] === 1),
        this.#kind,
      );
    return memo.weighed;
  }

  /** Marks the rules whose inputs changed; false where none did. */
  #markDirty(known: Known, { inputs }: Memo): boolean {
    let any = false;
    for (let i = 0; i < inputs.length; i += 1) {
      const value = known[this.#places[i]!]!;
      if (value === inputs[i] || (Number.isNaN(value) && Number.isNaN(inputs[i]!))) continue;
      inputs[i] = value;
      any = true;
      for (const reader of this.#readers[i]!) this.#dirty[reader] = 1;
    }
    return any;
  }

  /** A condition that reads something unknown is itself unknown, and counts nothing. */
  #run({ condition }: CompiledRule, known: Known): 0 | 1 {
    for (const name of condition.reads) {
      const value = known[AT[name]]!;
      if (Number.isNaN(value)) return 0;
      this.#given[name] = isFlag(name) ? value === 1 : value;
    }
    this.evaluations += 1;
    return condition.holds(this.#given) ? 1 : 0;
  }
}

function isFlag(name: FeatureName): boolean {
  return FEATURES[name].kind === 'flag';
}

const NO_ROLE: Record<Role, number> = { buyer: 0, facilitator: 0, 'extorted-child': 0, unknown: 1 };
const NOTHING: Weighed = { holding: [], score: 0, groups: new Set(), families: new Set(), role: NO_ROLE };

/** Of each family only the strongest rule counts: for the score and for the role. */
export function weighRules(holding: readonly CompiledRule[], kind: SubjectKind): Weighed {
  if (holding.length === 0) return NOTHING;
  const strongest = new Map<Family, CompiledRule>();
  for (const compiled of holding) {
    const known = strongest.get(compiled.rule.family);
    if (!known || compiled.rule.weight > known.rule.weight) strongest.set(compiled.rule.family, compiled);
  }
  let score = 0;
  for (const { rule } of strongest.values()) score += rule.weight;
  return {
    holding,
    score: Math.round(score * 1_000) / 1_000,
    groups: new Set(Array.from(strongest.keys(), (family) => FAMILIES[family].group)),
    families: new Set(strongest.keys()),
    role: roleOf([...strongest.values()], POSSIBLE[kind]),
  };
}

/** Likelihood of each role: prior odds times how much likelier each family makes it. The rest is unknown. */
function roleOf(counting: readonly CompiledRule[], possible: readonly Role[]): Record<Role, number> {
  const role = { ...NO_ROLE };
  let sum = 1;
  for (const each of possible) {
    if (each === 'unknown') continue;
    const support = counting.reduce((total, { rule }) => total + (rule.roles[each] ?? 0), PRIOR);
    role[each] = Math.exp(support);
    sum += role[each];
  }
  for (const each of Object.keys(role) as Role[]) role[each] = Math.round((role[each] / sum) * 1_000) / 1_000;
  return role;
}
