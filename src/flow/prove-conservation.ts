import { recordedIds, recordedStandings, type Standing } from '../ledger/index.ts';
import { currentIds, currentStandings, STATES, type State } from '../referral/index.ts';
import type { Db, Store } from '../shared/db.ts';

/** One source and UTC day: what was received, and where it stands. `received` comes from the ledger, the states from the records. */
export type ConservationLine = {
  source: string;
  day: string;
  received: number;
  states: Partial<Record<State, number>>;
  holds: boolean;
};

/** A receipt on which ledger and records disagree; null: unknown to that side. */
export type Discrepancy = { id: string; recorded: string | null; current: string | null };

export type ConservationReport = {
  holds: boolean;
  received: number;
  states: Record<State, number>;
  lines: ConservationLine[];
  /** The first hundred receipts that are amiss. */
  discrepancies: Discrepancy[];
};

const DISCREPANCIES_SHOWN = 100;

/** Proves that nothing disappeared: every receipt the ledger knows is in exactly the state its recorded moves led to. */
export async function proveConservation(store: Store): Promise<ConservationReport> {
  // One snapshot for both sides: a receipt that commits in between must not look lost.
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const lines = compareStandings(await recordedStandings(tx), await currentStandings(tx));
      const amiss = lines.filter((line) => !line.holds);
      return {
        ...sumLines(lines),
        lines,
        holds: amiss.length === 0,
        discrepancies: await findDiscrepancies(tx, amiss),
      };
    });
}

/** Pure: one line for each source and day that either side knows. */
export function compareStandings(
  recorded: readonly Standing[],
  current: readonly Standing[],
): ConservationLine[] {
  const keys = new Set([...recorded, ...current].map(({ source, day }) => JSON.stringify([source, day])));
  return [...keys].sort().map((key) => {
    const [source, day] = JSON.parse(key) as [string, string];
    const ofDay = (side: readonly Standing[]) =>
      side.filter((line) => line.source === source && line.day === day);
    return conservationLine({ source, day }, ofDay(recorded), ofDay(current));
  });
}

function conservationLine(
  at: { source: string; day: string },
  recorded: Standing[],
  current: Standing[],
): ConservationLine {
  const fingerprint = (side: Standing[]) =>
    side
      .map((line) => `${line.state}:${line.count}:${line.checksum}`)
      .sort()
      .join();
  return {
    ...at,
    received: recorded.reduce((sum, line) => sum + line.count, 0),
    states: Object.fromEntries(current.map((line) => [line.state, line.count])),
    holds: fingerprint(recorded) === fingerprint(current),
  };
}

function sumLines(lines: readonly ConservationLine[]): Pick<ConservationReport, 'received' | 'states'> {
  const states = Object.fromEntries(
    (Object.keys(STATES) as State[]).map((state) => [
      state,
      lines.reduce((sum, line) => sum + (line.states[state] ?? 0), 0),
    ]),
  ) as Record<State, number>;
  return { received: lines.reduce((sum, line) => sum + line.received, 0), states };
}

async function findDiscrepancies(db: Db, amiss: readonly ConservationLine[]): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (const line of amiss) {
    const recorded = new Map((await recordedIds(db, line)).map(({ id, state }) => [id, state]));
    const current = new Map((await currentIds(db, line)).map(({ id, state }) => [id, state]));
    for (const id of new Set([...recorded.keys(), ...current.keys()])) {
      const pair = { recorded: recorded.get(id) ?? null, current: current.get(id) ?? null };
      if (pair.recorded !== pair.current) found.push({ id, ...pair });
      if (found.length === DISCREPANCIES_SHOWN) return found;
    }
  }
  return found;
}
