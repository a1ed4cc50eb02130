import { labelKey, textKey } from './label-key.ts';
import type { MappedLabel, Mapping, Meaning } from './mapping.ts';
import type { MatchedTable } from './match-table.ts';
import type { ReadingChange } from './reading.ts';
import { cellName } from './sheet.ts';
import type { FoundLabel, FoundTable } from './tables/found-table.ts';

/** How a file differs from the one that a mapping was made for. */
export function changesSince(
  mapping: Mapping,
  found: readonly FoundTable[],
  { matched, year }: { matched: readonly MatchedTable[]; year: number | undefined },
): ReadingChange[] {
  const lost = mapping.tables.filter((table) => !matched.some(({ mapped }) => mapped === table));
  const fresh = found.filter((table) => !matched.some((one) => one.found === table));
  const years = { made: mapping.year, now: year ?? mapping.year };
  return [
    ...lost.map(({ sheet, caption }) => ({ what: 'sheet-missing' as const, sheet, label: caption || sheet })),
    ...fresh.map(({ sheet, captions }) => ({
      what: 'sheet-new' as const,
      sheet: sheet.name,
      label: captions.at(-1)?.text ?? sheet.name,
    })),
    ...matched.flatMap(({ mapped, found: table }) => [
      ...(textKey(mapped.sheet, years.made) === textKey(table.sheet.name, years.now)
        ? []
        : [{ what: 'sheet-renamed' as const, sheet: table.sheet.name, label: mapped.sheet }]),
      ...(table.isCases ? [] : labelChanges('row', { before: mapped.rows, after: table.rows, table, years })),
      ...labelChanges('column', { before: mapped.columns, after: table.columns, table, years }),
    ]),
  ];
}

/** Nobody misses a column of remarks. */
function isNote(means: Meaning): boolean {
  return means.is === 'left-out' && means.because === 'note';
}

type Compared = {
  before: readonly MappedLabel[];
  after: readonly FoundLabel[];
  table: FoundTable;
  years: { made: number | undefined; now: number | undefined };
};

function labelChanges(of: 'row' | 'column', { before, after, table, years }: Compared): ReadingChange[] {
  const known = before.map(({ label }) => labelKey(label, years.made));
  const now = after.map(({ path }) => labelKey(path, years.now));
  const [wasThere, isThere] = [new Set(known), new Set(now)];
  const sheet = table.sheet.name;
  const kept = now.filter((key) => wasThere.has(key));
  const isMoved = known.filter((key) => isThere.has(key)).join('|') !== kept.join('|');
  return [
    ...before
      .filter(({ means }, i) => !isThere.has(known[i]!) && !isNote(means))
      .map(({ label }) => ({ what: `${of}-missing` as const, sheet, label: label.join(' › ') })),
    ...after
      .filter((_, i) => !wasThere.has(now[i]!))
      .map((label) => ({
        what: `${of}-new` as const,
        sheet,
        label: label.path.join(' › '),
        cell: cellName(Math.max(0, label.row), label.column),
      })),
    ...(isMoved ? [{ what: 'moved' as const, sheet, label: of === 'row' ? 'rows' : 'columns' }] : []),
  ];
}
