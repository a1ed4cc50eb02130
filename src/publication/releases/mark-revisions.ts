import type { NationalFigure } from '../../picture/index.ts';
import type { Mark } from '../../shared/marks.ts';
import { isSmall, withMarks } from './protect-figures.ts';
import type { FrozenContent, ReleasedFigure, ReleasedTable } from './release.ts';

// What an edition says differently than the one before: marked, with the earlier value beside.

type Rows = ReleasedTable['rows'];

/** Content that does not know yet of an edition before it. */
export type NewContent = Omit<FrozenContent, 'figures'> & { figures: readonly NationalFigure[] };

/**
 * `before`: what the edition before says; null for a first edition, in which nothing is revised. `alike`: what editions of
 * other reports say of the same period.
 */
export function markRevisions(
  content: NewContent,
  before: FrozenContent | null,
  alike: readonly FrozenContent[] = [],
): FrozenContent {
  const said = before ? [before, ...alike] : alike;
  const same = (all: FrozenContent, id: string) => all.figures.find((one) => one.id === id);
  return {
    ...content,
    figures: content.figures.map((figure) =>
      markFigure(
        said.reduce((so, one) => coarser(so, same(one, figure.id)), figure),
        before?.figures.find(({ id }) => id === figure.id),
      ),
    ),
    tables: content.tables.map((table) => {
      const same = before?.tables.find(({ id }) => id === table.id);
      return { ...table, rows: markRows(table.rows, same?.rows ?? []) };
    }),
  };
}

function markFigure(figure: NationalFigure, before: ReleasedFigure | undefined): ReleasedFigure {
  const own = figure.marks.filter((mark) => mark !== 'r');
  if (!before) return { ...figure, marks: own, earlier: null };
  // A value that comes out the same by another definition is no less another one.
  const broken: Mark[] = before.version === figure.version ? [] : ['b'];
  if (before.measured.value === figure.measured.value)
    return { ...figure, marks: withMarks(own, broken), earlier: null };
  return { ...figure, marks: withMarks(own, [...broken, 'r']), earlier: before.measured.value };
}

/**
 * A share that moved by so little that the difference of the two counts behind it is small is said to a whole percent:
 * to a tenth, two editions would tell that difference.
 */
function coarser(figure: NationalFigure, before: ReleasedFigure | undefined): NationalFigure {
  const { denominator, value } = figure.measured;
  if (
    figure.unit !== 'share' ||
    denominator === null ||
    value === null ||
    !before ||
    before.measured.value === null
  )
    return figure;
  const moved = Math.abs(value - before.measured.value) * denominator;
  if (moved === 0 || !isSmall(Math.max(1, Math.round(moved)))) return figure;
  return {
    ...figure,
    interval: null,
    measured: { ...figure.measured, value: Math.round(value * 100) / 100 },
  };
}

function markRows(rows: Rows, before: Rows): Rows {
  const earlier = new Map(before.map((line) => [JSON.stringify(line.cells), line.count]));
  return rows.map((line) => {
    const was = earlier.get(JSON.stringify(line.cells));
    const own = line.marks.filter((mark) => mark !== 'r');
    if (was === undefined || was === line.count) return { ...line, marks: own, earlier: null };
    return { ...line, marks: withMarks(own, ['r']), earlier: was };
  });
}
