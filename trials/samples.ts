import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { ADAPTERS, chooseAdapter } from '../src/intake/index.ts';
import { Problem } from '../src/shared/problem.ts';

export const title =
  'Documents of others, such as the samples of the CyberTipline documentation: what becomes of each (--folder=FOLDER)';

/** Reads every file of a folder; the promise is that each is taken in, or refused with a reason. */
export async function run({ folder }: RunOptions): Promise<TrialResult> {
  if (folder === undefined)
    return { held: true, facts: { skipped: 'name a folder of documents with --folder=' } };
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((each) => each.isFile())
    .map(({ name }) => name);
  const outcomes = await Promise.all(
    names.sort().map(async (name) => [name, outcomeOf(await readFile(path.join(folder, name)))] as const),
  );
  return {
    held: outcomes.every(([, { reasoned }]) => reasoned),
    facts: Object.fromEntries(outcomes.map(([name, { said }]) => [name, said])),
  };
}

function outcomeOf(raw: Buffer): { said: string; reasoned: boolean } {
  const adapter = chooseAdapter(ADAPTERS, raw, {});
  if (!adapter) return { said: 'in no format that is known here', reasoned: true };
  try {
    const { content } = adapter.read(raw, { receivedAt: new Date(), reliability: '2' });
    return {
      said: `${adapter.name}: taken in, ${content.evidence.length} sealed items, ${content.kept.length} fields kept`,
      reasoned: true,
    };
  } catch (problem) {
    const faults = problem instanceof Problem ? problem.faults : [];
    return {
      said: `${adapter.name}: refused: ${faults.map(({ reason }) => reason).join('; ') || String(problem)}`,
      reasoned: faults.length > 0,
    };
  }
}
