import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { detectRises, nextStart, type Series } from '../src/picture/index.ts';
import { Dice } from '../src/shared/dice.ts';

export const title = 'How often weeks without and with an outbreak raise an alarm, beside R surveillance';

/** Eight years of weeks, of which the last are judged. */
const WEEKS = 416;
const JUDGED = 49;
const ALPHA = 0.005;
/** The most false alarms that the issue allows. */
const MOST_FALSE = 0.01;
const OUTBREAK_SIZES = [3, 5, 10];
const OPTIONS = { chanceOfAlarm: ALPHA, falseShare: 1, last: JUDGED };

/** `--series=120`: so many series, over mean counts, seasons, trends and dispersions like those of Noufaily and others 2013. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const count = numberOption(options, 'series', 120);
  const all = Array.from({ length: count }, (_, i) => simulate(new Dice(i + 1), `s${i}`));
  const started = performance.now();
  const judged = all.map((series) => alarmsOf(series));
  const seconds = (performance.now() - started) / 1000;
  const falseShare = judged.flat().filter(Boolean).length / (count * JUDGED);
  const peer = runPeer(all);
  return {
    ratio: MOST_FALSE / falseShare,
    ratioOf: 'the most false alarms that are allowed (1 %) / those raised',
    facts: {
      series: count,
      'weeks judged': count * JUDGED,
      'false alarms at alpha .005': `${(falseShare * 100).toFixed(2)} %`,
      ...Object.fromEntries(
        OUTBREAK_SIZES.map((size) => [
          `last-week outbreaks of size ${size} found`,
          `${(shareFound(all, size) * 100).toFixed(0)} %`,
        ]),
      ),
      'here, seconds': seconds.toFixed(2),
      ...(peer === null
        ? { 'R surveillance': 'skipped: Rscript or its package surveillance is not here' }
        : {
            'R surveillance, seconds': peer.seconds.toFixed(1),
            'times as fast': (peer.seconds / seconds).toFixed(1),
            'decisions alike': `${agreeing(judged, peer.alarms)} of ${count * JUDGED}`,
          }),
    },
  };
}

function simulate(dice: Dice, name: string): Series {
  const starts = ['2010-01-04'];
  while (starts.length < WEEKS) starts.push(nextStart(starts.at(-1)!, 'week'));
  const level = dice.between(0.1, 4.5);
  const trend = dice.chance(0.5) ? dice.between(-0.001, 0.002) : 0;
  const season = dice.chance(0.6) ? dice.between(0.1, 0.6) : 0;
  const dispersion = dice.pick([1, 1.2, 1.5, 2, 3]);
  const counts = Float64Array.from(starts, (_, week) =>
    drawCount(dice, meanAt({ level, trend, season }, week), dispersion),
  );
  return { name, unit: 'week', starts, counts };
}

function meanAt(
  { level, trend, season }: { level: number; trend: number; season: number },
  week: number,
): number {
  return Math.exp(level + trend * week + season * Math.cos((2 * Math.PI * week) / 52.18));
}

/** Poisson of a gamma-distributed mean: variance `dispersion` times the mean. */
function drawCount(dice: Dice, mean: number, dispersion: number): number {
  const scale = dispersion - 1;
  return drawPoisson(dice, scale === 0 ? mean : drawGamma(dice, mean / scale) * scale);
}

function drawPoisson(dice: Dice, mean: number): number {
  let count = 0;
  for (let sum = dice.waiting(1); sum < mean; sum += dice.waiting(1)) count += 1;
  return count;
}

/** Marsaglia and Tsang 2000; below a shape of 1 by their boost. */
function drawGamma(dice: Dice, shape: number): number {
  if (shape < 1) return drawGamma(dice, shape + 1) * (1 - dice.share()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = drawNormal(dice);
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (cube > 0 && Math.log(1 - dice.share()) < 0.5 * normal ** 2 + d - d * cube + d * Math.log(cube))
      return d * cube;
  }
}

function drawNormal(dice: Dice): number {
  return Math.sqrt(-2 * Math.log(1 - dice.share())) * Math.cos(2 * Math.PI * dice.share());
}

/** Of each judged week, whether it raises an alarm. */
function alarmsOf(series: Series, last = JUDGED): boolean[] {
  const { findings } = detectRises([series], { ...OPTIONS, last });
  return findings.map(({ isAlarm }) => isAlarm);
}

/** An outbreak adds, in the last week, so many standard deviations of the series. */
function shareFound(all: readonly Series[], size: number): number {
  const found = all.filter(({ counts, ...rest }, i) => {
    const mean = counts.slice(-52).reduce((sum, count) => sum + count, 0) / 52;
    const added = drawPoisson(new Dice(1000 + i), size * Math.sqrt(Math.max(mean, 0.1)));
    return alarmsOf({ ...rest, counts: counts.with(-1, counts.at(-1)! + added) }, 1)[0];
  });
  return found.length / all.length;
}

/** Null where R or its package is missing. */
function runPeer(all: readonly Series[]): { seconds: number; alarms: boolean[][] } | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-detect-'));
  try {
    const [table, alarms] = [path.join(folder, 'counts.csv'), path.join(folder, 'alarms.csv')];
    const lines = Array.from({ length: WEEKS }, (_, week) => all.map(({ counts }) => counts[week]).join(','));
    writeFileSync(table, `${lines.join('\n')}\n`);
    const script = path.join(import.meta.dirname, 'peers/detect-surveillance.R');
    const done = spawnSync('Rscript', [script, table, alarms, String(WEEKS - JUDGED + 1)], {
      encoding: 'utf8',
    });
    if (done.status !== 0) return null;
    const rows = readFileSync(alarms, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    return { seconds: Number(done.stdout), alarms: all.map((_, i) => rows.map((row) => row[i] === '1')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function agreeing(here: readonly boolean[][], there: readonly boolean[][]): number {
  const others = there.flat();
  return here.flat().filter((alarm, i) => alarm === others[i]).length;
}
