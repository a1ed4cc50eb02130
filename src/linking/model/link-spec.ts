import { type Static, Type } from 'typebox';
import { KINDS, type KindName } from '../kinds/kinds.ts';

const name = () => Type.String({ minLength: 1, maxLength: 200 });
const closed = { additionalProperties: false } as const;

const LinkAttributeSchema = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9 _-]*$',
      maxLength: 60,
      description: 'How the attribute is called in results and in blocking.',
    }),
    kind: Type.Enum(Object.keys(KINDS) as KindName[], {
      description: 'What it is: decides how values are compared.',
    }),
    columns: Type.Record(
      Type.String(),
      Type.Union([name(), Type.Array(name(), { minItems: 1, maxItems: 50 })]),
      {
        description:
          'For each part of the kind the column that holds it, or columns that each hold a value of it.',
      },
    ),
    separator: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 5,
        description: 'What stands between several values in one cell.',
      }),
    ),
  },
  closed,
);

/** What two tables (or one with itself) are linked by: a document that people write; docs/schemas holds its schema. */
export const LinkSpecSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    name: name(),
    version: Type.String({ minLength: 1, maxLength: 40 }),
    id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'The column that identifies a row; without it rows are known by their number.',
      }),
    ),
    attributes: Type.Array(LinkAttributeSchema, { minItems: 1, maxItems: 30 }),
    blocking: Type.Optional(
      Type.Array(Type.Array(name(), { minItems: 1, maxItems: 4 }), {
        minItems: 1,
        maxItems: 200,
        description:
          'Keys that must agree together to make a candidate, as "attribute.key"; without it, the kinds choose.',
      }),
    ),
  },
  closed,
);

export type LinkSpec = Readonly<Static<typeof LinkSpecSchema>>;
export type LinkAttribute = Readonly<Static<typeof LinkAttributeSchema>>;
