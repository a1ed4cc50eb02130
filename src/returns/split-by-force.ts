import { forceNamed } from './forces/force-names.ts';
import { cellName, type Sheet, textAt } from './sheet.ts';

// One table of many forces is read as many returns: each force's rows (or columns) with everybody's headings, every cell
// where it was, so that a figure still names its cell.

/** `around`: the sheets as they would be without a force's name in them: what a mapping is proposed from. */
export type SplitReturn = {
  parts: ReadonlyMap<string, Sheet[]>;
  /** Cells among the forces' names that name none. */
  unknown: { sheet: string; cell: string }[];
};

/** What stands where a force's name stood: its line is the whole of that force. */
const WHOLE = 'Total';
/** So many different forces in one column or row make a table of forces. Chosen: two may be a force and its neighbour. */
const FEWEST_FORCES = 3;

type Axis = { along: 'rows' | 'columns'; at: number; first: number; last: number };

/** Null where no sheet holds a column or row of forces' names. */
export function splitByForce(sheets: readonly Sheet[]): SplitReturn | null {
  const axes = sheets.map(axisOf);
  if (axes.every((axis) => axis === null)) return null;
  const forces = new Set<string>();
  const unknown: SplitReturn['unknown'] = [];
  sheets.forEach((sheet, i) => {
    const axis = axes[i];
    if (!axis) return;
    for (let line = axis.first; line < endOf(sheet, axis); line += 1) {
      const name = nameAt(sheet, axis, line);
      const force = forceNamed(name);
      if (force) forces.add(force);
      else if (name !== '' && !isSum(name) && hasCount(sheet, axis, line))
        unknown.push({ sheet: sheet.name, cell: placeOf(axis, line) });
    }
  });
  const parts = new Map(
    [...forces].map((force) => [
      force,
      sheets.map((sheet, i) => (axes[i] ? partOf(sheet, axes[i], force) : { ...sheet, rows: [] })),
    ]),
  );
  return { parts, unknown };
}

/** Names may go on below the last that is known. */
function endOf(sheet: Sheet, { along, at }: Axis): number {
  return along === 'rows' ? sheet.rows.length : (sheet.rows[at]?.length ?? 0);
}

function isSum(name: string): boolean {
  return /^(all|every|grand|national|england|total|sum|uk\b|united)/i.test(name);
}

function hasCount(sheet: Sheet, { along, at }: Axis, line: number): boolean {
  const cells =
    along === 'rows' ? (sheet.rows[line] ?? []) : sheet.rows.map((_, row) => textAt(sheet, row, line));
  return cells.some((text, i) => i !== at && /^[\d,. ]*\d$/.test(text));
}

function placeOf({ along, at }: Axis, line: number): string {
  return along === 'rows' ? cellName(line, at) : cellName(at, line);
}

function nameAt(sheet: Sheet, { along, at }: Axis, line: number): string {
  return along === 'rows' ? textAt(sheet, line, at) : textAt(sheet, at, line);
}

/** Headings stand in the first lines of a sheet: forces in columns are looked for there only. */
const HEADING_LINES = 30;

/** The column that names most forces, else the row. */
function axisOf(sheet: Sheet): Axis | null {
  const width = sheet.rows.slice(0, HEADING_LINES).reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, at) =>
    namesIn(sheet.rows.map((row) => row[at] ?? '')),
  ).map((found, at) => ({ along: 'rows' as const, at, ...found }));
  const rows = sheet.rows
    .slice(0, HEADING_LINES)
    .map((row, at) => ({ along: 'columns' as const, at, ...namesIn(row) }));
  const best = [...columns, ...rows].sort((a, b) => b.count - a.count)[0];
  return best && best.count >= FEWEST_FORCES ? best : null;
}

function namesIn(texts: readonly string[]): { count: number; first: number; last: number } {
  const known = new Map<string, boolean>();
  const forces = new Set<string>();
  let [first, last] = [-1, -1];
  texts.forEach((text, i) => {
    if (!known.has(text)) known.set(text, text !== '' && forceNamed(text) !== null);
    if (!known.get(text)) return;
    forces.add(text);
    if (first < 0) first = i;
    last = i;
  });
  return { count: forces.size, first, last };
}

function partOf(sheet: Sheet, axis: Axis, force: string): Sheet {
  const isOwn = (line: number) => forceNamed(nameAt(sheet, axis, line)) === force;
  const isOthers = (line: number) => line >= axis.first && line <= axis.last && !isOwn(line);
  if (axis.along === 'rows')
    return {
      ...sheet,
      rows: sheet.rows.flatMap((row, line) => {
        // What stands under the forces is of all of them: a sum, a note.
        if (line > axis.last) return [];
        if (isOthers(line)) return [[]];
        return [line < axis.first ? row : row.map((text, at) => (at === axis.at ? WHOLE : text))];
      }),
    };
  return {
    ...sheet,
    rows: sheet.rows.map((row, line) =>
      row.map((text, at) => (isOthers(at) ? '' : line === axis.at && isOwn(at) ? WHOLE : text)),
    ),
  };
}
