import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { ROOT } from '../checks/source-files.ts';
import type { LinkReport } from '../src/linking/batch/index.ts';
import { writeCensusTables } from './link/census-tables.ts';
import { judgementFacts } from './link/judgements.ts';
import { censusSet, type LinkSet, publicSets, referralSet } from './link/public-sets.ts';
import { writeReferralRows } from './link/referral-rows.ts';
import { askSplink, pythonWithSplink, type SplinkAnswer } from './link/splink.ts';

export const title = 'Linking tables as `everydot link` does, beside Splink on the same columns';

const SHARED = path.join(ROOT, '../shared/data/linking');

type Facts = Record<string, number | string>;
/** `seconds`: from the start of the process to its end, results on disk, without judging them. */
type Ours = { report: LinkReport; seconds: number; cpuSeconds: number };

/**
 * `--rows=1000000`: referrals. `--sets=public,judgements,census,referrals`: some of them. `--peers=no`; `--python=…`: one that has
 * Splink. Labels are given to both only to judge the result.
 */
export async function run(options: RunOptions): Promise<BenchResult> {
  const rows = numberOption(options, 'rows', 1_000_000);
  const sections = (options['sets'] ?? 'public,judgements,census,referrals').split(',');
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-bench-link-'));
  try {
    const python = options['peers'] === 'no' ? undefined : pythonWithSplink(folder, options['python']);
    const facts: Facts = {};
    let ratio = Number.NaN;
    for (const set of await setsOf(sections, folder, rows)) {
      const ours = linkOurs(set, folder);
      const theirs = python ? askSplink(python, folder, { ...set.splink, tables: set.tables }) : undefined;
      Object.assign(facts, factsOf(set.name, ours, theirs));
      if (theirs) ratio = theirs.seconds / ours.seconds;
    }
    if (sections.includes('judgements') && existsSync(SHARED))
      Object.assign(facts, await judgementFacts(path.join(SHARED, 'splink/fake_1000.csv'), 'cluster'));
    return {
      ratio,
      ratioOf: python
        ? 'Splink’s wall time / ours on the last set, both from the start of a process to results on disk'
        : 'no peer: pip could not install splink',
      facts,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function setsOf(sections: readonly string[], folder: string, rows: number): Promise<LinkSet[]> {
  const sets: LinkSet[] = [];
  const isThere = existsSync(SHARED);
  if (!isThere) console.error('The public sets are not here (../shared): only the referrals are linked.');
  if (isThere && sections.includes('public')) sets.push(...publicSets(SHARED));
  if (isThere && sections.includes('census'))
    sets.push(censusSet(await writeCensusTables(path.join(SHARED, 'pseudopeople'), folder, 1)));
  if (sections.includes('referrals')) {
    const table = path.join(folder, 'referrals.csv');
    await writeReferralRows(table, rows, 1);
    sets.push({ ...referralSet(table), name: `${rows.toLocaleString('en-GB')} referrals` });
  }
  return sets;
}

/**
 * The command as a person types it, twice: once judged against the truth, without a clock; then timed by the same
 * specification without the truth, which would otherwise be read and could be linked by.
 */
function linkOurs({ tables, spec, truth }: LinkSet, folder: string): Ours {
  const [judged, timed] = [path.join(folder, 'judged'), path.join(folder, 'timed')];
  const given = path.join(folder, 'spec.json');
  if (spec) writeFileSync(given, JSON.stringify(spec));
  const { report } = runLink([
    ...tables,
    ...(spec ? ['--spec', given] : []),
    ...['--truth', truth.column, ...(truth.pattern ? ['--truth-pattern', truth.pattern] : [])],
    ...['--out', judged],
  ]);
  const used = path.join(judged, 'spec.json');
  return { ...runLink([...tables, '--spec', used, '--out', timed, '--format', 'parquet']), report };
}

/** Runs `everydot link` in a shell, which tells afterwards what processor time was used. */
function runLink(asked: readonly string[]): Ours {
  const startedMs = performance.now();
  const { status, stdout, stderr } = spawnSync(
    'sh',
    [
      ...['-c', '"$@"; status=$?; times >&2; exit $status', 'sh'],
      ...[process.execPath, path.join(ROOT, 'bin/everydot.js'), 'link', ...asked, '--json'],
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const seconds = (performance.now() - startedMs) / 1000;
  if (status !== 0)
    throw new Error(`everydot link ended with ${status}: ${stderr.slice(-400)}${stdout.slice(-400)}`);
  return { report: JSON.parse(stdout), seconds, cpuSeconds: childSeconds(stderr) };
}

/** User and system time of the processes that a shell started: the last line of what `times` prints (POSIX). */
function childSeconds(told: string): number {
  const parts = [
    ...told
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

function factsOf(
  name: string,
  { report, seconds, cpuSeconds }: Ours,
  theirs: SplinkAnswer | undefined,
): Facts {
  const { pairs, clusters, top } = report.accuracy!;
  const best = theirs?.clusters.reduce((most, one) => (one.f1 > most.f1 ? one : most));
  const pairWords = (at50: number, at95: number, highest: number) =>
    `best ${highest.toFixed(4)}, p >= 0.5 ${at50.toFixed(4)}, p >= 0.95 ${at95.toFixed(4)}`;
  const ours: Facts = {
    [`${name}: F1 of pairs`]: pairWords(pairs.at50.f1, pairs.at95.f1, pairs.best.f1),
    [`${name}: F1 of groups, by default`]: `${clusters.f1.toFixed(4)} (precision ${clusters.precision.toFixed(4)}, largest ${report.clusters.largest})`,
    [`${name}: top band`]: `${top.found} pairs, precision ${top.precision.toFixed(5)}`,
    [`${name}: seconds, end to end`]: `${seconds.toFixed(1)}, of processors ${cpuSeconds.toFixed(1)} (${report.blocking.candidates} candidates)`,
  };
  if (!theirs || !best) return ours;
  return {
    ...ours,
    [`${name}: Splink, F1 of pairs`]: pairWords(
      theirs.pairs.at50.f1,
      theirs.pairs.at95.f1,
      theirs.pairs.best,
    ),
    [`${name}: Splink, F1 of groups`]: theirs.clusters
      .map(({ threshold, f1, largest }) => `${f1.toFixed(4)} at ${threshold} (largest ${largest})`)
      .join(', '),
    [`${name}: Splink, best threshold`]: `${best.f1.toFixed(4)} at ${best.threshold} (precision ${best.precision.toFixed(4)})`,
    [`${name}: Splink, seconds, end to end`]: `${theirs.seconds.toFixed(1)}, of processors ${theirs.cpuSeconds.toFixed(1)} (${theirs.scored} scored)`,
    [`${name}: Splink's seconds / ours`]: `${(theirs.seconds / seconds).toFixed(2)}, of processors ${(theirs.cpuSeconds / cpuSeconds).toFixed(2)}`,
  };
}
