import { roundToFive } from '../protect/perturb.ts';
import {
  type FedPair,
  feeds,
  findFeeding,
  type ListedUnits,
  listsReached,
  type ReceiptTie,
  tiesByReceipt,
} from './feeding.ts';
import type { ListName } from './hidden-question.ts';
import type { CollapsedLists, GatheredLists } from './hidden-run.ts';

export type OverlapTable = Pick<GatheredLists, 'lists' | 'counts' | 'declared' | 'pairs' | 'collapsed'>;

/** Counts people by the lists that they are on, after lists that feed one another became one. Pure; nobody is in the answer. */
export function overlapUnits(
  units: ListedUnits,
  declared: readonly ListName[],
  ties: readonly ReceiptTie[],
): OverlapTable {
  const pairs = findFeeding(units, declared, ties);
  const groups = groupsOf(declared, pairs.filter(feeds));
  const placeOf = new Map(groups.flatMap((group, place) => group.map((list) => [list, place] as const)));
  const tied = tiesByReceipt(ties);
  const counts = new Array<number>(2 ** groups.length).fill(0);
  for (const receipts of units) {
    const mask = [...listsReached(receipts, tied)].reduce((set, list) => set | (1 << placeOf.get(list)!), 0);
    counts[mask]! += 1;
  }
  return {
    lists: groups.map((group) => group.join(' + ')),
    counts,
    declared: declared.map((name) => ({
      name,
      units: units.filter((receipts) => receipts.some(({ list }) => list === name)).length,
    })),
    pairs,
    collapsed: groups
      .filter(({ length }) => length > 1)
      .map((lists): CollapsedLists => ({ lists, because: becauseOf(lists, pairs.filter(feeds)) })),
  };
}

/** Lists that feed one another, by way of others too. In the order in which they were declared. */
function groupsOf(declared: readonly ListName[], fed: readonly FedPair[]): ListName[][] {
  let groups = declared.map((list): ListName[] => [list]);
  for (const { lists } of fed) {
    const meeting = groups.filter((group) => lists.some((list) => group.includes(list)));
    if (meeting.length < 2) continue;
    const merged = declared.filter((list) => meeting.some((group) => group.includes(list)));
    groups = groups.flatMap((group) =>
      group === meeting[0] ? [merged] : meeting.includes(group) ? [] : [group],
    );
  }
  return groups;
}

const SIGN_WORDS = {
  relayed: 'a clearing house relayed what a platform had reported here too',
  folded: 'both receipts were found to be one report',
  reference: 'both receipts carry the same reference',
  content: 'the same files or stated facts came within an hour',
} as const;

/** In English, as an edition prints it. Numbers below five are not told, and others rounded. */
function becauseOf(lists: readonly ListName[], fed: readonly FedPair[]): string {
  return fed
    .filter((pair) => pair.lists.every((list) => lists.includes(list)))
    .map(({ lists: [one, other], both, fed: count, signs }) => {
      const why = (Object.keys(signs) as (keyof typeof signs)[]).map((sign) => SIGN_WORDS[sign]).join('; ');
      return `${one} and ${other} feed one another: of those on both, ${shownCount(count)} of ${shownCount(both)} are there by one report that came two ways (${why}).`;
    })
    .join(' ');
}

/** What is told of a count of people: none below five, and others to the nearest five, so that no difference is exact. */
export function shownCount(count: number): string {
  return count > 0 && count < 5 ? 'fewer than 5' : String(roundToFive(count));
}
