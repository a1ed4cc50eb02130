import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { SHAPE } from './cube.ts';

// The folder of the analysis store: of each month its facts and its cube, named by month and revision.

export type MonthFiles = { month: string; revision: number; facts: string; cube: string };

const NAME = /^(facts|cube)-(\d{4}-\d{2})\.r(\d+)(?:\.([0-9a-f]{8}))?\.parquet$/;

export function filesOf(folder: string, month: string, revision: number): MonthFiles {
  const named = (what: 'facts' | 'cube') =>
    path.join(folder, `${what}-${month}.r${revision}.${SHAPE}.parquet`);
  return { month, revision, facts: named('facts'), cube: named('cube') };
}

/** The latest whole revision of each month in the present shape, in the order of months. */
export async function monthsIn(folder: string): Promise<MonthFiles[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const [, what, month, revision, shape] = NAME.exec(name) ?? [];
    return month && shape === SHAPE ? [{ what: what!, month, revision: Number(revision) }] : [];
  });
  const whole = found.filter(
    (one) =>
      one.what === 'cube' &&
      found.some(
        ({ what, month, revision }) => what === 'facts' && month === one.month && revision === one.revision,
      ),
  );
  const latest = Map.groupBy(whole, ({ month }) => month);
  return [...latest]
    .map(([month, all]) => filesOf(folder, month, Math.max(...all.map(({ revision }) => revision))))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Removes older revisions. */
export async function tidy(folder: string, current: readonly MonthFiles[]): Promise<void> {
  const kept = new Set(current.flatMap(({ facts, cube }) => [path.basename(facts), path.basename(cube)]));
  const left = (await readdir(folder)).filter((name) => !kept.has(name) && NAME.test(name));
  await Promise.all(left.map((name) => rm(path.join(folder, name), { force: true })));
}
