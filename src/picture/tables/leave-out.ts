import { Attacker } from '../protect/attacker.ts';
import { type JoinedEditions, joinEditions, type PublishedTable } from '../protect/join-editions.ts';
import { type JoinedTables, joinTables, type LinkedTable, type SaidEarlier } from '../protect/join-tables.ts';
import { linkPrinted, type PrintedBeside } from '../protect/printed-beside.ts';
import { suppress } from '../protect/suppress.ts';
import type { Table } from '../protect/table.ts';
import { loadSolver } from '../solver.ts';

/** Counts below it are left out. Source: the disclosure rules of the picture's design, 2026-11: 1 to 4 are. */
const SMALLEST_SHOWN = 5;
/** By how much the bounds of what is left out must lie apart. Chosen: 1 to 4 cannot be told from one another. */
const LEAST_WIDTH = 3;

/** `meanings`: of each cell of the table, or none where nothing else counts the same. */
export type TableInQuestion = {
  table: Table;
  earlier: readonly PublishedTable[];
  meanings: readonly string[];
};

/** Places of cells: small counts, others for their sake, and those for the sake of earlier editions alone. */
export type LeftOut = { small: number[]; others: number[]; kept: number[] };
/** `told`: labels of the cells that this table would give away beside the others. */
export type Unprotected = { told: (readonly string[])[] };

/** What readers may hold already. `said`: by all tables; `beside`: tables that are not printed anew. */
export type Printed = { said: SaidEarlier; beside: readonly PrintedBeside[] };

/** `seconds`: of solving; what is found by then is protected, perhaps by more cells than it takes. */
export type LeaveOutAsked = Printed & { tables: readonly TableInQuestion[]; seconds: number };

/** Which cells of each table to leave out, so that no small count is told by all of them and all earlier editions together. */
export async function leaveOut({
  tables,
  said,
  beside,
  seconds,
}: LeaveOutAsked): Promise<(LeftOut | Unprotected)[]> {
  const editions = tables.map(({ table, earlier }) => joinEditions(table, earlier));
  const found: (LeftOut | Unprotected)[] = tables.map(() => ({ told: [] }));
  let together = [...tables.keys()];
  // Without a table that cannot be protected the others may well be.
  while (together.length > 0) {
    const newest = together.map((i) => ({ joined: editions[i]!, meanings: tables[i]!.meanings }));
    const linked = [...newest, ...(await printedBeside(newest, beside))];
    const joined = joinTables(linked, said);
    const hidden = await widthsOf(joined, linked);
    const { primary, secondary, disclosed } = await suppress(joined.table, {
      smallest: SMALLEST_SHOWN,
      leastWidth: LEAST_WIDTH,
      known: joined.known,
      hidden,
      seconds,
      onProgress: () => undefined,
    });
    // What an earlier edition showed as it is now is told by that edition, not by this one.
    const told = new Set(disclosed.filter((cell) => !joined.known.has(cell)));
    const tellers = together.filter((_, i) => joined.places[i]!.some((place) => told.has(place)));
    if (told.size === 0) {
      const left = { primary: new Set(primary), secondary: new Set(secondary), kept: joined.hidden };
      for (const [i, table] of together.entries())
        found[table] = inTable(tables[table]!.table.cells.length, joined.places[i]!, left);
      return found;
    }
    // One at a time, the last one first: its neighbours may need it gone and no more. What is told may stand in a table
    // printed earlier alone.
    const dropped = tellers.at(-1) ?? together.at(-1)!;
    const places = joined.places[together.indexOf(dropped)]!;
    found[dropped] = {
      told: [...new Set(places.filter((place) => told.has(place)))].map(
        (place) => joined.table.cells[place]!.labels,
      ),
    };
    together = together.filter((one) => one !== dropped);
  }
  return found;
}

async function printedBeside(
  newest: readonly LinkedTable[],
  beside: readonly PrintedBeside[],
): Promise<LinkedTable[]> {
  const highs = await loadSolver();
  const counts = new Map(
    newest.flatMap(({ joined, meanings }) =>
      meanings.flatMap((meaning, cell) =>
        meaning === undefined ? [] : [[meaning, joined.table.cells[cell]!.count] as const],
      ),
    ),
  );
  return beside.flatMap((printed) => linkPrinted(highs, printed, counts) ?? []);
}

type Left = { primary: ReadonlySet<number>; secondary: ReadonlySet<number>; kept: ReadonlySet<number> };

function inTable(size: number, places: readonly number[], { primary, secondary, kept }: Left): LeftOut {
  const own = places.slice(0, size);
  const at = (isOne: (place: number) => boolean) => [...own.keys()].filter((cell) => isOne(own[cell]!));
  return {
    small: at((place) => primary.has(place)),
    others: at((place) => secondary.has(place) && !kept.has(place) && !primary.has(place)),
    kept: at((place) => kept.has(place) && !primary.has(place)),
  };
}

/** What an edition left out stays as hard to tell as it was in that edition alone, or as a small count has to be. */
async function widthsOf(
  { hidden, places }: JoinedTables,
  linked: readonly { joined: JoinedEditions }[],
): Promise<Map<number, number>> {
  const widths = new Map<number, number>();
  const highs = await loadSolver();
  for (const [i, { joined }] of linked.entries())
    for (const edition of joined.alone) {
      const attacker = new Attacker(highs, edition.table);
      for (const cell of edition.hidden) {
        const place = places[i]![edition.places[cell]!]!;
        if (!hidden.has(place)) continue;
        const { low, high } = attacker.boundsOf(cell, edition.hidden);
        widths.set(place, Math.min(widths.get(place) ?? LEAST_WIDTH, Math.floor(high - low)));
      }
    }
  // What only keeps its label is another count now: it is left out, and told by nothing that an edition printed.
  for (const cell of hidden) if (!widths.has(cell)) widths.set(cell, 0);
  return widths;
}
