import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** What Splink is told about a set; the keys are those of bench/peers/link-splink.py. */
export type SplinkJob = {
  tables: string[];
  linkType: 'dedupe_only' | 'link_only';
  /** What its user would clean, in SQL. */
  columns: Record<string, string>;
  comparisons: [kind: string, column: string][];
  blocking: string[][];
  deterministic: string[][];
  training: string[][];
  /** Values that more rows share are not blocked on, as with our own cap. */
  caps?: Record<string, number>;
  dateFormat?: string;
  randomPairs?: number;
};

/** What is added to a job when it is started: where results go, and since when it runs, in seconds of the system's clock. */
type Start = { out: string; startedAt: number };

type Accuracy = { f1: number; precision: number; recall: number };
export type SplinkAnswer = {
  /** From the start of its process until pairs and groups are on disk. */
  seconds: number;
  cpuSeconds: number;
  scored: number;
  pairs: { best: number; at50: Accuracy; at95: Accuracy };
  clusters: (Accuracy & { threshold: number; largest: number })[];
};

/** A Python that has Splink: the one that is named, or one in an environment of its own; undefined where pip cannot. */
export function pythonWithSplink(folder: string, named: string | undefined): string | undefined {
  if (named) return named;
  const venv = path.join(folder, 'venv');
  const installed =
    spawnSync('python3', ['-m', 'venv', venv]).status === 0 &&
    spawnSync(path.join(venv, 'bin/pip'), ['install', '--quiet', 'splink==4.0.16']).status === 0;
  return installed ? path.join(venv, 'bin/python') : undefined;
}

export function askSplink(python: string, folder: string, job: SplinkJob): SplinkAnswer | undefined {
  const file = path.join(folder, 'job.json');
  const start: Start = { out: path.join(folder, 'splink'), startedAt: Date.now() / 1000 };
  writeFileSync(file, JSON.stringify({ ...job, ...start }));
  const script = path.join(import.meta.dirname, '../peers/link-splink.py');
  const { status, stdout, stderr } = spawnSync(python, [script, file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) console.error(stderr.split('\n').slice(-5).join('\n'));
  return status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1)!) : undefined;
}
