import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { problemList } from './problem-list.ts';
import { ROOT } from './source-files.ts';

writeFileSync(path.join(ROOT, 'docs/problems.md'), problemList());
