import type { SubjectKind } from './decision.ts';
import type { Memo, Scale } from './weigh.ts';

/** Pairs, accounts and streams whose last inputs are remembered. Chosen: those that are busy, in some fifty megabytes. */
const MOST = 50_000;

/** What was weighed last, of the subjects that were weighed lately. It saves time and changes no answer: it is not saved. */
export type MemoTable = { of(kind: SubjectKind, id: string): Memo };

export function newMemoTable(scales: Record<SubjectKind, Scale>): MemoTable {
  const tables = {
    pair: new Map<string, Memo>(),
    account: new Map<string, Memo>(),
    stream: new Map<string, Memo>(),
  };
  return {
    of(kind, id) {
      const table = tables[kind];
      const known = table.get(id);
      if (known) return known;
      // All at once: finding the oldest key of a map costs as much as all that were deleted before it.
      if (table.size >= MOST) table.clear();
      const made = scales[kind].newMemo();
      table.set(id, made);
      return made;
    },
  };
}
