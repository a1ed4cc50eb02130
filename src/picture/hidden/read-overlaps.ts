import { ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { FEWEST_LISTS, knownIn, type ListOverlaps, MOST_LISTS } from './list-overlaps.ts';

/** The last column. */
const COUNT = 'count';
const UNREADABLE = 'picture.unreadable-table';

/** Each resample draws so many. Chosen: the published tables hold thousands; more would take hours. */
const MOST_KNOWN = 1_000_000;

/**
 * A table with a column of 0 and 1 for each list, and `count`: how many are on exactly the lists marked 1. What is not
 * in the table was not found. Throws `picture.unreadable-table`.
 */
export function readOverlaps(raw: Buffer): ListOverlaps {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(rows, [COUNT], UNREADABLE);
  const lists = Object.keys(rows[0]!.cells).filter((name) => name !== COUNT);
  if (lists.length < FEWEST_LISTS || lists.length > MOST_LISTS)
    ensureNoFaults([{ reason: `there must be ${FEWEST_LISTS} to ${MOST_LISTS} lists`, line: 1 }], UNREADABLE);
  const faults: Fault[] = [];
  const counts = new Float64Array(2 ** lists.length);
  for (const { cells, line } of rows) {
    const set = lists.reduce((mask, list, i) => mask | (readBit(cells[list]!, list, line, faults) << i), 0);
    const count = Number(cells[COUNT]);
    if (!/^\d{1,9}$/.test(cells[COUNT]!)) faults.push({ path: COUNT, reason: 'it is no whole number', line });
    else if (set === 0) faults.push({ reason: 'those on no list are what is asked for', line });
    else counts[set]! += count;
  }
  ensureNoFaults(faults, UNREADABLE);
  const known = knownIn({ lists, counts });
  if (known === 0) ensureNoFaults([{ path: COUNT, reason: 'nobody is on any list' }], UNREADABLE);
  if (known > MOST_KNOWN)
    ensureNoFaults(
      [{ path: COUNT, reason: `more than ${MOST_KNOWN} in all cannot be drawn again` }],
      UNREADABLE,
    );
  return { lists, counts };
}

function readBit(cell: string, path: string, line: number, faults: Fault[]): number {
  if (cell !== '0' && cell !== '1') faults.push({ path, reason: 'it is neither 0 nor 1', line });
  return cell === '1' ? 1 : 0;
}
