import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { estimateHidden, readOverlaps } from '../src/picture/index.ts';

export const title =
  'All answers about a hidden population of five lists, with an interval of 10,000 resamples';

/** Processor time for the interval of five lists. Source: the numbers to reach of the national picture, 2026-11. */
const MOST_CPU_SECONDS = 20;

/** The United Kingdom's table of 2013, as published: five lists, 2,744 cases. Source: Silverman 2014. */
const UK = `L,N,P,G,U,count
1,0,0,0,0,54
0,1,0,0,0,463
0,0,1,0,0,995
0,0,0,1,0,695
0,0,0,0,1,316
1,1,0,0,0,15
1,0,1,0,0,19
0,1,1,0,0,62
1,1,1,0,0,1
1,0,0,1,0,3
0,1,0,1,0,19
1,1,0,1,0,1
0,0,1,1,0,76
0,1,1,1,0,4
1,1,1,1,0,1
0,1,0,0,1,1
0,0,1,0,1,11
0,0,0,1,1,8
`;

/** `--resamples=10000` */
export async function run(options: RunOptions): Promise<BenchResult> {
  const resamples = numberOption(options, 'resamples', 10_000);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { stepwise } = await estimateHidden(readOverlaps(Buffer.from(UK)), {
    resamples,
    seed: 1,
    onProgress: () => undefined,
  });
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  return {
    ratio: MOST_CPU_SECONDS / cpuSeconds,
    ratioOf: 'processor time that it may take (20 s) / that it takes, every answer together',
    facts: {
      'processor time, s': Math.round(cpuSeconds * 10) / 10,
      'elapsed, s': Math.round((performance.now() - started) / 100) / 10,
      'stepwise total (published: 11,313)': stepwise!.total.toFixed(2),
      'BCa 95 %': `${Math.round(stepwise!.bca!.low)} to ${Math.round(stepwise!.bca!.high)}`,
    },
  };
}
