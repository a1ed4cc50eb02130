import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { measureIncremental } from './link/incremental.ts';

export const title =
  'One new person against ten million that are stored: found and scored; linked, re-grouped and committed';

/** Promised for ten million records. Source: issue "Every dot joined up". */
const PROMISED = { scoreP99Ms: 10, commitP99Ms: 50 };

/** Options: `records`, `added`; `folder`, where the filled store is kept and found again. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const measured = await measureIncremental({
    records: numberOption(options, 'records', 10_000_000),
    added: numberOption(options, 'added', 500),
    ...(options['folder'] ? { folder: path.resolve(options['folder']) } : {}),
  });
  const ofBare = {
    scoreP99OfBareReadP99: measured.scoreP99Ms / measured.bareReadP99Ms,
    commitP99OfBareCommitP99: measured.commitP99Ms / measured.bareCommitP99Ms,
  };
  const facts = Object.entries({ ...measured, ...ofBare }).map(([name, value]) => [
    name,
    Number(value.toPrecision(4)),
  ]);
  return {
    ratio: Math.min(PROMISED.scoreP99Ms / measured.scoreP99Ms, PROMISED.commitP99Ms / measured.commitP99Ms),
    ratioOf: 'the worse of: 10 ms promised / p99 of scoring, 50 ms promised / p99 of linking with its commit',
    facts: Object.fromEntries(facts),
  };
}
