import { forcesOn, schemeOn } from '../../returns/index.ts';
import type { Dice } from '../../shared/dice.ts';
import { NATIONAL_SHAPE, RETURNING, type ReturnYear, SPLITS } from './national-shape.ts';

/** What one force counted in a year, in national terms: every question that it answers, whole and by every code. */
export type ForceTruth = {
  force: string;
  name: string;
  year: number;
  /** By question and codes: see `truthKey`. */
  counts: ReadonlyMap<string, number>;
  questions: ReadonlySet<string>;
};

export function truthKey(question: string, codes: Readonly<Record<string, string>> = {}): string {
  return `${question}|${Object.entries(codes)
    .map(([list, code]) => `${list}=${code}`)
    .sort()
    .join('|')}`;
}

/** Every returning force of England and Wales. The totals over all of them are those of the published shape. */
export function planTruth(dice: Dice, year: ReturnYear): ForceTruth[] {
  const forces = forcesOn(`${year}-12-31`, 'england-and-wales');
  const returning = dice.shuffle(forces).slice(0, RETURNING[year]);
  const counts = new Map(returning.map(({ key }) => [key, new Map<string, number>()]));
  const scheme = schemeOn(`${year}-01-01`);
  for (const { id, by } of scheme.questions) {
    const shape = NATIONAL_SHAPE[year][id]!;
    const answering = dice.shuffle(returning).slice(0, shape.forces);
    const shares = shareOut(
      dice,
      answering.map(({ population }) => population),
      shape.total,
    );
    for (const [i, { key }] of answering.entries())
      putCounts(dice, counts.get(key)!, { id, by, whole: shares[i]! });
  }
  return returning.map(({ key, name }) => {
    const own = counts.get(key)!;
    keepPossible(own);
    return {
      force: key,
      name,
      year,
      counts: own,
      questions: new Set([...own.keys()].map((one) => one.split('|')[0]!)),
    };
  });
}

/** Whole numbers by weight, with chance, that come to exactly the total. Small totals give everybody one first. */
function shareOut(dice: Dice, sizes: readonly number[], total: number): number[] {
  const weights = sizes.map((size) => Math.sqrt(size) * dice.between(0.6, 1.6) + size / 4_000);
  const sum = weights.reduce((all, one) => all + one, 0);
  const least = total > sizes.length ? 1 : 0;
  const shares = weights.map((weight) => least + Math.floor((weight / sum) * (total - least * sizes.length)));
  for (let left = total - shares.reduce((all, one) => all + one, 0), i = 0; left > 0; left -= 1, i += 1)
    shares[i % shares.length]! += 1;
  return shares;
}

function putCounts(
  dice: Dice,
  counts: Map<string, number>,
  { id, by, whole }: { id: string; by: readonly string[]; whole: number },
): void {
  counts.set(truthKey(id), whole);
  const lists = by.map((list) => ({ list, codes: Object.entries(SPLITS[list]!) }));
  // Each case has a code of every list, so that breakdowns agree with one another.
  const cases = Array.from({ length: Math.min(whole, MOST_DRAWN) }, () =>
    lists.map(({ codes }) => dice.weighted(codes)),
  );
  for (const [i, { list, codes }] of lists.entries()) {
    const drawn = Map.groupBy(cases, (one) => one[i]!);
    const tally = spread(
      codes.map(([code]) => drawn.get(code)?.length ?? 0),
      whole,
    );
    for (const [j, [code]] of codes.entries()) counts.set(truthKey(id, { [list]: code }), tally[j]!);
  }
  if (lists.length !== 2 || whole > MOST_DRAWN) return;
  const [a, b] = [lists[0]!, lists[1]!];
  const drawn = Map.groupBy(cases, ([first, second]) => `${first} ${second}`);
  for (const [first] of a.codes)
    for (const [second] of b.codes)
      counts.set(
        truthKey(id, { [a.list]: first, [b.list]: second }),
        drawn.get(`${first} ${second}`)?.length ?? 0,
      );
}

/** So many cases are drawn one by one; larger wholes divide as these do. */
const MOST_DRAWN = 2_000;

function spread(drawn: readonly number[], whole: number): number[] {
  const sum = drawn.reduce((all, one) => all + one, 0);
  if (sum === whole || sum === 0) return [...drawn];
  const scaled = drawn.map((one) => Math.floor((one / sum) * whole));
  scaled[0]! += whole - scaled.reduce((all, one) => all + one, 0);
  return scaled;
}

/** A force that answers both gives no fewer referrals than reports, and no fewer files than image reports. */
function keepPossible(counts: Map<string, number>): void {
  const referrals = counts.get(truthKey('referrals-received'));
  const parts = ['image-reports', 'exploitation-reports', 'transnational-reports'].map(
    (id) => counts.get(truthKey(id)) ?? 0,
  );
  const least = Math.max(...parts);
  if (referrals !== undefined && referrals < least) counts.set(truthKey('referrals-received'), least);
  const files = counts.get(truthKey('image-files'));
  const reports = counts.get(truthKey('image-reports')) ?? 0;
  if (files === undefined || files >= reports) return;
  counts.set(truthKey('image-files'), reports);
  const level = truthKey('image-files', { 'sap-level': '1' });
  counts.set(level, (counts.get(level) ?? 0) + reports - files);
}
