import { type Static, Type } from 'typebox';

// The vocabulary of instruments: one JSON document that is versioned, explained and sourced as a whole. Editing makes a
// new version; an assessment keeps the version that it was made with. "Unknown" is an answer to every item, and is
// never listed among the options.

/** The answer that every item takes and no option may be called. */
export const UNKNOWN = 'unknown';

const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });
const Words = Type.String({ minLength: 1, maxLength: 2_000 });
const Text = Type.Union([Words, Type.Object({ en: Words, cy: Words }, { additionalProperties: false })], {
  description: 'In English, or in English and Welsh.',
});
export type Text = Static<typeof Text>;

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

const Provenance = Type.Object(
  {
    basis: Type.Enum(['published', 'learned', 'judgement'], {
      description: 'A published source; learned from recorded cases; or somebody’s judgement.',
    }),
    statement: Words,
    date: Day,
    url: Type.Optional(Words),
  },
  {
    additionalProperties: false,
    description: 'Where a weight, a cut or a share comes from, and since when.',
  },
);
export type Provenance = Static<typeof Provenance>;

const Cell = Type.Union(
  [
    Type.Object({ is: Type.Array(Type.String(), { minItems: 1 }) }, { additionalProperties: false }),
    Type.Object(
      { atLeast: Type.Optional(Type.Number()), below: Type.Optional(Type.Number()) },
      { additionalProperties: false },
    ),
    Type.Object({ otherwise: Type.Literal(true) }, { additionalProperties: false }),
  ],
  { description: 'What a cell of the item’s column says where this option is the answer.' },
);

const Option = Type.Object(
  {
    value: Code,
    label: Text,
    points: Type.Optional(Type.Integer({ minimum: -1000, maximum: 1000 })),
    share: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Of cases whose answer is not known, the share for which it would be this; sums to 1.',
      }),
    ),
    cell: Type.Optional(Cell),
  },
  { additionalProperties: false },
);
export type Option = Static<typeof Option>;

const Known = Type.Union(
  [
    Type.Object(
      { fact: Type.String(), is: Type.Enum(['yes', 'no']), option: Code },
      { additionalProperties: false, description: 'A fact that a referral states.' },
    ),
    Type.Object(
      { linkedReferrals: Type.Integer({ minimum: 1 }), option: Code },
      {
        additionalProperties: false,
        description: 'At least so many other referrals share an account or identifier.',
      },
    ),
    Type.Object(
      { outcome: Type.Enum(['contact-abuse', 'conviction', 'arrest']), option: Code },
      { additionalProperties: false, description: 'What became of this or a linked referral.' },
    ),
  ],
  { description: 'What the bureau knows that would give this answer: offered, and confirmed by a person.' },
);
export type Known = Static<typeof Known>;

const Item = Type.Object(
  {
    code: Code,
    question: Text,
    definition: Text,
    example: Text,
    source: Type.Union([Text], { description: 'Where the answer is to be found.' }),
    about: Type.Enum(['suspect', 'child', 'incident', 'material', 'report']),
    filter: Type.Optional(Code),
    order: Type.Enum(['rising', 'none'], {
      description:
        'Rising: the options stand from least to most concerning, and no answer may lower the band.',
    }),
    exception: Type.Optional(
      Type.Union([Words], { description: 'Why a more concerning answer may lower the band after all.' }),
    ),
    options: Type.Array(Option, { minItems: 2, maxItems: 20 }),
    evidence: Type.Object(
      { neededFor: Type.Array(Code), what: Text },
      { additionalProperties: false, description: 'The answers that must name what they rest on.' },
    ),
    known: Type.Optional(Type.Array(Known)),
    column: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    provenance: Type.Optional(Provenance),
    sharesFrom: Type.Optional(Provenance),
  },
  { additionalProperties: false },
);
export type Item = Static<typeof Item>;

