import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { ROOT } from '../checks/source-files.ts';
import { estimateMissing, readReturns } from '../src/picture/index.ts';
import { Dice } from '../src/shared/dice.ts';

export const title = 'How often an estimate for missing forces holds the true total, on real recorded crime';

/** Recorded crime of 2017/18 by force, Open Government Licence; third-party data, read where it stands. */
const TABLE = path.join(ROOT, '../shared/data/statistics/forces43_2017_18.csv');
const OFFENCES = { 'code 88A': 'grooming_88A', 'code 86': 'obscene_86' };
const RETURNED = 25;
const PROMISED = 0.95;

/** `--draws=1500`: of which forces are hidden. */
export async function run(options: RunOptions): Promise<BenchResult> {
  if (!existsSync(TABLE))
    return { ratio: 0, ratioOf: 'skipped: the table of recorded crime is not here', facts: {} };
  const draws = numberOption(options, 'draws', 1500);
  const rounds = Object.entries(OFFENCES).map(([name, value]) => ({ name, ...hideForces(value, draws) }));
  const withoutLargest = Object.entries(OFFENCES).map(([name, value]) => ({
    name: `${name}, the largest force missing each time`,
    ...hideForces(value, draws, true),
  }));
  return {
    ratio: Math.min(...rounds.map(({ covered }) => covered)) / PROMISED,
    ratioOf: 'share of draws whose interval holds the truth, the least of the offences / the promised 95 %',
    facts: Object.fromEntries(
      [...rounds, ...withoutLargest].flatMap(({ name, covered, error, unadjusted }) => [
        [`${name}: intervals that hold`, `${(covered * 100).toFixed(1)} %`],
        [`${name}: error (root mean square)`, `${(error * 100).toFixed(1)} %`],
        [`${name}: error of the unadjusted sum`, `${(unadjusted * 100).toFixed(1)} %`],
      ]),
    ),
  };
}

function hideForces(
  value: string,
  draws: number,
  hidesLargest = false,
): { covered: number; error: number; unadjusted: number } {
  const all = readReturns(readFileSync(TABLE), { force: 'force', value, sizes: ['sexual'] });
  const truth = all.reduce((sum, one) => sum + one.value!, 0);
  const largest = all.reduce((one, other) => (other.sizes['sexual']! > one.sizes['sexual']! ? other : one));
  const dice = new Dice(1);
  const judged = Array.from({ length: draws }, () => {
    const order = all
      .map((one) => ({ one, place: dice.share() + Number(hidesLargest && one === largest) }))
      .sort((a, b) => a.place - b.place);
    const { total, low, high, returned } = estimateMissing(
      order.map(({ one }, i) => (i < RETURNED ? one : { ...one, value: null })),
    )!;
    return {
      holds: low <= truth && truth <= high,
      error: total / truth - 1,
      unadjusted: returned.total / truth - 1,
    };
  });
  const mean = (of: (one: (typeof judged)[number]) => number) =>
    judged.reduce((sum, one) => sum + of(one), 0) / draws;
  return {
    covered: mean(({ holds }) => Number(holds)),
    error: Math.sqrt(mean(({ error }) => error ** 2)),
    unadjusted: Math.sqrt(mean(({ unadjusted }) => unadjusted ** 2)),
  };
}
