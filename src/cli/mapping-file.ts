import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { Mapping } from '../returns/index.ts';
import { Problem } from '../shared/problem.ts';

const Meaning = Type.Object({ is: Type.String() });
const Labels = Type.Array(
  Type.Object({
    label: Type.Array(Type.String()),
    means: Meaning,
    values: Type.Optional(Type.Record(Type.String(), Meaning)),
  }),
);
/** The shape that reading relies on; what a meaning names is looked up in the scheme. */
const Shape = Type.Object({
  format: Type.Literal('everydot-return-mapping'),
  formatVersion: Type.Literal(1),
  tables: Type.Array(
    Type.Object({
      id: Type.String(),
      sheet: Type.String(),
      layout: Type.Enum(['questions', 'wide', 'broken-down', 'cases']),
      caption: Type.String(),
      about: Meaning,
      rows: Labels,
      columns: Labels,
    }),
  ),
});

/** A mapping as `returns check --json` printed it, alone or with the rest. Throws `command.unknown-value`. */
export function mappingFrom(raw: Buffer): Mapping {
  const document = parsed(raw);
  const mapping: unknown =
    typeof document === 'object' && document !== null && 'mapping' in document ? document.mapping : document;
  if (!isMapping(mapping))
    throw new Problem('command.unknown-value', { detail: 'the file holds no mapping of a return' });
  return mapping;
}

function isMapping(value: unknown): value is Static<typeof Shape> & Mapping {
  return Check(Shape, value);
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString()) as unknown;
  } catch (cause) {
    throw new Problem('command.unknown-value', { detail: 'the mapping is not JSON', cause });
  }
}
