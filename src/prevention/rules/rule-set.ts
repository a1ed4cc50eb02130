import { type Static, Type } from 'typebox';
import { FAMILIES, type Family } from './families.ts';

// The vocabulary of rule sets: one JSON document that is versioned, explained, sourced and tested as a whole.

const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' });
const Text = Type.String({ minLength: 1, maxLength: 400 });

const Source = Type.Object(
  {
    title: Text,
    date: Type.String({ pattern: '^\\d{4}(?:-\\d{2}(?:-\\d{2})?)?$' }),
    url: Type.Optional(Text),
  },
  { additionalProperties: false, description: 'The published document that names the indicator.' },
);

const RoleSupport = Type.Number({
  minimum: -3,
  maximum: 3,
  description: 'Natural logarithm of how many times likelier the indicator is in this role than in none.',
});

const Rule = Type.Object(
  {
    id: Code,
    version: Type.Integer({ minimum: 1 }),
    subject: Type.Enum(['pair', 'account', 'stream']),
    when: Type.String({ minLength: 1, maxLength: 500, description: 'A CEL condition over named features.' }),
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 10 }),
    family: Type.Enum(Object.keys(FAMILIES) as Family[]),
    source: Source,
    explanation: Type.Object({ en: Text, cy: Text }, { additionalProperties: false }),
    roles: Type.Object(
      {
        buyer: Type.Optional(RoleSupport),
        facilitator: Type.Optional(RoleSupport),
        'extorted-child': Type.Optional(RoleSupport),
      },
      { additionalProperties: false },
    ),
    examples: Type.Array(
      Type.Object(
        {
          given: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Boolean()])),
          holds: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 20, description: 'At least one that holds and one that does not.' },
    ),
  },
  { additionalProperties: false },
);
export type Rule = Static<typeof Rule>;

const Corridor = Type.Object(
  {
    from: Type.String({ pattern: '^(?:[A-Z]{2}|\\*)$' }),
    to: Type.String({ pattern: '^[A-Z]{2}$' }),
    source: Source,
  },
  { additionalProperties: false, description: 'Between rails of payment; `*` is any other country.' },
);

const RuleSetTest = Type.Object(
  {
    name: Text,
    events: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 200 }),
    expect: Type.Array(
      Type.Object(
        {
          subject: Type.Object({ kind: Type.Enum(['pair', 'account', 'stream']), id: Type.String() }),
          action: Type.Enum(['allow', 'watch', 'hold', 'interrupt-and-report']),
          protect: Type.Optional(Type.Boolean()),
          likeliest: Type.Optional(Type.Enum(['buyer', 'facilitator', 'extorted-child', 'unknown'])),
        },
        { additionalProperties: false },
      ),
      {
        description:
          'Where each subject stands after the last event. Subjects that are not named stay unasked.',
      },
    ),
  },
  { additionalProperties: false },
);
export type RuleSetTest = Static<typeof RuleSetTest>;

export const RuleSetDocument = Type.Object(
  {
    format: Type.Literal(1),
    id: Code,
    version: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}(?:\\.\\d+)?$',
      description: 'Day, and a count within it.',
    }),
    watch: Type.Number({ exclusiveMinimum: 0, maximum: 20, description: 'Score from which a person looks.' }),
    hold: Type.Number({
      exclusiveMinimum: 0,
      maximum: 20,
      description: 'Score from which it waits for a person.',
    }),
    keepShare: Type.Number({
      minimum: 0.3,
      maximum: 1,
      description: 'A raised subject is lowered only below this share of the threshold it passed.',
    }),
    keepHours: Type.Number({ minimum: 0, maximum: 720, description: 'And not before so many hours.' }),
    corridors: Type.Array(Corridor, { maxItems: 2_000 }),
    rules: Type.Array(Rule, { minItems: 1, maxItems: 200 }),
    tests: Type.Array(RuleSetTest, { maxItems: 200 }),
  },
  { additionalProperties: false, title: 'Rule set of the everydot screen, format 1' },
);
export type RuleSetDocument = Static<typeof RuleSetDocument>;
