import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Problem } from '../../shared/problem.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkModel } from './link-model.ts';
import type { LinkSpec } from './link-spec.ts';
import { schemaFaults } from './schema-faults.ts';

const closed = { additionalProperties: false } as const;
const rate = () => Type.Number({ minimum: 0, maximum: 1 });
const rates = () => Type.Array(Type.Array(rate()));
const count = () => Type.Number({ minimum: 0 });

const AttributeSchema = Type.Object(
  {
    name: Type.String(),
    levels: Type.Array(Type.Object({ label: Type.String(), m: rate(), u: rate() }, closed), { minItems: 2 }),
    given: Type.Optional(Type.Object({ attribute: Type.String(), m: rates(), u: rates() }, closed)),
    meanShare: rate(),
  },
  closed,
);

/** A trained model as a document; docs/schemas holds its schema. */
export const LinkModelSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    version: Type.String({ minLength: 1 }),
    spec: Type.Object({ name: Type.String(), version: Type.String() }, closed),
    trainedAt: Type.String(),
    trainedOn: Type.Object(
      {
        source: Type.String(),
        rows: count(),
        possiblePairs: count(),
        candidatePairs: count(),
        randomPairs: count(),
      },
      closed,
    ),
    prior: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    attributes: Type.Array(AttributeSchema, { minItems: 1 }),
    diagnostics: Type.Object(
      {
        rounds: count(),
        converged: Type.Boolean(),
        expectedMatches: count(),
        copies: count(),
        warnings: Type.Array(Type.String()),
      },
      closed,
    ),
  },
  closed,
);

type Document = Static<typeof LinkModelSchema>;

const validator = Compile(LinkModelSchema);

/** Checks a model and that it fits the specification; throws `linking.invalid-model` with the place of every fault. */
export function readLinkModel(document: unknown, spec: LinkSpec): LinkModel {
  if (!validator.Check(document))
    throw new Problem('linking.invalid-model', { faults: schemaFaults(validator.Errors(document)) });
  const model = document as Document;
  const faults = misfits(model, spec);
  if (faults.length > 0) throw new Problem('linking.invalid-model', { faults });
  return model as LinkModel;
}

function misfits({ attributes }: Document, spec: LinkSpec): { path: string; reason: string }[] {
  if (attributes.length !== spec.attributes.length)
    return [
      {
        path: '/attributes',
        reason: `the specification has ${spec.attributes.length} attributes, the model ${attributes.length}`,
      },
    ];
  const names = attributes.map(({ name }) => name);
  return spec.attributes.flatMap(({ name, kind }, i) => {
    const { name: found, levels, given } = attributes[i]!;
    const size = KINDS[kind].levels.length + 1;
    const path = `/attributes/${i}`;
    if (found !== name) return [{ path: `${path}/name`, reason: `the specification has "${name}" here` }];
    if (levels.length !== size) return [{ path: `${path}/levels`, reason: `${kind} has ${size} levels` }];
    if (!given) return [];
    const before = attributes[names.indexOf(given.attribute)];
    if (!before) return [{ path: `${path}/given/attribute`, reason: 'is no attribute of the model' }];
    const fits = (table: number[][]) =>
      table.length === before.levels.length && table.every((row) => row.length === size);
    return fits(given.m) && fits(given.u)
      ? []
      : [{ path: `${path}/given`, reason: 'does not have a row for each level' }];
  });
}
