import path from 'node:path';
import { cohortTable, makeCohort } from '../evaluation/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { writeFileNamed } from './write-file.ts';

type CohortCommand = {
  cases: number;
  baseRate: number[];
  seed: number;
  unknown: number;
  withTruth?: boolean;
  out?: string;
};

/** `everydot instrument cohort`: invented cases whose truth is known, to try the other commands on. */
export async function cohortCommand(options: CohortCommand): Promise<Result> {
  const [baseRate] = options.baseRate;
  if (options.baseRate.length !== 1 || options.cases < 1)
    throw new Problem('command.unknown-value', { detail: 'one base rate, and at least one case' });
  const cases = makeCohort({ ...options, baseRate: baseRate!, unknownShare: options.unknown });
  const table = cohortTable(cases, { withTruth: options.withTruth === true });
  const positives = cases.filter(({ outcome }) => outcome).length;
  const facts = { cases: cases.length, positives, baseRate, seed: options.seed, synthetic: true };
  if (options.out === undefined) return { json: { ...facts, table }, lines: [table.trimEnd()] };
  await writeFileNamed(options.out, table);
  return {
    json: { ...facts, file: options.out },
    lines: [
      `${cases.length} invented cases, ${positives} positive, written to ${path.basename(options.out)}`,
    ],
  };
}
