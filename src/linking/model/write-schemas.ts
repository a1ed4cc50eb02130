import { writeFileSync } from 'node:fs';
import { LINK_SCHEMAS, schemaText } from './schemas.ts';

// Writes docs/schemas/link-*.json: node src/linking/model/write-schemas.ts

for (const name of Object.keys(LINK_SCHEMAS) as (keyof typeof LINK_SCHEMAS)[])
  writeFileSync(new URL(`../../../docs/schemas/${name}.json`, import.meta.url), schemaText(name));
