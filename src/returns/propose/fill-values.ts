import type { MappedLabel, Mapping, Meaning } from '../mapping.ts';
import type { FoundTable } from '../tables/found-table.ts';
import { valuesFor } from './case-values.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';

/**
 * The mapping with the values of columns of cases proposed where a person has just said what a column holds. `tables`: of
 * the file that it was made for.
 */
export function fillValues(
  mapping: Mapping,
  tables: readonly FoundTable[],
  { lexicon, years }: { lexicon: Lexicon; years: Years },
): Mapping {
  const fill = (table: FoundTable, one: MappedLabel, index: number): MappedLabel => {
    const column = table.columns[index];
    if (!column || hasValuesFor(one)) return one;
    const values = valuesFor(table, column, { means: one.means, lexicon, years });
    return values ? { ...one, values: { ...one.values, ...values } } : one;
  };
  return {
    ...mapping,
    tables: mapping.tables.map((mapped) => {
      const table = tables.find(({ id, isCases }) => isCases && id === mapped.id);
      return table
        ? { ...mapped, columns: mapped.columns.map((one, index) => fill(table, one, index)) }
        : mapped;
    }),
  };
}

function hasValuesFor({ means, values = {} }: MappedLabel): boolean {
  return Object.values(values).some((value) => isFor(means, value));
}

function isFor(column: Meaning, value: Meaning): boolean {
  if (value.is !== 'counted') return false;
  if (column.is === 'questions') return value.question !== undefined;
  return (column.is === 'codes' || column.is === 'ages') && value.codes?.[column.list] !== undefined;
}
