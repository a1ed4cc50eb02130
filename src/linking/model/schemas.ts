import type { TSchema } from 'typebox';
import { LinkSpecSchema } from './link-spec.ts';
import { LinkModelSchema } from './read-link-model.ts';

/** JSON Schemas of the documents that linking reads and writes; docs/schemas holds them as files. */
export const LINK_SCHEMAS = {
  'link-spec': LinkSpecSchema,
  'link-model': LinkModelSchema,
} as const satisfies Record<string, TSchema>;

/** A schema as it stands in docs/schemas. */
export function schemaText(name: keyof typeof LINK_SCHEMAS): string {
  const document = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...LINK_SCHEMAS[name] };
  return `${JSON.stringify(document, null, 2)}\n`;
}
