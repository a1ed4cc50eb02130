import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import addFormatsTo from 'ajv-formats';
import fc from 'fast-check';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { publishedFiles } from '../src/publication/index.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from '../src/publication/publish/test-edition.ts';
import { randomEdition } from '../src/publication/publish/test-random-edition.ts';

export const title =
  'Data packages of editions of any shape against the profile of the standard, version 2 (--profile=datapackage.json, --editions=200, --seed=1)';

/** The profile is not carried along: it is at datapackage.org/profiles/2.0/datapackage.json. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const file = options['profile'];
  if (file === undefined)
    return { held: true, facts: { skipped: 'name the profile of version 2 with --profile=FILE' } };
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormatsTo.default(ajv);
  const isValid = ajv.compile(JSON.parse(await readFile(file, 'utf8')) as object);
  const editions = fc.sample(randomEdition, {
    numRuns: Number(options['editions'] ?? 200),
    seed: Number(options['seed'] ?? 1),
  });
  const faults: string[] = [];
  for (const { release, content } of [{ release: TEST_RELEASE, content: TEST_CONTENT }, ...editions]) {
    const files = await publishedFiles(release, content, TEST_OPTIONS);
    const described = files.find(({ name }) => name === 'datapackage.json')!;
    if (!isValid(JSON.parse(described.bytes.toString('utf8'))))
      faults.push(...(isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));
  }
  return {
    held: faults.length === 0,
    facts: { packages: editions.length + 1, faults: faults.length, first: faults[0] ?? 'none' },
  };
}