const Condition = Type.Object(
  {
    atLeast: Type.Integer({ minimum: 1 }),
    of: Type.Array(
      Type.Object({ item: Code, is: Type.Array(Code, { minItems: 1 }) }, { additionalProperties: false }),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false, description: 'At least so many of these answers.' },
);
export type Condition = Static<typeof Condition>;

const Then = Type.Union([
  Type.Object({ band: Code }, { additionalProperties: false }),
  Type.Object({ filter: Code }, { additionalProperties: false }),
]);
export type Then = Static<typeof Then>;

const Rule = Type.Object(
  { when: Type.Array(Condition, { minItems: 1 }), leadsTo: Then, provenance: Type.Optional(Provenance) },
  {
    additionalProperties: false,
    description: 'Holds if all its conditions do; the first that holds leads on.',
  },
);
export type Rule = Static<typeof Rule>;

const Filter = Type.Object(
  {
    code: Code,
    title: Text,
    about: Text,
    rules: Type.Optional(Type.Array(Rule)),
    otherwise: Type.Optional(Then),
  },
  {
    additionalProperties: false,
    description: 'A part of the instrument; of a phased one, a step of the tree.',
  },
);
export type Filter = Static<typeof Filter>;

const BandEntry = Type.Object(
  {
    code: Code,
    label: Text,
    from: Type.Optional(
      Type.Integer({ description: 'Of a points instrument: the least total of this band.' }),
    ),
    provenance: Type.Optional(Provenance),
  },
  { additionalProperties: false },
);

const Figures = Type.Object(
  {
    /** The band from which on a case counts as flagged. */
    fromBand: Code,
    sensitivity: Type.Number({ minimum: 0, maximum: 1 }),
    specificity: Type.Number({ minimum: 0, maximum: 1 }),
    positives: Type.Integer({ minimum: 0 }),
    negatives: Type.Integer({ minimum: 0 }),
    sample: Words,
    date: Day,
  },
  { additionalProperties: false },
);
export type Figures = Static<typeof Figures>;

const Validation = Type.Object(
  {
    status: Type.Enum(['not-validated', 'synthetic-only', 'validated']),
    statement: Text,
    figures: Type.Optional(Figures),
  },
  { additionalProperties: false },
);

export const InstrumentDocument = Type.Object(
  {
    format: Type.Literal('everydot-instrument-1'),
    id: Code,
    version: Code,
    title: Text,
    kind: Type.Enum(['phased', 'points']),
    estimates: Type.Union([Text], { description: 'What the band is an estimate of.' }),
    notFor: Type.Array(Text, {
      minItems: 1,
      description: 'What it does not predict or may not be used for.',
    }),
    source: Provenance,
    licence: Words,
    validPopulation: Type.Object(
      {
        statement: Text,
        outside: Type.Array(Type.Enum(['female-suspect', 'child-suspect', 'unnamed-suspect']), {
          description: 'Suspects that are flagged as outside the population; never an input.',
        }),
      },
      { additionalProperties: false },
    ),
    validation: Validation,
    demoOnly: Type.Optional(Type.Boolean({ description: 'Refused outside an example bureau.' })),
    withdrawnAt: Type.Optional(Day),
    bands: Type.Array(BandEntry, { minItems: 2, maxItems: 10, description: 'Least concerning first.' }),
    filters: Type.Optional(Type.Array(Filter)),
    items: Type.Array(Item, { minItems: 1, maxItems: 100 }),
    caution: Type.Optional(
      Type.Object(
        { ifReachable: Code, propose: Code, provenance: Type.Optional(Provenance) },
        {
          additionalProperties: false,
          description: 'While open answers could reach this band, at least the other one is proposed.',
        },
      ),
    ),
    probability: Type.Optional(
      Type.Object(
        { intercept: Type.Number(), slope: Type.Number(), of: Words, provenance: Provenance },
        { additionalProperties: false, description: 'Log odds by the total of a points instrument.' },
      ),
    ),
  },
  {
    $id: 'https://everydot.example/schemas/instrument.json',
    title: 'Everydot instrument, version 1',
    additionalProperties: false,
  },
);

/** A structured assessment as a document: items, options, bands, and where each weight and cut comes from. */
export type Instrument = Static<typeof InstrumentDocument>;

/** By item code: an option's value, or `unknown`; an absent item is unknown too. */
export type Answers = Readonly<Record<string, string>>;

/** A text in the reader's language; English where there is no other. */
export function textIn(text: Text, language: 'en' | 'cy' = 'en'): string {
  return typeof text === 'string' ? text : text[language];
}
