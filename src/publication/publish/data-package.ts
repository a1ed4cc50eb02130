import { createHash } from 'node:crypto';
import { type Static, type TProperties, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Problem } from '../../shared/problem.ts';
import type { PublishedFile } from './published-file.ts';

// The description of a package of tables, as far as it is written and read here. Source: Data Package version 2,
// datapackage.org/standard/data-package, 2024-06. What else a package says is left alone.

/** Others may say more than is read here. */
const open = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: true });

const TITLED_SOURCE = open({
  title: Type.String(),
  path: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
});

/** `name`: of a licence, as the Open Definition names it; one of `name` and `path` is there. */
const LICENCE = open({
  name: Type.Optional(Type.String({ pattern: '^[-a-zA-Z0-9._]+$' })),
  path: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
});

const FIELD = open({
  name: Type.String(),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  missingValues: Type.Optional(Type.Array(Type.Unknown())),
});

const TABLE_SCHEMA = open({
  fields: Type.Array(FIELD, { minItems: 1 }),
  missingValues: Type.Optional(Type.Array(Type.Unknown())),
  primaryKey: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])),
});

/** `hash`: "sha256:" and the digest of the file, in hexadecimal digits. */
const RESOURCE = open({
  name: Type.String(),
  path: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  format: Type.Optional(Type.String()),
  mediatype: Type.Optional(Type.String()),
  encoding: Type.Optional(Type.String()),
  bytes: Type.Optional(Type.Integer({ minimum: 0 })),
  hash: Type.Optional(Type.String()),
  schema: Type.Optional(TABLE_SCHEMA),
  sources: Type.Optional(Type.Array(TITLED_SOURCE)),
  licenses: Type.Optional(Type.Array(LICENCE)),
});

/** What only editions published by Everydot say of themselves. */
const EDITION = open({
  slug: Type.String(),
  edition: Type.Integer({ minimum: 1 }),
  period: open({ from: Type.String(), to: Type.String() }),
  frozenAt: Type.Union([Type.String(), Type.Null()]),
  revisionNote: Type.Union([Type.String(), Type.Null()]),
  synthetic: Type.Boolean(),
});

const DATA_PACKAGE = open({
  $schema: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  id: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  homepage: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  created: Type.Optional(Type.String()),
  licenses: Type.Optional(Type.Array(LICENCE)),
  sources: Type.Optional(Type.Array(TITLED_SOURCE)),
  contributors: Type.Optional(
    Type.Array(
      open({ title: Type.Optional(Type.String()), roles: Type.Optional(Type.Array(Type.String())) }),
    ),
  ),
  resources: Type.Array(RESOURCE, { minItems: 1 }),
  edition: Type.Optional(EDITION),
});

export type DataPackage = Static<typeof DATA_PACKAGE>;
export type DataResource = Static<typeof RESOURCE>;
export type DataField = Static<typeof FIELD>;

const PACKAGE = Compile(DATA_PACKAGE);
const MOST_FAULTS = 20;

/** A description that somebody hands in. Throws `picture.invalid-package`, which says where; quotes no value. */
export function readDataPackage(raw: Buffer): DataPackage {
  const read = parse(raw);
  if (PACKAGE.Check(read)) return read;
  const faults = PACKAGE.Errors(read).map(({ instancePath, message }) => ({
    path: instancePath,
    reason: message,
  }));
  throw new Problem('picture.invalid-package', { faults: faults.slice(0, MOST_FAULTS) });
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('picture.invalid-package', { detail: 'datapackage.json is not JSON', cause });
  }
}

/** A CSV file as a resource of a package. */
export function csvResource(
  { name: path, bytes }: PublishedFile,
  {
    name,
    schema,
    ...said
  }: Pick<DataResource, 'title' | 'description'> & Required<Pick<DataResource, 'name' | 'schema'>>,
): DataResource {
  return {
    name,
    path,
    type: 'table',
    ...said,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    schema,
  };
}
