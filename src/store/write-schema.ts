import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeSchema } from './describe-schema.ts';
import { testStore } from './test-database.ts';

// `npm run schema`: writes schema.sql beside this file. Needs no database: it makes one, migrates it, drops it.

const { ownerDb, drop } = await testStore();
await writeFile(path.join(import.meta.dirname, 'schema.sql'), await describeSchema(ownerDb));
await drop();
