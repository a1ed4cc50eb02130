import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const id = () => Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 });
const text = () => Type.String({ minLength: 1, maxLength: 1000 });

const CodeListSchema = Type.Object(
  {
    id: id(),
    title: text(),
    codes: Type.Array(
      Type.Object(
        {
          code: Type.String({ minLength: 1, maxLength: 40 }),
          label: text(),
          alsoNamed: Type.Array(text(), { description: 'Other words for it in returns of forces.' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  closed,
);

const UNITS = [
  'reports',
  'offences',
  'offenders',
  'groups',
  'victims',
  'files',
  'arrests',
  'operations',
] as const;

/** A version of the national scheme as a document; docs/schemas/returns-scheme.json holds this schema. */
export const SchemeSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: id(),
    version: Type.Integer({ minimum: 1 }),
    title: text(),
    validFrom: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'First day of the years it is for.',
    }),
    questions: Type.Array(
      Type.Object(
        {
          id: id(),
          title: text(),
          definition: Type.String({
            minLength: 1,
            maxLength: 2000,
            description: 'What is counted, and what is not.',
          }),
          unit: Type.Enum([...UNITS]),
          by: Type.Array(id(), { description: 'Code lists by which it may be broken down.' }),
          alsoNamed: Type.Array(text(), { description: 'Other names in returns of forces.' }),
          atMost: Type.Array(id(), { description: 'Questions whose count this one cannot exceed.' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 500 },
    ),
    codeLists: Type.Array(CodeListSchema, { maxItems: 100 }),
  },
  { ...closed, title: 'A version of the national scheme of returns' },
);

/** How codes that forces use become national ones. `to` with several codes: nobody can say which. */
export const CrosswalksSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    version: Type.Integer({ minimum: 1 }),
    lists: Type.Array(CodeListSchema, { description: 'Lists that are in no national scheme.' }),
    crosswalks: Type.Array(
      Type.Object(
        {
          id: id(),
          from: id(),
          to: id(),
          source: text(),
          rows: Type.Array(
            Type.Object(
              {
                from: Type.String({ minLength: 1 }),
                to: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
                isLossy: Type.Boolean(),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'Crosswalks between code lists of returns' },
);
export type Crosswalks = Static<typeof CrosswalksSchema>;

const DRAFT = { $schema: 'https://json-schema.org/draft/2020-12/schema' };

/** By the name of their file in docs/schemas. */
export const SCHEME_SCHEMAS = {
  'returns-scheme': { ...DRAFT, ...SchemeSchema },
  'returns-crosswalks': { ...DRAFT, ...CrosswalksSchema },
};
