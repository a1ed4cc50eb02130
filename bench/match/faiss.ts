import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../checks/source-files.ts';
import type { HashSet } from './sets.ts';

const run = promisify(execFile);

/** Chosen: the release that the figures of the documentation were taken with is whatever pip gives; it is printed. */
const PACKAGES = ['faiss-cpu', 'numpy'];

/** Chosen: so long each of faiss' indexes is searched. */
const SEARCH_SECONDS = 15;

export type FaissIndex = {
  perSecond: number;
  perProcessorSecond: number;
  queries: number;
  buildSeconds: number;
  recall: number;
  wrong: number;
  peakBytes: number;
};
export type FaissResult = { version: string; indexes: Record<string, FaissIndex> };

/** The same hashes and queries in faiss, in a process of its own; words where it cannot be had. */
export async function measureFaiss(
  { hashes, queries }: HashSet,
  expected: Uint32Array,
  { folder, python }: { folder: string; python: string | undefined },
): Promise<FaissResult | string> {
  try {
    const interpreter = python ?? (await newEnvironment(folder));
    const files = { hashes, queries, expected };
    for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes);
    const script = path.join(ROOT, 'bench/peers/match-faiss.py');
    const { stdout } = await run(interpreter, [
      script,
      ...Object.keys(files).map((name) => path.join(folder, name)),
      String(SEARCH_SECONDS),
    ]);
    return JSON.parse(stdout) as FaissResult;
  } catch (failure) {
    return `faiss could not be run here: ${(failure as Error).message.split('\n')[0]}`;
  }
}

async function newEnvironment(folder: string): Promise<string> {
  const home = path.join(folder, 'python');
  await mkdir(home, { recursive: true });
  await run('python3', ['-m', 'venv', home]);
  const interpreter = path.join(home, 'bin', 'python');
  await run(interpreter, ['-m', 'pip', 'install', '--quiet', ...PACKAGES]);
  return interpreter;
}
