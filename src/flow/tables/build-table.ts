import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  BUILDER_MOVES,
  cellsOfTable,
  conditionOf,
  countableIndicators,
  daysOf,
  type Figures,
  INDICATORS,
  MOST_BREAKDOWNS,
  type MovedCell,
  moveTable,
  TABLE_BREAKDOWNS,
  type TableQuestion,
  tableKey,
} from '../../picture/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { labelsOf } from './table-labels.ts';

export type BuiltTable = {
  asked: TableQuestion;
  title: string;
  definition: string;
  version: number;
  days: Period;
  /** Labels in English, of codes as they stand in `cells`. */
  dimensions: { label: string; values: { code: string; label: string }[] }[];
  /** Moved; a label is null where its column is added up. */
  cells: readonly MovedCell[];
  /** At most so far, and with this variance, each count is moved. */
  moved: { furthest: number; variance: number };
  computedAt: string;
};

/** Chosen: what a person can look through, and a page can show without a script. */
const MOST_CELLS = 2_000;

/**
 * Counts records by up to three columns, each count moved a little by who is in it. Exact counts do not leave this function,
 * whatever the reader may see elsewhere. Throws `picture.invalid-table`, `picture.period-not-over`.
 */
export async function buildTable(
  { store, figures }: { store: Store; figures: Figures },
  actor: Actor,
  asked: TableQuestion,
): Promise<BuiltTable> {
  ensureMay(actor, 'build-tables');
  ensureCanBeCounted(asked);
  const now = store.clock.now();
  const covered = await figures.coverage();
  const days = covered && daysOf(asked.period, covered, now.toISOString().slice(0, 10));
  if (!days) throw new Problem('picture.period-not-over');
  const exact = await figures.keyedCells({
    columns: asked.by.map((by) => TABLE_BREAKDOWNS[by].column),
    condition: conditionOf(asked.count)!,
    period: days,
    asOf: now,
  });
  // Before they are laid out: three long columns cross to millions.
  if (cellsOfTable(exact, asked.by.length) > MOST_CELLS)
    throw new Problem('picture.invalid-table', { detail: `it has more than ${MOST_CELLS} cells` });
  const cells = moveTable(exact, asked.by.length, await tableKey(store));
  await inTransaction(store, (tx) =>
    record(tx, [
      {
        verb: 'consulted',
        action: 'build-table',
        actor: actorRef(actor),
        purpose: 'statistics',
        subjects: [],
        detail: { count: asked.count, by: asked.by, period: asked.period },
      },
    ]),
  );
  const { title, definition, version } = INDICATORS[asked.count];
  const dimensions = await Promise.all(asked.by.map((_, i) => dimensionOf(store, asked, cells, i)));
  return {
    asked,
    title,
    definition,
    version,
    days,
    dimensions,
    cells,
    moved: BUILDER_MOVES,
    computedAt: now.toISOString(),
  };
}

function ensureCanBeCounted({ count, by }: TableQuestion): void {
  const isOnce = new Set(by).size === by.length;
  if (!countableIndicators().includes(count) || by.length === 0 || by.length > MOST_BREAKDOWNS || !isOnce)
    throw new Problem('picture.invalid-table', {
      detail: `it counts records by one to ${MOST_BREAKDOWNS} different breakdowns`,
    });
}

async function dimensionOf(
  { db }: Store,
  { by }: TableQuestion,
  cells: readonly MovedCell[],
  place: number,
): Promise<BuiltTable['dimensions'][number]> {
  const breakdown = by[place]!;
  const label = await labelsOf(db, breakdown);
  const codes = [...new Set(cells.map(({ labels }) => labels[place]!))].filter((code) => code !== null);
  return {
    label: TABLE_BREAKDOWNS[breakdown].label,
    values: codes.map((code) => ({ code, label: label(code) })),
  };
}
