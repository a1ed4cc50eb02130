import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { checkCohorts } from './assess/cohorts.ts';
import { checkPublicSets } from './assess/public-sets.ts';
import { checkPublished } from './assess/published.ts';
import { checkReferences } from './assess/references.ts';
import { openPython } from './peers/assess-peers.ts';

export const title =
  'Assessment: published figures, reference statistics, learning against FasterRisk, ranges, ordering';

/** Parts that stand in files of their own, each a bench by itself. */
const PARTS = ['ranges', 'ordering'] as const;

/**
 * `--cases=20000`: of each cohort, to learn from and as many to judge on. `--python=PATH`: one that has the peers, which
 * are installed anew otherwise. `--only=published,references,cohorts,sets,ranges,ordering`.
 */
export async function run(options: RunOptions): Promise<BenchResult> {
  const cases = numberOption(options, 'cases', 20_000);
  const only = options['only']?.split(',');
  const isAsked = (part: string) => only === undefined || only.includes(part);
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-assess-'));
  try {
    const needsPython = isAsked('references') || isAsked('sets');
    const python = needsPython ? openPython(folder, options['python']) : undefined;
    const sets = isAsked('sets') ? checkPublicSets(folder, python) : { faults: [], facts: {}, ratio: 0 };
    const done = [
      ...(isAsked('published') ? [checkPublished()] : []),
      ...(isAsked('references') ? [checkReferences(folder, python)] : []),
      ...(isAsked('cohorts') ? [checkCohorts(cases)] : []),
      sets,
      ...(await Promise.all(PARTS.filter(isAsked).map((part) => runPart(part, options)))),
    ];
    const faults = done.flatMap((one) => one.faults);
    return {
      ratio: sets.ratio,
      ratioOf: sets.ratio > 0 ? 'FasterRisk’s seconds / ours, on the public sets' : 'no peer was asked',
      facts: {
        ...Object.assign({}, ...done.map((one) => one.facts)),
        'promises broken': faults.join('; ') || 'none',
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runPart(part: (typeof PARTS)[number], options: RunOptions) {
  const file = path.join(import.meta.dirname, 'assess', `${part}.ts`);
  if (!existsSync(file)) return { faults: [], facts: { [part]: 'skipped: there is no such file' } };
  const bench = (await import(file)) as { run(options: RunOptions): Promise<BenchResult> };
  const { ratio, ratioOf, facts } = await bench.run(options);
  return {
    faults: ratio < 1 ? [`${part}: ${ratio} (${ratioOf})`] : [],
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${part}: ${name}`, value])),
  };
}
