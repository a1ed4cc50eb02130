import { labelKey } from '../label-key.ts';
import type { MappedLabel } from '../mapping.ts';
import type { MatchedTable } from '../match-table.ts';
import { looksLikeValue } from '../read-count.ts';
import { textAt } from '../sheet.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { monthsIn } from '../words/months.ts';
import { groupBy } from './add-up.ts';
import type { CellReading } from './cell-reading.ts';
import type { LookedUp } from './look-up-labels.ts';
import type { Years } from './read-counts.ts';

type Looked = { rows: readonly LookedUp[]; columns: readonly LookedUp[]; years: Years };

/** Where parts are not added up to a whole: months are missing, a part is gone, or a line not read may be one of them. */
export class PartialLines {
  readonly #found: FoundTable;
  readonly #rows: AxisParts;
  readonly #columns: AxisParts;

  constructor({ mapped, found }: Pick<MatchedTable, 'mapped' | 'found'>, { rows, columns, years }: Looked) {
    this.#found = found;
    this.#rows = partsOf(found.rows, { looked: rows, mapped: mapped.rows, years });
    this.#columns = partsOf(found.columns, { looked: columns, mapped: mapped.columns, years });
  }

  at(row: FoundLabel, column: FoundLabel): NonNullable<CellReading['isPartial']> {
    return {
      rows: isPartial(this.#rows, row, (other) => this.#hasValue(other, column)),
      columns: isPartial(this.#columns, column, (other) => this.#hasValue(row, other)),
    };
  }

  #hasValue(row: FoundLabel, column: FoundLabel): boolean {
    return looksLikeValue(textAt(this.#found.sheet, row.at, column.at));
  }
}

/** `whole`: parts that make up the year; `broken`: that cannot; `unsaid`: lines that nobody has said the meaning of. */
type AxisParts = {
  whole: ReadonlySet<FoundLabel>;
  broken: ReadonlySet<FoundLabel>;
  unsaid: readonly FoundLabel[];
  isPartGone: boolean;
};

function isPartial(
  { whole, broken, unsaid, isPartGone }: AxisParts,
  line: FoundLabel,
  hasValue: (other: FoundLabel) => boolean,
): boolean {
  if (whole.has(line)) return false;
  return broken.has(line) || isPartGone || unsaid.some(hasValue);
}

type AxisAsked = { looked: readonly LookedUp[]; mapped: readonly MappedLabel[]; years: Years };

function partsOf(labels: readonly FoundLabel[], { looked, mapped, years }: AxisAsked): AxisParts {
  const said = labels.map((label, i) => ({ label, means: looked[i]! }));
  const bare = said.flatMap(({ label, means }) =>
    means !== 'new' && means.is === 'counted' && means.isPart && !means.codes ? [partIn(label)] : [],
  );
  const groups = [...groupBy(bare, ({ beside }) => beside).values()].map((parts) => ({
    lines: parts.map(({ label }) => label),
    makesUp: makesUpTheYear(parts.map(({ months }) => months)),
  }));
  const there = new Set(labels.map(({ path }) => labelKey(path, years.now)));
  return {
    whole: new Set(groups.flatMap(({ lines, makesUp }) => (makesUp === true ? lines : []))),
    broken: new Set(
      groups.flatMap(({ lines, makesUp }) => (makesUp === false && !years.isPartOfYear ? lines : [])),
    ),
    unsaid: said.flatMap(({ label, means }) =>
      !label.isAlone && (means === 'new' || means.is === 'open') ? [label] : [],
    ),
    isPartGone: mapped.some(
      ({ means, label }) =>
        means.is === 'counted' && means.isPart === true && !there.has(labelKey(label, years.made)),
    ),
  };
}

type Part = { label: FoundLabel; months: readonly number[] | undefined; beside: string };

function partIn(label: FoundLabel): Part {
  const place = label.path.findLastIndex((text) => monthsIn(text) !== undefined);
  return {
    label,
    months: place < 0 ? undefined : monthsIn(label.path[place]!),
    beside: JSON.stringify(label.path.filter((_, i) => i !== (place < 0 ? label.path.length - 1 : place))),
  };
}

/** Undefined where no part is named by its months; false where months are missing, or counted twice as in "Q1" and "Jan". */
function makesUpTheYear(parts: readonly (readonly number[] | undefined)[]): boolean | undefined {
  if (parts.every((months) => months === undefined)) return undefined;
  if (parts.includes(undefined)) return false;
  const months = parts.flatMap((one) => one!);
  return months.length === MONTHS && new Set(months).size === MONTHS;
}

const MONTHS = 12;
