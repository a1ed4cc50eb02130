import { type Entry, PURPOSES } from '../../ledger/index.ts';
import { STATES } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';

/** One line of a referral's history, out of the ledger: who did what, when and why; nothing personal about anybody referred. */
export type HistoryLine = { at: string; who: string; what: string; why: string };

export type History = { acts: HistoryLine[]; looks: HistoryLine[]; more: boolean };

type Names = { people: ReadonlyMap<string, string>; sources: ReadonlyMap<string, string> };

/** As many entries as are read: the ledger holds the rest. */
export const MOST_ENTRIES = 200;

/** What was done, apart from what was only looked at, each the latest first. */
export function historyOf(entries: readonly Entry[], names: Names, reader: Reader): History {
  const lines = (some: readonly Entry[]) => some.map((entry) => lineOf(entry, names, reader));
  return {
    acts: lines(entries.filter(({ verb }) => verb !== 'consulted')),
    looks: lines(entries.filter(({ verb }) => verb === 'consulted')),
    more: entries.length >= MOST_ENTRIES,
  };
}

/** Ids of the people whom entries name as their actors. */
export function actorsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ actor }) => (actor.startsWith('person:') ? actor.slice('person:'.length) : []));
}

function lineOf(entry: Entry, names: Names, reader: Reader): HistoryLine {
  return {
    at: reader.time(entry.at),
    who: whoOf(entry.actor, names, reader),
    what: whatOf(entry, reader),
    why: reader.term(PURPOSES, entry.purpose),
  };
}

function whoOf(actor: string, { people, sources }: Names, { words }: Reader): string {
  const [kind, id = ''] = actor.split(':', 2);
  if (kind === 'person') return people.get(id) ?? words.service.unknown;
  return kind === 'source' ? (sources.get(id) ?? id) : words.history.system;
}

function whatOf({ action, detail }: Entry, { words, term }: Reader): string {
  const { history } = words;
  if (action === 'move') {
    const [from, to] = [String(detail['from']), String(detail['to'])];
    return from === to ? term(STATES, to) : history.moved(term(STATES, from), term(STATES, to));
  }
  return (history.actions as Record<string, string>)[action] ?? action;
}
