import type { ListName } from './hidden-question.ts';

// Lists that feed one another are not independent: whoever is on the one is on the other because of it. Told from where
// each receipt came from, and never from how the lists overlap, which is what is to be explained.

/** What shows that two receipts are one report that came two ways. */
export const FEED_SIGNS = {
  relayed: { label: 'A clearing house relayed what a platform had reported here too' },
  folded: { label: 'Both were found to be one report, and folded' },
  reference: { label: 'Both carry the same reference' },
  content: { label: 'The same files or the same stated facts, within an hour' },
} as const;
export type FeedSign = keyof typeof FEED_SIGNS;

/** One receipt that names a person. `at`: when it was received, milliseconds. */
export type ListedReceipt = { id: string; list: ListName; at: number };
export type ReceiptTie = { one: string; other: string; sign: FeedSign };

/** Everybody who is counted, with the receipts that name them; one receipt may name several. */
export type ListedUnits = readonly (readonly ListedReceipt[])[];

/** Two lists that hold people in common. `fed`: of these, how many are on both only by reports that came both ways; `signs`: what showed it. */
export type FedPair = {
  lists: readonly [ListName, ListName];
  both: number;
  fed: number;
  signs: Partial<Record<FeedSign, number>>;
};

/**
 * Two lists feed one another from this share on of those on both. Chosen: below one in twenty, to make two lists one
 * costs more than it mends; reports that came two ways then count for the list that they reached first.
 */
const FEEDS_FROM = 0.05;

export function feeds({ both, fed }: FedPair): boolean {
  return fed > 0 && fed >= FEEDS_FROM * both;
}

/** Pure. Pairs in the order of the lists; those without anybody in common are left out. */
export function findFeeding(
  units: ListedUnits,
  lists: readonly ListName[],
  ties: readonly ReceiptTie[],
): FedPair[] {
  const tied = tiesByReceipt(ties);
  const pairs = new Map<string, FedPair>();
  for (const receipts of units) {
    const reports = reportsOf(receipts, tied);
    for (const [one, other] of pairsIn(receipts, lists)) {
      const key = `${one} ${other}`;
      const pair = pairs.get(key) ?? { lists: [one, other], both: 0, fed: 0, signs: {} };
      const isFed = !isIndependent(reports, one, other);
      const signs = isFed ? withSigns(pair.signs, receipts, tied) : pair.signs;
      pairs.set(key, { ...pair, both: pair.both + 1, fed: pair.fed + Number(isFed), signs });
    }
  }
  const place = ({ lists: [one, other] }: FedPair) =>
    lists.indexOf(one) * lists.length + lists.indexOf(other);
  return [...pairs.values()].sort((a, b) => place(a) - place(b));
}

/** The lists through which somebody came to notice independently: each report counts for the list that it reached first. */
export function listsReached(
  receipts: readonly ListedReceipt[],
  tied: ReadonlyMap<string, readonly ReceiptTie[]>,
): Set<ListName> {
  return new Set(reportsOf(receipts, tied).map((report) => firstOf(report).list));
}

function firstOf(report: readonly ListedReceipt[]): ListedReceipt {
  return report.reduce((first, one) => (isEarlier(one, first) ? one : first));
}

function isEarlier(one: ListedReceipt, other: ListedReceipt): boolean {
  return one.at < other.at || (one.at === other.at && one.id < other.id);
}

export function tiesByReceipt(ties: readonly ReceiptTie[]): Map<string, ReceiptTie[]> {
  const found = new Map<string, ReceiptTie[]>();
  for (const tie of ties)
    for (const id of [tie.one, tie.other]) {
      const known = found.get(id);
      if (known) known.push(tie);
      else found.set(id, [tie]);
    }
  return found;
}

/** Receipts that are one report stand together. */
function reportsOf(
  receipts: readonly ListedReceipt[],
  tied: ReadonlyMap<string, readonly ReceiptTie[]>,
): ListedReceipt[][] {
  const left = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  const reports: ListedReceipt[][] = [];
  for (const first of receipts) {
    if (!left.delete(first.id)) continue;
    const report = [first];
    for (const { id } of report)
      for (const { one, other } of tied.get(id) ?? []) {
        const next = left.get(one === id ? other : one);
        if (next && left.delete(next.id)) report.push(next);
      }
    reports.push(report);
  }
  return reports;
}

function pairsIn(
  receipts: readonly ListedReceipt[],
  lists: readonly ListName[],
): (readonly [ListName, ListName])[] {
  const own = lists.filter((list) => receipts.some((receipt) => receipt.list === list));
  return own.flatMap((one, i) => own.slice(i + 1).map((other) => [one, other] as const));
}

/**
 * Whether different reports put somebody on the two lists, each counted for the one that it reached first. Where every one
 * came both ways, the order in which their copies arrived says nothing: then the one list only passes on what the other holds.
 */
function isIndependent(reports: readonly ListedReceipt[][], one: ListName, other: ListName): boolean {
  const own = reports
    .map((report) => report.filter(({ list }) => list === one || list === other))
    .filter(({ length }) => length > 0);
  const reached = new Set(own.map((report) => firstOf(report).list));
  const cameBothWays = (report: readonly ListedReceipt[]) =>
    report.some(({ list }) => list === one) && report.some(({ list }) => list === other);
  return reached.size > 1 && !own.every(cameBothWays);
}

function withSigns(
  signs: FedPair['signs'],
  receipts: readonly ListedReceipt[],
  tied: ReadonlyMap<string, readonly ReceiptTie[]>,
): FedPair['signs'] {
  const own = new Set(receipts.map(({ id }) => id));
  const seen = receipts
    .flatMap(({ id }) => tied.get(id) ?? [])
    .filter(({ one, other }) => own.has(one) && own.has(other))
    .map(({ sign }) => sign);
  const counted = { ...signs };
  for (const sign of new Set(seen)) counted[sign] = (counted[sign] ?? 0) + 1;
  return counted;
}
