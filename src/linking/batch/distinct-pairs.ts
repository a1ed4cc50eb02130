import { inSharedMemory } from '../../shared/number-arrays.ts';
import type { RowGroups } from './row-groups.ts';
import type { RowTables } from './table-rows.ts';

/** Pairs of rows, each once, `from` before `to`, in the order of their rows; in memory that threads share. */
export type CandidatePairs = { from: Uint32Array; to: Uint32Array };

type Rows = Pick<RowTables, 'rows' | 'mode' | 'firstOfB'>;

/** Every pair that some group offers, once: row by row its partners are gathered, sorted, and doubles passed over. */
export function distinctPairs(all: readonly RowGroups[], tables: Rows): CandidatePairs {
  const starts = new Uint32Array(tables.rows + 1);
  forEachRow(all, tables, (row, members, first) => {
    starts[row + 1]! += members.length - first;
  });
  for (let row = 0; row < tables.rows; row += 1) starts[row + 1]! += starts[row]!;
  const partners = new Uint32Array(starts[tables.rows]!);
  const next = starts.slice();
  forEachRow(all, tables, (row, members, first) => {
    let at = next[row]!;
    for (let i = first; i < members.length; i += 1) {
      partners[at] = members[i]!;
      at += 1;
    }
    next[row] = at;
  });
  return keepEachOnce(starts, partners);
}

/** Tells for each row of each group from which member on its partners stand: later rows, or those of the second table. */
function forEachRow(
  all: readonly RowGroups[],
  { mode, firstOfB }: Rows,
  tell: (row: number, members: Uint32Array, first: number) => void,
): void {
  for (const { starts, members } of all)
    for (let g = 0; g + 1 < starts.length; g += 1) {
      const rows = members.subarray(starts[g], starts[g + 1]);
      const ofFirst = mode === 'link' ? rows.findIndex((row) => row >= firstOfB) : rows.length;
      for (let i = 0; i < ofFirst; i += 1) tell(rows[i]!, rows, mode === 'link' ? ofFirst : i + 1);
    }
}

/** `partners` of row r from `starts[r]` to `starts[r + 1]`. */
function keepEachOnce(starts: Uint32Array, partners: Uint32Array): CandidatePairs {
  const from = new Uint32Array(partners.length);
  let kept = 0;
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const end = starts[row + 1]!;
    sortPart(partners, starts[row]!, end);
    let last = -1;
    for (let at = starts[row]!; at < end; at += 1) {
      if (partners[at] === last) continue;
      last = partners[at]!;
      from[kept] = row;
      partners[kept] = last;
      kept += 1;
    }
  }
  return { from: inSharedMemory(from.subarray(0, kept)), to: inSharedMemory(partners.subarray(0, kept)) };
}

/** Chosen: up to so many moving each to its place is faster than the sort that suits many. */
const FEW = 32;

function sortPart(numbers: Uint32Array, start: number, end: number): void {
  if (end - start > FEW) {
    numbers.subarray(start, end).sort();
    return;
  }
  for (let i = start + 1; i < end; i += 1) {
    const number = numbers[i]!;
    let at = i;
    for (; at > start && numbers[at - 1]! > number; at -= 1) numbers[at] = numbers[at - 1]!;
    numbers[at] = number;
  }
}
