import { writeFileSync } from 'node:fs';
import { SCHEME_SCHEMAS } from './scheme-document.ts';

// Writes docs/schemas/returns-*.json: node src/returns/scheme/write-schemas.ts

for (const [name, schema] of Object.entries(SCHEME_SCHEMAS))
  writeFileSync(
    new URL(`../../../docs/schemas/${name}.json`, import.meta.url),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
