import { link, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { SHAPE } from './cube.ts';
import type { MonthFiles } from './month-files.ts';

// Months as they stood at a cut, for the table builder: facts that change from day to day would let whoever asks every
// day watch single records come and go, and average the moving of counts away. A cut is a link, and takes no room.

/**
 * So long a cut stands. Chosen: the month within which an erasure must be carried out (UK GDPR Art. 12(3)), so that no copy
 * outlives it; a table can change twelve times a year and no oftener.
 */
const CUT_STANDS_DAYS = 30;
const DAY_MS = 86_400_000;
const NAME = /^cut-(\d{4}-\d{2})\.r(\d+)\.([0-9a-f]{8})\.(\d{4}-\d{2}-\d{2})\.parquet$/;

/** `shape`: of the facts; one of an earlier version of this program cannot be asked any more. */
type Cut = { name: string; revision: number; shape: string; takenOn: string };

/** The file of each month as it stood at its cut; takes a new one where there is none or the last is too old. */
export async function cutsOf(folder: string, months: readonly MonthFiles[], asOf: Date): Promise<string[]> {
  const taken = await cutsIn(folder);
  const files: string[] = [];
  for (const month of months) {
    const own = taken.get(month.month) ?? [];
    const current = own.find((cut) => stands(cut, month, asOf));
    files.push(path.join(folder, current?.name ?? (await takeCut(folder, month, asOf))));
    const old = own.filter(({ name }) => name !== current?.name);
    await Promise.all(old.map(({ name }) => rm(path.join(folder, name), { force: true })));
  }
  return files;
}

/** Removes cuts that no longer stand, though nobody has asked for a table since: no copy of what was erased outlives its month. */
export async function dropCuts(folder: string, months: readonly MonthFiles[], asOf: Date): Promise<void> {
  const byMonth = new Map(months.map((month) => [month.month, month]));
  for (const [name, own] of await cutsIn(folder)) {
    const month = byMonth.get(name);
    const over = own.filter((cut) => !month || !stands(cut, month, asOf));
    await Promise.all(over.map((cut) => rm(path.join(folder, cut.name), { force: true })));
  }
}

function stands(cut: Cut, { revision }: MonthFiles, asOf: Date): boolean {
  return cut.shape === SHAPE && (cut.revision === revision || ageInDays(cut, asOf) < CUT_STANDS_DAYS);
}

async function cutsIn(folder: string): Promise<Map<string, Cut[]>> {
  const found = (await readdir(folder)).flatMap((name) => {
    const [, month, revision, shape, takenOn] = NAME.exec(name) ?? [];
    const cut = { name, revision: Number(revision), shape: shape!, takenOn: takenOn! };
    return month ? [{ month, cut }] : [];
  });
  return new Map(
    [...Map.groupBy(found, ({ month }) => month)].map(([month, all]) => [month, all.map(({ cut }) => cut)]),
  );
}

function ageInDays({ takenOn }: Cut, asOf: Date): number {
  return (asOf.getTime() - Date.parse(takenOn)) / DAY_MS;
}

async function takeCut(folder: string, { month, revision, facts }: MonthFiles, asOf: Date): Promise<string> {
  const name = `cut-${month}.r${revision}.${SHAPE}.${asOf.toISOString().slice(0, 10)}.parquet`;
  try {
    await link(facts, path.join(folder, name));
  } catch (cause) {
    // Another process of this home took it at the same time.
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return name;
}
